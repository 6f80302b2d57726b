"""Merge: one member becomes a part of another."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any
from uuid import UUID

from psycopg import Connection

from regulars.core.merge_policies import ATTRIBUTE, BIRTHDAY, USUAL, MergePolicy
from regulars.features.context import AppContext
from regulars.features.merges import queries
from regulars.features.merges.contracts import Both, Effect, MergeRow, Moving
from regulars.features.merges.movers import move_all
from regulars.features.merges.service.conflicts import check_chosen, conflicts
from regulars.features.merges.service.deciding import decide
from regulars.features.profiles.facade import fields_taken
from regulars.kit.ids import new_id
from regulars.kit.problems import FieldError, Problem
from regulars.store.members import standing_for


def merge(
    context: AppContext,
    absorbed_id: UUID,
    survivor_id: UUID,
    reason: str,
    by: str,
    merge_id: str | None = None,
    alongside: Callable[[Connection], None] = lambda _: None,
    policy: MergePolicy = USUAL,
) -> MergeRow:
    """Merge a member into another; the same `merge_id` for the same two again gives the same answer.

    `alongside` is called in its transaction, and undoes it by raising.

    Raises Problem `member_unknown`, `already_merged`, `merge_with_self`, or `merge_already_known`.
    """
    check_chosen(policy)
    chosen = merge_id or str(new_id())
    while (known := _known(context, chosen)) is None:
        both = _both(context, absorbed_id, survivor_id)
        try:
            keep = _keeping(chosen, both, reason, by, alongside, policy)
            decide(context, both, _event(chosen, both, reason, policy), by, keep, is_kept=True)
        except _SurvivorGone:  # merged by somebody else a moment earlier: whoever stands for them now has everything
            continue
    if known.absorbed_id != absorbed_id:
        field = FieldError("merge_id", "this id was used for two other members", "an id of its own for each merge")
        raise Problem("merge_already_known", f"Merge {chosen} already happened.", errors=(field,))
    return known


def preview_merge(context: AppContext, absorbed_id: UUID, survivor_id: UUID, policy: MergePolicy = USUAL) -> Effect:
    """What merging a member into another would do now. Raises what `merge` raises."""
    check_chosen(policy)
    both = _both(context, absorbed_id, survivor_id)
    effect = decide(context, both, _event(str(new_id()), both, "preview", policy), "", _nothing, is_kept=False)
    with context.database.snapshot() as connection:
        taken = fields_taken(connection, *both, policy.profile, policy.chosen)
        return effect._replace(taken=taken, conflicts=tuple(conflicts(context, connection, both, policy)))


class _SurvivorGone(Exception):  # noqa: N818 - no fault of anybody
    """Somebody else stands for the survivor by now."""


def _keeping(
    merge_id: str, both: Both, reason: str, by: str, alongside: Callable[[Connection], None], policy: MergePolicy
) -> Callable[[Connection, datetime], None]:
    """What is written with the merge: that it was, and what slices keep of the absorbed member, now the survivor's."""

    def keep(connection: Connection, now: datetime) -> None:
        if standing_for(connection, both.survivor) != both.survivor:
            raise _SurvivorGone
        row = MergeRow(
            merge_id, both.absorbed, both.survivor, now, by, reason, None, None, None, policy.tier, policy.profile, policy.chosen
        )  # fmt: skip
        queries.insert_merge(connection, row, move_all(connection, Moving(*both, now, by, policy.profile, policy.chosen)))
        alongside(connection)

    return keep


def _nothing(_connection: Connection, _now: datetime) -> None:
    """A preview writes nothing."""


def _known(context: AppContext, merge_id: str) -> MergeRow | None:
    with context.database.snapshot() as connection:
        return queries.select_merge(connection, merge_id)


def _both(context: AppContext, absorbed_id: UUID, survivor_id: UUID) -> Both:
    """The two members, the survivor being whoever stands for the one named."""
    with context.database.snapshot() as connection:
        absorbed_stands, survivor = standing_for(connection, absorbed_id), standing_for(connection, survivor_id)
    if absorbed_stands == survivor:
        field = FieldError("survivor_id", "both are one member already", "another member")
        raise Problem("merge_with_self", "A member cannot be merged with itself.", errors=(field,))
    if absorbed_stands != absorbed_id:
        field = FieldError("absorbed_id", "was merged into another member", f"{absorbed_stands}, who stands for them now")
        facts = {"member_id": str(absorbed_stands)}
        raise Problem("already_merged", "The member is a part of another one already.", errors=(field,), facts=facts)
    return Both(absorbed_id, survivor)


def _event(merge_id: str, both: Both, reason: str, policy: MergePolicy) -> dict[str, Any]:
    data: dict[str, Any] = {"merge_id": merge_id, "absorbed": str(both.absorbed), "into": str(both.survivor), "reason": reason}
    # What slices keep is no business of the ledger.
    chosen = {key: side for key, side in policy.chosen.items() if key == BIRTHDAY or key.startswith(ATTRIBUTE)}
    data |= {"tier": policy.tier, "profile": policy.profile, "chosen": chosen}
    return {"id": merge_id, "type": "member.merged", "member_id": str(both.absorbed), "data": data}
