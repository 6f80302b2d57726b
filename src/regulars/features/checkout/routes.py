"""The checkout over HTTP: what a basket will cost and earn, and what a member has by their tier."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Path, Query, Request

from regulars.features.access.access import require
from regulars.features.access.contracts import Principal
from regulars.features.audit.access import tell_audit
from regulars.features.checkout.schemas import Basket, CheckoutPreview, MemberBenefits, TillMember, TillQuery
from regulars.features.checkout.service.identify import identify
from regulars.features.checkout.service.preview import member_benefits, preview
from regulars.features.context import Context

router = APIRouter(tags=["checkout"])


@router.post(
    "/v1/checkout/preview",
    operation_id="preview_checkout",
    summary="What a basket will cost and earn",
)
def post_preview(
    body: Basket, caller: Annotated[Principal, Depends(require("events:write"))], context: Context
) -> CheckoutPreview:
    """Benefits of the member's tiers, how many points may be used, and what each rule will give. Nothing is stored."""
    return preview(context, body, serves="till:serve" in caller.scopes)


@router.get(
    "/v1/checkout/member",
    operation_id="identify_member",
    summary="Who stands at the till?",
    dependencies=[Depends(require("till:serve"))],
    responses={404: {"description": "No member has this identity."}},
)
def get_member(query: Annotated[TillQuery, Query()], request: Request, context: Context) -> TillMember:
    """Any member of the company by full identity, with what serving them takes: of another store's a masked name and no id."""
    found = identify(context, query.kind, query.value)
    tell_audit(request, members=[found.member_id])
    shown = found._asdict() | {"member_id": found.member_id if found.is_own else None}
    return TillMember.model_validate(shown)


@router.get(
    "/v1/members/{member_id}/benefits",
    operation_id="read_member_benefits",
    summary="What a member has by their tier",
    dependencies=[Depends(require("members:read"))],
)
def get_benefits(member_id: Annotated[UUID, Path()], context: Context) -> MemberBenefits:
    """The benefits of the tier that the member holds on the first ladder, each as a sentence."""
    return member_benefits(context, member_id)
