"""Unmerge: undo a merge, the last one of its survivor first."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from psycopg import Connection

from regulars.features.context import AppContext
from regulars.features.merges import queries
from regulars.features.merges.contracts import Both, Effect, MergeRow, Moving
from regulars.features.merges.movers import move_all_back
from regulars.features.merges.service.deciding import decide
from regulars.kit.ids import new_id
from regulars.kit.problems import FieldError, Problem


def unmerge(context: AppContext, merge_id: str, reason: str, by: str) -> MergeRow:
    """Undo a merge; undoing it again gives the same answer.

    Raises Problem `merge_unknown`, `merge_not_last`, or `already_merged` while its survivor is a part of somebody else.
    """
    known = find_merge(context, merge_id)
    if known.unmerged_at is not None:
        return known
    try:
        undo_merge(context, known, reason, by)
    except Problem as problem:
        if problem.code != "merge_already_undone":  # somebody else was a moment earlier
            raise
    return find_merge(context, merge_id)


def undo_merge(
    context: AppContext, known: MergeRow, reason: str, by: str, alongside: Callable[[Connection], None] = lambda _: None
) -> None:
    """Undo a merge that is not undone yet.

    `alongside` is called in its transaction, and undoes it by raising.

    Raises what `unmerge` raises, and `merge_already_undone`.
    """
    both = Both(known.absorbed_id, known.survivor_id)

    def keep(connection: Connection, now: datetime) -> None:
        move_all_back(connection, Moving(*both, now, by), queries.select_moved(connection, known.merge_id))
        queries.end_merge(connection, known.merge_id, now, by, reason)
        alongside(connection)

    decide(context, both, _event(known, reason), by, keep, is_kept=True)


def preview_unmerge(context: AppContext, merge_id: str) -> Effect:
    """What undoing a merge would do now. Raises what `unmerge` raises, and `merge_already_undone`."""
    known = find_merge(context, merge_id)
    return decide(
        context, Both(known.absorbed_id, known.survivor_id), _event(known, "preview"), "", lambda _connection, _now: None,
        is_kept=False,
    )  # fmt: skip


def find_merge(context: AppContext, merge_id: str) -> MergeRow:
    """A merge. Raises Problem `merge_unknown`."""
    with context.database.snapshot() as connection:
        known = queries.select_merge(connection, merge_id)
    if known is None:
        field = FieldError("merge_id", "there is no such merge", "the id of a merge")
        raise Problem("merge_unknown", "There is no merge with this id.", errors=(field,))
    return known


def _event(known: MergeRow, reason: str) -> dict[str, Any]:
    data = {"merge_id": known.merge_id, "survivor": str(known.survivor_id), "reason": reason}
    return {"id": f"undo:{new_id()}", "type": "member.unmerged", "member_id": str(known.survivor_id), "data": data}
