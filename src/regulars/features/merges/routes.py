"""Merges over HTTP: try, merge, undo, and what was merged."""

from __future__ import annotations

from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Depends, Path, Request

from regulars.features.access.access import require
from regulars.features.access.contracts import Principal
from regulars.features.approvals.facade import check_merge, check_unmerge
from regulars.features.audit.access import tell_audit
from regulars.features.context import Context
from regulars.features.merges import queries
from regulars.features.merges.contracts import MergeRow
from regulars.features.merges.schemas import ID_PATTERN, MergeAsk, MergeEffect, MergeList, MergeShape, MergeTry, UnmergeAsk
from regulars.features.merges.service.merge import merge, preview_merge
from regulars.features.merges.service.unmerge import preview_unmerge, unmerge

router = APIRouter(tags=["merges"])

Merger = Annotated[Principal, Depends(require("members:merge"))]
MergeId = Annotated[str, Path(pattern=ID_PATTERN)]
TWO: dict[int | str, dict[str, Any]] = {
    404: {"description": "One of the two is not known."},
    409: {"description": "The member is a part of another one already; `facts.member_id` says of whom."},
}
ONE: dict[int | str, dict[str, Any]] = {
    404: {"description": "There is no such merge, or its survivor was merged since."},
    409: {"description": "It is undone already, or another merge of the survivor came later; `facts.merge_id` names it."},
}


@router.post("/v1/merges/preview", operation_id="preview_merge", summary="Try a merge", responses=TWO)
def post_preview(body: MergeTry, caller: Merger, context: Context) -> MergeEffect:
    """Say what merging two members would leave both with. Nothing is stored."""
    return MergeEffect.of(preview_merge(context, body.absorbed_id, body.survivor_id, body.policy()), caller)


@router.post("/v1/merges", operation_id="merge_members", summary="Merge two members", status_code=201, responses=TWO)
def post_merge(body: MergeAsk, request: Request, caller: Merger, context: Context) -> MergeShape:
    """Make one member a part of another. Every id and identity of the absorbed member leads to the survivor from now on."""
    with context.database.snapshot() as connection:
        check_merge(connection, caller)
    row = merge(
        context, body.absorbed_id, body.survivor_id, body.reason, caller.known_as, body.merge_id, policy=body.policy()
    )  # fmt: skip
    _tell(request, row)
    return MergeShape.of(row)


@router.post("/v1/merges/{merge_id}/undo/preview", operation_id="preview_unmerge", summary="Try undoing a merge", responses=ONE)
def post_undo_preview(merge_id: MergeId, caller: Merger, context: Context) -> MergeEffect:
    """Say what undoing a merge would leave both with. Nothing is stored."""
    return MergeEffect.of(preview_unmerge(context, merge_id), caller)


@router.post("/v1/merges/{merge_id}/undo", operation_id="unmerge_members", summary="Undo a merge", responses=ONE)
def post_undo(merge_id: MergeId, body: UnmergeAsk, request: Request, caller: Merger, context: Context) -> MergeShape:
    """Give each member what they had, and what came under their name since. Undoing it again gives the same answer."""
    with context.database.snapshot() as connection:
        check_unmerge(connection, caller)
    row = unmerge(context, merge_id, body.reason, caller.known_as)
    _tell(request, row)
    return MergeShape.of(row)


@router.get(
    "/v1/members/{member_id}/merges",
    operation_id="list_merges_of_member",
    summary="What was merged",
    dependencies=[Depends(require("members:read"))],
)
def get_merges(member_id: UUID, context: Context) -> MergeList:
    """The merges in which a member was absorbed or survived, undone ones as well, the latest first."""
    with context.database.snapshot() as connection:
        return MergeList(items=[MergeShape.of(row) for row in queries.select_merges_of(connection, member_id)])


def _tell(request: Request, row: MergeRow) -> None:
    tell_audit(
        request, subject=f"merge {row.merge_id}", members=[row.absorbed_id, row.survivor_id], detail=row.reason,
        after={"tier": row.tier_policy, "profile": row.profile_policy, "fields": row.fields},
    )  # fmt: skip
