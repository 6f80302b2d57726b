"""Decide: somebody else agrees, and it is done in the very transaction that says so; or it is not agreed to.

It is decided by what holds then, not by what was foreseen. Whoever looked at what it would do can say so by its mark: where that
has changed since, nothing happens, and they look again.
"""

import hashlib
from datetime import datetime
from typing import Any, Literal
from uuid import UUID

import msgspec
import psycopg

from regulars.features.approvals import queries
from regulars.features.approvals.contracts import Approval
from regulars.features.approvals.kinds import kind_of, seen_of
from regulars.features.context import AppContext
from regulars.kit.problems import FieldError, Problem

MARK_LENGTH = 16


def find_approval(connection: psycopg.Connection, approval_id: UUID) -> Approval:
    """One request. Raises Problem `approval_unknown`."""
    approval = queries.select_approval(connection, approval_id)
    if approval is None:
        raise Problem("approval_unknown", "There is no such request.", errors=(FieldError("approval_id", "is not known"),))
    return approval


def foresee(context: AppContext, approval: Approval) -> dict[str, Any]:
    """What a request would do at this moment, or why it cannot be done any more."""
    try:
        return kind_of(approval.type).foresee(context, approval.wanted)
    except Problem as problem:
        return {"refusal": problem.code}


def mark_of(approval: Approval, expected: dict[str, Any]) -> str:
    """A short text that is another one as soon as a request would do something else."""
    said = msgspec.json.encode(seen_of(approval.type, expected), order="deterministic")
    return hashlib.sha256(said).hexdigest()[:MARK_LENGTH]


def approve(context: AppContext, approval_id: UUID, by: str, note: str, mark: str | None = None) -> Approval:
    """Agree to a request of somebody else, and do it.

    Raises Problem `approval_unknown`, `approval_own`, `approval_decided`, or `approval_stale` where it would do something else
    than its mark says.
    """
    now = context.wall_clock()
    with context.database.snapshot() as connection:
        approval = find_approval(connection, approval_id)
    if approval.requested_by == by:
        raise Problem("approval_own", "Nobody approves what they asked for.", hint="Somebody else has to decide.")
    _check_waits(approval, now)
    if mark is not None and mark_of(approval, foresee(context, approval)) != mark:
        field = FieldError("mark", "is of something else")
        hint = "Load the request again and see what it would do."
        raise Problem("approval_stale", "It would do something else by now.", errors=(field,), hint=hint)

    def decided(connection: psycopg.Connection, status: Literal["approved", "refused"], outcome: str) -> None:
        if not queries.update_decided(connection, approval_id, status, by=by, at=now, note=note, outcome=outcome):
            raise _decided()

    kind_of(approval.type).carry_out(context, approval, decided)
    with context.database.snapshot() as connection:
        return find_approval(connection, approval_id)


def reject(context: AppContext, approval_id: UUID, by: str, note: str) -> Approval:
    """Do not agree, or take one's own request back. Raises Problem `approval_unknown` or `approval_decided`."""
    now = context.wall_clock()
    with context.database.transaction() as connection:
        approval = find_approval(connection, approval_id)
        _check_waits(approval, now)
        status = "withdrawn" if approval.requested_by == by else "rejected"
        if not queries.update_decided(connection, approval_id, status, by=by, at=now, note=note):
            raise _decided()
        return find_approval(connection, approval_id)


def _check_waits(approval: Approval, now: datetime) -> None:
    if approval.status != "pending":
        raise _decided()
    if approval.expires_at <= now:
        raise Problem("approval_decided", "The request has waited too long.", hint="Ask again.")


def _decided() -> Problem:
    return Problem("approval_decided", "The request was decided already.", hint="Load it again to see by whom.")
