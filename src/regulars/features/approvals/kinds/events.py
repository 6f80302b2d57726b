"""An event of one member: foreseen by the ledger's own decision, rolled back; sent under the approval's id, so it counts once."""

import json
from datetime import datetime
from typing import Any

import psycopg

from regulars.features.approvals.contracts import SOURCE, Approval, Decided, Seen, Wanted
from regulars.features.context import AppContext
from regulars.kit.problems import Problem
from regulars.ledger.answers import Answer

ACCEPTED = "accepted"


def foresee(context: AppContext, wanted: Wanted) -> dict[str, Any]:
    """The answer that the event would have now."""
    answer = context.ledger.preview(_event("approvals", "preview", wanted, _now(context)))
    if isinstance(answer, Problem):
        raise answer
    found: dict[str, Any] = json.loads(answer.text)
    return found


def carry_out(context: AppContext, approval: Approval, decided: Decided) -> None:
    """Send the event. The program may refuse it by now; then nothing moves."""

    def note(connection: psycopg.Connection, answer: Answer) -> None:
        if isinstance(answer, Problem):
            raise answer
        decided(connection, "approved" if answer.status == ACCEPTED else "refused", answer.text)

    event = _event(SOURCE, str(approval.approval_id), approval.wanted, _now(context))
    context.ledger.answer_own(event, approval.requested_by, note)


def seen(answer: dict[str, Any]) -> Seen:
    """What an answer of the ledger tells."""
    after = {wallet: held["balance"] for wallet, held in answer["balances"].items()}
    moved: dict[str, int] = {}
    for entry in answer["entries"]:
        moved[entry["wallet"]] = moved.get(entry["wallet"], 0) + entry["amount"]
    before = {wallet: balance - moved.get(wallet, 0) for wallet, balance in after.items()}
    rejection = answer["rejection"]
    refusal = "" if rejection is None else rejection["code"]
    return Seen(answer["status"], before, after, answer["tiers_changed"], refusal=refusal)


def _now(context: AppContext) -> datetime:
    with context.database.snapshot() as connection:
        return context.ledger.now(connection)


def _event(source: str, event_id: str, wanted: Wanted, now: datetime) -> bytes:
    return json.dumps(
        {
            "source": source, "id": event_id, "type": wanted.type, "member_id": str(wanted.member_id),
            "occurred_at": now.isoformat(), "data": wanted.data,
        }
    ).encode()  # fmt: skip
