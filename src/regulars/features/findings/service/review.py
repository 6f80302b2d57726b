"""Review: staff decide about everything that waits of a member. It is an event of our own; what it moves is in its answer."""

from __future__ import annotations

from uuid import UUID

import msgspec
from psycopg import Connection

from regulars.features.accounts.facade import open_account
from regulars.features.context import AppContext
from regulars.features.findings import queries
from regulars.features.findings.schemas import ReviewAsk, ReviewShape
from regulars.features.findings.service.list import held_back
from regulars.kit.ids import new_id
from regulars.kit.problems import FieldError, Problem
from regulars.ledger.answers import Answer
from regulars.ledger.wire import REVIEW_SOURCE


def review(context: AppContext, member_id: UUID, asked: ReviewAsk, by: str) -> ReviewShape:
    """Decide, if nothing else was found since the caller looked.

    Raises Problem `member_unknown`, `finding_unknown` where nothing waits, or `findings_changed`.
    """
    review_id = str(new_id())
    with context.database.snapshot() as connection:
        held = held_back(open_account(context, connection, member_id))
        now = context.ledger.now(connection)

    def check(connection: Connection, answer: Answer) -> None:
        if isinstance(answer, Problem):
            raise answer
        waiting = queries.count_open(connection, member_id, review_id)
        if not waiting:
            field = FieldError("member_id", "nothing waits of this member", "a member of the list")
            raise Problem("finding_unknown", "Nothing of this member waits to be looked into.", errors=(field,))
        if waiting != asked.findings_total:
            field = FieldError("findings_total", f"{waiting} wait by now", f"{waiting}, once they were looked at")
            raise Problem("findings_changed", "Something else was found meanwhile.", errors=(field,), hint="Look again.")

    data = {"verdict": asked.verdict, "reason": asked.reason, "freeze": "" if asked.freeze == "keep" else asked.freeze}
    event = {
        "source": REVIEW_SOURCE, "id": review_id, "type": "earning.reviewed", "member_id": str(member_id),
        "occurred_at": now.isoformat(), "data": data,
    }  # fmt: skip
    answer = context.ledger.answer_own(msgspec.json.encode(event), by, check)
    if isinstance(answer, Problem):
        raise answer
    return ReviewShape(member_id=member_id, verdict=asked.verdict, held=held)
