"""The checkout over HTTP: what a basket will cost and earn, and what a member has by their tier."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Path

from regulars.features.access.access import require
from regulars.features.checkout.schemas import Basket, CheckoutPreview, MemberBenefits
from regulars.features.checkout.service.preview import member_benefits, preview
from regulars.features.context import Context

router = APIRouter(tags=["checkout"])


@router.post(
    "/v1/checkout/preview",
    operation_id="preview_checkout",
    summary="What a basket will cost and earn",
    dependencies=[Depends(require("events:write"))],
)
def post_preview(body: Basket, context: Context) -> CheckoutPreview:
    """Benefits of the member's tiers, how many points may be used, and what each rule will give. Nothing is stored."""
    return preview(context, body)


@router.get(
    "/v1/members/{member_id}/benefits",
    operation_id="read_member_benefits",
    summary="What a member has by their tier",
    dependencies=[Depends(require("members:read"))],
)
def get_benefits(member_id: Annotated[UUID, Path()], context: Context) -> MemberBenefits:
    """The benefits of the tier that the member holds on the first ladder, each as a sentence."""
    return member_benefits(context, member_id)
