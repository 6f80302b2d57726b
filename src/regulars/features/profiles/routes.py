"""Fields and profiles over HTTP."""

from __future__ import annotations

from typing import Annotated, Any
from uuid import UUID
from zoneinfo import ZoneInfo

from fastapi import APIRouter, Depends, Path, Request
from psycopg import Connection

from regulars.features.access.access import require
from regulars.features.access.contracts import Principal
from regulars.features.audit.access import tell_audit
from regulars.features.context import AppContext, Context
from regulars.features.profiles import queries
from regulars.features.profiles.contracts import Contact, Profile
from regulars.features.profiles.field_schemas import FieldChange, FieldList, Key, MemberField, NewField
from regulars.features.profiles.schemas import ProfileChangeShape, ProfileShape
from regulars.features.profiles.service.change import ProfileChange, change_profile, changed_fields
from regulars.features.profiles.service.declare import change_field, declare_field
from regulars.features.profiles.service.read import read_profile
from regulars.kit.calendars import calendar_of
from regulars.kit.instants import instant_of

router = APIRouter(prefix="/v1", tags=["profiles"])

Reader = Annotated[Principal, Depends(require("members:read"))]
Writer = Annotated[Principal, Depends(require("members:write"))]
Configurer = Annotated[Principal, Depends(require("members:configure"))]
configures = Depends(require("members:configure"))
KeyPath = Annotated[Key, Path()]
TAKEN: dict[int | str, dict[str, Any]] = {409: {"description": "The key or the name is taken, or there are too many fields."}}
UNKNOWN: dict[int | str, dict[str, Any]] = {404: {"description": "There is no such field."}}


@router.get("/member-fields", operation_id="list_member_fields", summary="Custom fields of members")
def get_fields(_: Reader, context: Context) -> FieldList:
    """The fields that the operator declared, also those that are not asked any more."""
    with context.database.snapshot() as connection:
        return FieldList(items=[MemberField.of(field) for field in queries.select_fields(connection)])


@router.post("/member-fields", operation_id="create_member_field", summary="Declare a field", status_code=201, responses=TAKEN)
def post_field(body: NewField, caller: Configurer, request: Request, context: Context) -> MemberField:
    """Declare a field. Its key, its kind and whether it is personal are for ever."""
    with context.database.transaction() as connection:
        made = declare_field(connection, body.declared(context.wall_clock(), caller.known_as))
    tell_audit(request, subject=f"field {made.key}", after=made.noted())
    return MemberField.of(made)


@router.patch(
    "/member-fields/{key}", operation_id="change_member_field", summary="Change a field", dependencies=[configures],
    responses=UNKNOWN | TAKEN,
)  # fmt: skip
def patch_field(key: KeyPath, body: FieldChange, request: Request, context: Context) -> MemberField:
    """Change how a field is asked, or stop asking it."""
    with context.database.transaction() as connection:
        before, after = change_field(connection, key, **body.model_dump())
    tell_audit(request, subject=f"field {key}", before=before.noted(), after=after.noted())
    return MemberField.of(after)


@router.get(
    "/members/{member_id}/profile",
    operation_id="read_member_profile",
    summary="What is known of a member",
    responses={404: {"description": "There is no such member."}},
)
def get_profile(member_id: UUID, caller: Reader, context: Context) -> ProfileShape:
    """Every field that is asked of the member's kind, with what is known; contacts of a company."""
    with context.database.snapshot() as connection:
        profile = read_profile(connection, member_id)
        return ProfileShape.of(profile, queries.select_fields(connection), caller, _today(context, connection))


@router.patch(
    "/members/{member_id}/profile",
    operation_id="change_member_profile",
    summary="Keep what a member says",
    responses={404: {"description": "There is no such member."}},
)
def patch_profile(member_id: UUID, body: ProfileChangeShape, caller: Writer, request: Request, context: Context) -> ProfileShape:
    """Keep values, take them back, or note that they are still true; who the company's contacts are."""
    contacts = None if body.contacts is None else [Contact(**contact.model_dump()) for contact in body.contacts]
    with context.database.transaction() as connection:
        today = _today(context, connection)
        before, after = change_profile(
            connection, member_id, ProfileChange(body.kind, body.fields, body.confirmed, contacts),
            by=caller.known_as, at=instant_of(context.ledger.now(connection)), today=today,
        )  # fmt: skip
        tell_audit(request, members=[member_id], after=_said(before, after, body))
        return ProfileShape.of(after, queries.select_fields(connection), caller, today)


def _today(context: AppContext, connection: Connection) -> int:
    published = context.programs.published(connection)
    calendar = published[-1].program.calendar if published else calendar_of(ZoneInfo("UTC"))
    return calendar.day_of(instant_of(context.ledger.now(connection)))


def _said(before: Profile, after: Profile, body: ProfileChangeShape) -> dict[str, Any]:
    """What the audit log keeps: which fields, never their values."""
    return {
        "fields": changed_fields(before, after), "confirmed": body.confirmed, "kind": after.kind,
        "contacts": before.contacts != after.contacts,
    }  # fmt: skip
