"""Ask: a request waits for another person, with what it would do as it was asked for."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from regulars.features.approvals import queries
from regulars.features.approvals.contracts import APPROVABLE, Approval
from regulars.features.approvals.service.foresee import foresee
from regulars.features.context import AppContext
from regulars.kit.ids import new_id
from regulars.kit.problems import FieldError, Problem


def ask(context: AppContext, type_: str, member_id: UUID, data: dict[str, Any], by: str) -> Approval:
    """Add a request.

    Raises Problem `approval_impossible` for another type of event, or one that the program would refuse now; `event_invalid`,
    `member_unknown`.
    """
    if type_ not in APPROVABLE:
        field = FieldError("type", "cannot be asked for", expected=f"one of {', '.join(APPROVABLE)}")
        raise Problem("approval_impossible", "There is nothing to approve.", errors=(field,))
    with context.database.snapshot() as connection:
        now, policy = context.ledger.now(connection), queries.select_policy(connection)
    foreseen = foresee(context, type_, member_id, data, now)
    if foreseen["rejection"] is not None:
        raise Problem("approval_impossible", f"It would be refused: {foreseen['rejection']['detail']}")
    asked_at = context.wall_clock()
    approval = Approval(
        new_id(), member_id, type_, data, foreseen, "pending", by, asked_at, asked_at + timedelta(days=policy.days)
    )
    with context.database.transaction() as connection:
        queries.insert_approval(connection, approval)
    return approval
