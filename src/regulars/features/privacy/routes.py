"""Privacy over HTTP: what members may ask about their data, and who may read it."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Query, Request, Response

from regulars.features.access.access import require
from regulars.features.access.contracts import Principal
from regulars.features.audit.access import tell_audit
from regulars.features.context import Context
from regulars.features.members.facade import read_member
from regulars.features.privacy.contracts import Consent
from regulars.features.privacy.schemas import (
    ConsentIn,
    ConsentList,
    Erased,
    EraseRequest,
    ExportQuery,
    HeldIdentity,
    Unmasked,
    UnmaskRequest,
    consent_shape,
)
from regulars.features.privacy.service.consents import read_consents, say
from regulars.features.privacy.service.erase import erase_member
from regulars.features.privacy.service.export import as_json, export_member
from regulars.features.privacy.service.export_page import as_page
from regulars.store.clock import current_time

router = APIRouter(prefix="/v1/members", tags=["privacy"])

Reader = Annotated[Principal, Depends(require("members:read"))]
Writer = Annotated[Principal, Depends(require("members:write"))]
Unmasker = Annotated[Principal, Depends(require("pii:unmask"))]
Exporter = Annotated[Principal, Depends(require("pii:export"))]
Eraser = Annotated[Principal, Depends(require("pii:erase"))]


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


@router.get("/{member_id}/consents", operation_id="read_consents", summary="What a member agreed to")
def get_consents(member_id: UUID, _: Reader, context: Context) -> ConsentList:
    """What holds now per channel and purpose, and the history of it. What was never asked is not in it: it does not hold."""
    with context.database.snapshot() as connection:
        now, history = read_consents(connection, member_id)
    return ConsentList(now=[consent_shape(each) for each in now], history=[consent_shape(each) for each in history])


@router.post("/{member_id}/consents", operation_id="record_consent", summary="Record what a member said", status_code=201)
def post_consent(member_id: UUID, body: ConsentIn, request: Request, caller: Writer, context: Context) -> ConsentList:
    """Keep that a member agreed to something, or took it back. Nothing is overwritten: the newest line counts."""
    with context.database.transaction() as connection:
        now = current_time(connection)
        said = Consent(body.channel, body.purpose, body.granted, body.said_at or now, body.source, now, caller.known_as)
        say(connection, member_id, said, now)
        current, history = read_consents(connection, member_id)
    tell_audit(request, members=[member_id], after={"channel": body.channel, "purpose": body.purpose, "granted": body.granted})
    return ConsentList(now=[consent_shape(each) for each in current], history=[consent_shape(each) for each in history])


@router.get(
    "/{member_id}/export",
    operation_id="export_member",
    summary="Everything that is kept of a member",
    response_class=Response,
    responses={
        200: {
            "description": "A file: one JSON object with a section for each kind of data, or a page to be read.",
            "content": {
                "application/json": {"example": {"format": "regulars-member-1"}},
                "text/html": {"example": "<!doctype html>…"},
            },
        }
    },
)
def get_export(
    member_id: UUID, query: Annotated[ExportQuery, Query()], request: Request, _: Exporter, context: Context
) -> Response:
    """Identities, name, consents, events, points, and who looked at them: what a member may ask for. Noted as an export."""
    with context.database.snapshot() as connection:
        export = export_member(connection, member_id)
    tell_audit(request, members=[member_id], detail=query.format, is_export=True)
    is_page = query.format == "html"
    return Response(
        as_page(export, context.wall_clock()) if is_page else as_json(export),
        media_type="text/html; charset=utf-8" if is_page else "application/json",
        headers={"Content-Disposition": f'attachment; filename="member-{export.member_no}.{query.format}"'},
    )


@router.post(
    "/{member_id}/erase",
    operation_id="erase_member",
    summary="Erase a member for ever",
    responses={409: {"description": "The member was erased before, or merged a moment ago."}},
)
def post_erase(member_id: UUID, body: EraseRequest, request: Request, caller: Eraser, context: Context) -> Erased:
    """Destroy the key of the member's data, and with it everything personal, also in copies. It cannot be undone.

    Points are written off; orders and entries stay as the books of the shop, and lead to nobody.
    """
    written_off = erase_member(context, member_id, body.member_no, caller.known_as)
    tell_audit(request, members=[member_id], detail=body.reason, after={"points_written_off": written_off})
    return Erased(member_id=member_id, points_written_off=written_off)
