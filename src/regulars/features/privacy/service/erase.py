"""Erase a member: the ledger closes the account by an event, then the data key and all that led to the person is destroyed.

Two transactions, in this order: a run that was cut off in between is finished by doing it again, for the event is known then.
"""

from __future__ import annotations

import json
from uuid import UUID

from regulars.features.context import AppContext
from regulars.features.privacy.service.refusals import require_present
from regulars.kit.problems import FieldError, Problem
from regulars.ledger.answers import Outcome
from regulars.ledger.wire import PRIVACY_SOURCE
from regulars.store.clock import current_time
from regulars.store.erasing import erase_personal


def erase_member(context: AppContext, member_id: UUID, erased_by: str) -> int:
    """Erase a member for ever, with all who were merged into them; returns how many points were written off.

    Problem `member_unknown`, or `member_erased` if nothing is left to erase.
    """
    with context.database.snapshot() as connection:
        member_id = require_present(connection, member_id)
        now = context.ledger.now(connection)
    raw = json.dumps(
        {
            "source": PRIVACY_SOURCE, "id": f"erase {member_id}", "type": "member.erased", "member_id": str(member_id),
            "occurred_at": now.isoformat(),
        }
    )  # fmt: skip
    (answer,) = context.ledger.append([raw.encode()], sent_by=erased_by, is_own=True)
    if isinstance(answer, Problem) and answer.code != "idempotency_conflict":  # closed already, by a run that was cut off
        raise answer
    with context.database.transaction() as connection:
        if not erase_personal(connection, member_id, current_time(connection)):
            raise Problem("member_erased", "The member was erased.", errors=(FieldError("member_id", "was erased"),))
    return _written_off(answer) if isinstance(answer, Outcome) else 0


def _written_off(outcome: Outcome) -> int:
    return sum(-entry.amount for entry in outcome.entries if entry.kind == "write_off" and entry.amount < 0)
