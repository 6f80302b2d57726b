"""Tags over HTTP: what they are, who bears them, and giving them by hand."""

from __future__ import annotations

from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Depends, Path, Request

from regulars.features.access.access import require
from regulars.features.access.contracts import Principal
from regulars.features.approvals.facade import check_mass
from regulars.features.audit.access import tell_audit
from regulars.features.context import Context
from regulars.features.tags import queries
from regulars.features.tags.contracts import Tag
from regulars.features.tags.schemas import (
    BearersChange,
    BearersChanged,
    BorneTagShape,
    Key,
    MatchingChange,
    MemberTags,
    NewTag,
    TagChange,
    TagList,
    TagShape,
)
from regulars.features.tags.service.define import change_tag, make_tag
from regulars.features.tags.service.give import change_bearers
from regulars.features.tags.service.many import Tagging, reader_of, tag_many, take_out_of_use
from regulars.kit.problems import FieldError, Problem

router = APIRouter(prefix="/v1", tags=["tags"])

reads = Depends(require("members:read"))
Writer = Annotated[Principal, Depends(require("members:write"))]
Configurer = Annotated[Principal, Depends(require("members:configure"))]
configures = Depends(require("members:configure"))
KeyPath = Annotated[Key, Path()]
UNKNOWN: dict[int | str, dict[str, Any]] = {404: {"description": "There is no such tag."}}
TAKEN: dict[int | str, dict[str, Any]] = {409: {"description": "The name or the key is taken, or no program is published."}}


@router.get("/tags", operation_id="list_tags", summary="Tags", dependencies=[reads])
def get_tags(context: Context) -> TagList:
    """All tags with how many members bear them; rules are read out by the program in force."""
    with context.database.snapshot() as connection:
        reader = reader_of(context, connection)
        return TagList(items=[TagShape.of(tag, reader) for tag in queries.select_tags(connection)])


@router.post("/tags", operation_id="create_tag", summary="Declare a tag", status_code=201, responses=TAKEN)
def post_tag(body: NewTag, caller: Configurer, request: Request, context: Context) -> TagShape:
    """Declare a tag. A rule is followed from the next moment on; `POST /v1/conditions/check` counts its members beforehand."""
    with context.database.transaction() as connection:
        reader = reader_of(context, connection)
        made = make_tag(
            connection,
            reader,
            key=body.key or "",
            name=body.name,
            description=body.description,
            color=body.color,
            condition=body.condition,
            by=caller.known_as,
            now=context.ledger.now(connection),
        )
        tell_audit(request, subject=f"tag {made.key}", after=_noted(made))
        return TagShape.of(made, reader_of(context, connection))


@router.patch(
    "/tags/{key}",
    operation_id="change_tag",
    summary="Change a tag",
    dependencies=[configures],
    responses=UNKNOWN | TAKEN,
)
def patch_tag(key: KeyPath, body: TagChange, request: Request, context: Context) -> TagShape:
    """Change a tag; a changed rule is asked of everybody anew."""
    with context.database.transaction() as connection:
        reader = reader_of(context, connection)
        before, after = change_tag(
            connection,
            reader,
            key,
            name=body.name,
            description=body.description,
            color=body.color,
            condition=body.condition,
        )
        tell_audit(request, subject=f"tag {key}", before=_noted(before), after=_noted(after))
        return TagShape.of(after, reader)


@router.delete(
    "/tags/{key}",
    operation_id="delete_tag",
    summary="Take a tag out of use",
    status_code=204,
    responses=UNKNOWN | {409: {"description": "The rule of another tag names it."}},
)
def delete_tag(key: KeyPath, caller: Configurer, request: Request, context: Context) -> None:
    """Take a tag out of use; whoever bears it loses it."""
    with context.database.transaction() as connection:
        removed = take_out_of_use(context, connection, key)
        check_mass(connection, caller, removed.members)
    tell_audit(request, subject=f"tag {key}", before=_noted(removed) | {"members": removed.members})


@router.post(
    "/tags/{key}/members",
    operation_id="change_tag_members",
    summary="Give a tag by hand, or take it",
    responses=UNKNOWN | {409: {"description": "The tag is given by its rule alone."}},
)
def post_bearers(key: KeyPath, body: BearersChange, caller: Writer, request: Request, context: Context) -> BearersChanged:
    """Give a tag to up to 1,000 members and take it from as many."""
    with context.database.transaction() as connection:
        moved = change_bearers(connection, key, body.add, body.remove, by=caller.known_as, now=context.ledger.now(connection))
        check_mass(connection, caller, moved.entered + moved.left)
    detail = f"to {moved.entered}, from {moved.left}"
    tell_audit(request, subject=f"tag {key}", members=[*body.add, *body.remove], detail=detail)
    return BearersChanged.of(moved)


@router.post(
    "/tags/{key}/matching",
    operation_id="change_matching_tag_members",
    summary="Give a tag to all who meet a condition, or take it",
    responses=UNKNOWN | {409: {"description": "The tag is given by its rule alone, or no program is published."}},
)
def post_matching(key: KeyPath, body: MatchingChange, caller: Configurer, request: Request, context: Context) -> BearersChanged:
    """Give a tag by hand to everybody for whom a condition holds now, or take it from them. It does not follow them later."""
    with context.database.transaction() as connection:
        tagging = Tagging(key, body.action == "add", None, body.condition)
        moved = tag_many(context, connection, tagging, by=caller.known_as)
        check_mass(connection, caller, moved.entered + moved.left)
    detail = f"to {moved.entered}, from {moved.left}"
    tell_audit(request, subject=f"tag {key}", detail=detail, after={"condition": body.condition, "action": body.action})
    return BearersChanged.of(moved)


@router.get(
    "/members/{member_id}/tags",
    operation_id="list_member_tags",
    summary="Tags of a member",
    tags=["members"],
    dependencies=[reads],
    responses={404: {"description": "There is no such member."}},
)
def get_member_tags(member_id: UUID, context: Context) -> MemberTags:
    """The tags that a member bears, with who gave them and since when."""
    with context.database.snapshot() as connection:
        if not queries.known_members(connection, [member_id]):
            field = FieldError("member_id", "is not known")
            raise Problem("member_unknown", "There is no member with this id.", errors=(field,))
        return MemberTags(items=[BorneTagShape.of(borne) for borne in queries.select_borne(connection, [member_id])])


def _noted(tag: Tag) -> dict[str, Any]:
    """What the audit log keeps of a tag."""
    return {"name": tag.name, "description": tag.description, "color": tag.color, "condition": tag.condition}
