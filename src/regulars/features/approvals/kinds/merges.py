"""A merge of two members: its id is the approval's, and whoever was merged or erased meanwhile is refused by the merge itself."""

import json
from typing import Any
from uuid import UUID

import psycopg

from regulars.features.approvals.contracts import Approval, Decided, Seen, Wanted
from regulars.features.context import AppContext
from regulars.features.merges.facade import USUAL, Effect, Holdings, MergePolicy, Side, merge, preview_merge
from regulars.kit.problems import Problem

UNDECIDED = "approval_decided"


def foresee(context: AppContext, wanted: Wanted) -> dict[str, Any]:
    """What the merge would leave both with."""
    data = wanted.data
    return told(preview_merge(context, UUID(data["absorbed_id"]), UUID(data["survivor_id"]), _policy(data)))


def carry_out(context: AppContext, approval: Approval, decided: Decided) -> None:
    """Merge them; what cannot be merged any more is refused, with the reason."""
    data = approval.data
    try:
        foreseen = foresee(context, approval.wanted)

        def note(connection: psycopg.Connection) -> None:
            decided(connection, "approved", json.dumps(foreseen))

        merge(
            context, UUID(data["absorbed_id"]), UUID(data["survivor_id"]), data["reason"], approval.requested_by,
            str(approval.approval_id), alongside=note, policy=_policy(data),
        )  # fmt: skip
    except Problem as problem:
        if problem.code == UNDECIDED:
            raise
        with context.database.transaction() as connection:
            decided(connection, "refused", json.dumps({"refusal": problem.code}))


def told(effect: Effect) -> dict[str, Any]:
    """What a merge, or its undoing, leaves both with, as it is kept with a request."""
    return {"absorbed": _side(effect.absorbed), "survivor": _side(effect.survivor)}


def seen(answer: dict[str, Any]) -> Seen:
    """What the survivor has before and after; who is absorbed has nothing afterwards."""
    before, after = answer["survivor"]["before"], answer["survivor"]["after"]
    changed = [
        {"ladder": ladder, "from": before["tiers"].get(ladder, ""), "to": tier}
        for ladder, tier in after["tiers"].items()
        if before["tiers"].get(ladder) != tier
    ]
    return Seen("accepted", before["balances"], after["balances"], changed, members=2)


def _policy(data: dict[str, Any]) -> MergePolicy:
    """What was chosen; a request of an earlier release chose nothing."""
    return MergePolicy(data.get("tier", USUAL.tier), data.get("profile", USUAL.profile), data.get("fields", {}))


def _side(side: Side) -> dict[str, Any]:
    return {"member_id": str(side.member_id), "before": _held(side.before), "after": _held(side.after)}


def _held(holdings: Holdings) -> dict[str, Any]:
    return {"balances": {wallet: held["balance"] for wallet, held in holdings.balances.items()}, "tiers": holdings.tiers}
