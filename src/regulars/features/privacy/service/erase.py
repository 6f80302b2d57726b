"""Erase a member: the ledger closes the account, and in the same transaction all that led to the person is destroyed.

Somebody may be merging this very member, or taking a merge apart: whoever stands for the member asked for when the event is
decided must be the one who was looked at before, or nothing happens.
"""

from __future__ import annotations

import json
from uuid import UUID

from psycopg import Connection

from regulars.features.context import AppContext
from regulars.features.privacy.queries import select_member_by_no
from regulars.features.privacy.service.refusals import require_present
from regulars.kit.problems import FieldError, Problem
from regulars.ledger.answers import Answer, Told
from regulars.ledger.wire import PRIVACY_SOURCE
from regulars.store.clock import current_time
from regulars.store.erasing import erase_personal
from regulars.store.members import standing_for


def erase_member(context: AppContext, asked_id: UUID, member_no: int, erased_by: str) -> int:
    """Erase a member for ever, with all who were merged into them; returns how many points were written off.

    `member_no` is the number that was typed to confirm it, of whoever stands for the member asked for. Problem `member_unknown`,
    `member_erased` if nothing is left to erase, `erasure_unconfirmed` for another's number, or `already_merged` if somebody
    merged the member, or undid it, in between.
    """
    with context.database.snapshot() as connection:
        member_id = require_present(connection, asked_id)
        if select_member_by_no(connection, member_no) != member_id:
            field = FieldError("member_no", "is not this member's number", hint="Type the number that the page shows.")
            raise Problem("erasure_unconfirmed", "The member was not erased.", errors=(field,))
        now = context.ledger.now(connection)

    def destroy(connection: Connection, answer: Answer) -> None:
        if standing_for(connection, asked_id) != member_id:
            raise _no_longer_the_same()
        if isinstance(answer, Problem) and answer.code != "idempotency_conflict":  # closed already, by a run that was cut off
            raise answer
        if not erase_personal(connection, member_id, current_time(connection)):
            raise Problem("member_erased", "The member was erased.", errors=(FieldError("member_id", "was erased"),))

    raw = json.dumps(
        {
            "source": PRIVACY_SOURCE, "id": f"erase {member_id}", "type": "member.erased", "member_id": str(member_id),
            "occurred_at": now.isoformat(),
        }
    )  # fmt: skip
    answer = context.ledger.answer_own(raw.encode(), erased_by, destroy)
    return _written_off(answer) if isinstance(answer, Told) else 0


def _written_off(told: Told) -> int:
    return sum(-entry.amount for entry in told.outcome().entries if entry.kind == "write_off" and entry.amount < 0)


def _no_longer_the_same() -> Problem:
    field = FieldError("member_id", "was merged, or taken out of a merge, a moment ago", "the member who is to be erased")
    return Problem("already_merged", "The member is no longer who they were.", errors=(field,), hint="Look again, and ask again.")
