"""Members from a file that was tried out: started as it was tried out last. Its file is kept as long as the request may wait."""

import json
from typing import Any
from uuid import UUID

import psycopg

from regulars.features.approvals.contracts import Approval, Decided, Seen, Wanted
from regulars.features.approvals.kinds.merges import UNDECIDED
from regulars.features.context import AppContext
from regulars.features.member_files.facade import foresee_import, hold_import, start_import
from regulars.kit.problems import Problem

TRIED_AGAIN_LATER = frozenset({UNDECIDED, "imports_busy"})


def foresee(context: AppContext, wanted: Wanted) -> dict[str, Any]:
    """How many members the file would bring in or change, as its last dry run found."""
    with context.database.transaction(as_service=True) as connection:
        return {"members": foresee_import(connection, UUID(wanted.data["import_id"]))}


def carry_out(context: AppContext, approval: Approval, decided: Decided) -> None:
    """Let a worker bring the rows in; a file that is gone, or on its way already, is refused."""
    import_id = UUID(approval.data["import_id"])
    try:
        with context.database.transaction(as_service=True) as connection:
            members = start_import(connection, import_id)
            decided(connection, "approved", json.dumps({"members": members}))
    except Problem as problem:
        if problem.code in TRIED_AGAIN_LATER:
            raise
        with context.database.transaction() as connection:
            decided(connection, "refused", json.dumps({"refusal": problem.code}))


def seen(answer: dict[str, Any]) -> Seen:
    """How many members."""
    return Seen("accepted", {}, {}, [], members=answer["members"])


def hold(connection: psycopg.Connection, approval: Approval) -> None:
    """Keep the file until the request ends."""
    hold_import(connection, UUID(approval.data["import_id"]), approval.approval_id, approval.expires_at)
