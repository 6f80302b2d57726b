"""Privacy over HTTP: what members may ask about their data, and who may read it."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Request

from regulars.features.access.access import require
from regulars.features.access.contracts import Principal
from regulars.features.audit.access import tell_audit
from regulars.features.context import Context
from regulars.features.members.facade import read_member
from regulars.features.privacy.schemas import HeldIdentity, Unmasked, UnmaskRequest

router = APIRouter(prefix="/v1/members", tags=["privacy"])

Unmasker = Annotated[Principal, Depends(require("pii:unmask"))]


@router.post("/{member_id}/unmask", operation_id="unmask_member", summary="Read what is masked, with a reason")
def post_unmask(member_id: UUID, body: UnmaskRequest, request: Request, _: Unmasker, context: Context) -> Unmasked:
    """Name and identities of one member in full. Who read them, when and why is noted before the answer leaves."""
    with context.database.snapshot() as connection:
        member = read_member(connection, member_id)
    tell_audit(request, members=[member_id], detail=body.reason, is_reading=True)
    return Unmasked(
        member_id=member_id,
        display_name=member.row.display_name,
        identities=[HeldIdentity(kind=kind, value=value) for kind, value in member.identities],
    )
