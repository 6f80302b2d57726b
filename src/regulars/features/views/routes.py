"""Saved views over HTTP."""

from __future__ import annotations

from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Depends, Request

from regulars.features.access.access import require
from regulars.features.access.contracts import Principal
from regulars.features.audit.access import tell_audit
from regulars.features.context import Context
from regulars.features.views import queries
from regulars.features.views.schemas import NewView, ViewChange, ViewList, ViewShape
from regulars.features.views.service.save import change_view, make_view, remove_view

router = APIRouter(prefix="/v1/member-views", tags=["members"])

Reader = Annotated[Principal, Depends(require("members:read"))]
UNKNOWN: dict[int | str, dict[str, Any]] = {404: {"description": "There is no such view."}}
TAKEN: dict[int | str, dict[str, Any]] = {409: {"description": "The name is taken, or there are too many views."}}


@router.get("", operation_id="list_member_views", summary="Saved views of the member list")
def get_views(caller: Reader, context: Context) -> ViewList:
    """One's own views and those that others share."""
    with context.database.snapshot() as connection:
        return ViewList(items=[ViewShape.of(view, caller.known_as) for view in queries.select_views(connection, caller.known_as)])


@router.post("", operation_id="create_member_view", summary="Save a view", status_code=201, responses=TAKEN)
def post_view(body: NewView, caller: Reader, request: Request, context: Context) -> ViewShape:
    """Save what the list is narrowed to. To share it with all needs `members:configure`."""
    with context.database.transaction() as connection:
        made = make_view(
            connection, caller, body.name, body.content.model_dump(mode="json"), is_shared=body.is_shared,
            now=context.wall_clock(),
        )  # fmt: skip
    tell_audit(request, subject=f"view {made.name}", after={"is_shared": made.is_shared})
    return ViewShape.of(made, caller.known_as)


@router.patch("/{view_id}", operation_id="change_member_view", summary="Change a view", responses=UNKNOWN | TAKEN)
def patch_view(view_id: UUID, body: ViewChange, caller: Reader, request: Request, context: Context) -> ViewShape:
    """Change one's own view, or a shared one with `members:configure`."""
    with context.database.transaction() as connection:
        content = None if body.content is None else body.content.model_dump(mode="json")
        changed = change_view(connection, caller, view_id, name=body.name, content=content, is_shared=body.is_shared)
    tell_audit(request, subject=f"view {changed.name}", after={"is_shared": changed.is_shared})
    return ViewShape.of(changed, caller.known_as)


@router.delete("/{view_id}", operation_id="delete_member_view", summary="Remove a view", status_code=204, responses=UNKNOWN)
def delete_view(view_id: UUID, caller: Reader, request: Request, context: Context) -> None:
    """Remove one's own view, or a shared one with `members:configure`."""
    with context.database.transaction() as connection:
        removed = remove_view(connection, caller, view_id)
    tell_audit(request, subject=f"view {removed.name}")
