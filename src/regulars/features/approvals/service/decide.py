"""Decide: somebody else agrees, and the event is sent in the very transaction that says so; or it is not agreed to.

The event is decided by what holds then, not by what was foreseen. Its id is the approval's, so it counts once.
"""

from datetime import datetime
from uuid import UUID

import psycopg

from regulars.features.approvals import queries
from regulars.features.approvals.contracts import SOURCE, Approval
from regulars.features.approvals.service.foresee import event_of
from regulars.features.context import AppContext
from regulars.kit.problems import FieldError, Problem
from regulars.ledger.answers import Answer


def find_approval(connection: psycopg.Connection, approval_id: UUID) -> Approval:
    """One request. Raises Problem `approval_unknown`."""
    approval = queries.select_approval(connection, approval_id)
    if approval is None:
        raise Problem("approval_unknown", "There is no such request.", errors=(FieldError("approval_id", "is not known"),))
    return approval


def approve(context: AppContext, approval_id: UUID, by: str, note: str) -> Approval:
    """Agree to a request of somebody else, and do it. Raises Problem `approval_unknown`, `approval_own` or `approval_decided`."""
    now = context.wall_clock()
    with context.database.snapshot() as connection:
        approval, sent_at = find_approval(connection, approval_id), context.ledger.now(connection)
    if approval.requested_by == by:
        raise Problem("approval_own", "Nobody approves what they asked for.", hint="Somebody else has to decide.")
    _check_waits(approval, now)
    event = event_of(SOURCE, str(approval_id), approval.type, approval.member_id, approval.data, sent_at)

    def note_decision(connection: psycopg.Connection, answer: Answer) -> None:
        if isinstance(answer, Problem):
            raise answer
        status = "approved" if answer.status == "accepted" else "refused"
        if not queries.update_decided(connection, approval_id, status, by=by, at=now, note=note, outcome=answer.text):
            raise _decided()

    context.ledger.answer_own(event, approval.requested_by, note_decision)
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
