"""The undoing of a merge. One that was undone meanwhile, or is not its survivor's last any more, the undoing itself refuses."""

import json
from typing import Any

import psycopg

from regulars.features.approvals.contracts import Approval, Decided, Wanted
from regulars.features.approvals.kinds.merges import UNDECIDED, told
from regulars.features.context import AppContext
from regulars.features.merges.facade import find_merge, preview_unmerge, undo_merge
from regulars.kit.problems import Problem


def foresee(context: AppContext, wanted: Wanted) -> dict[str, Any]:
    """What the undoing would leave both with."""
    return told(preview_unmerge(context, wanted.data["merge_id"]))


def carry_out(context: AppContext, approval: Approval, decided: Decided) -> None:
    """Undo it; what cannot be undone any more is refused, with the reason."""
    data = approval.data
    try:
        foreseen = foresee(context, approval.wanted)

        def note(connection: psycopg.Connection) -> None:
            decided(connection, "approved", json.dumps(foreseen))

        undo_merge(context, find_merge(context, data["merge_id"]), data["reason"], approval.requested_by, alongside=note)
    except Problem as problem:
        if problem.code == UNDECIDED:
            raise
        with context.database.transaction() as connection:
            decided(connection, "refused", json.dumps({"refusal": problem.code}))
