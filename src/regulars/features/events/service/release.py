"""Release: staff let a late event count. It is decided anew as an event of our own, and the old answer stays as it was."""

from __future__ import annotations

import hashlib
import json

from regulars.features.context import AppContext
from regulars.features.events import queries
from regulars.kit.problems import FieldError, Problem
from regulars.ledger.answers import Answer
from regulars.ledger.wire import RELEASE_SOURCE


def release(context: AppContext, source: str, event_id: str, released_by: str) -> Answer:
    """Count a quarantined event at its own time; doing so twice gives the first answer again."""
    with context.database.transaction() as connection:
        held = queries.find_quarantined(connection, source, event_id)
    if held is None:
        field = FieldError("id", "no such event is in quarantine", "source and id of a quarantined event")
        raise Problem("event_unknown", f"Event {event_id} of {source} is not in quarantine.", errors=(field,))
    raw = json.dumps({
        "source": RELEASE_SOURCE, "id": release_id(source, event_id), "type": held.type, "member_id": str(held.member_id),
        "occurred_at": held.occurred_at.isoformat(), "data": json.loads(held.body),
    })  # fmt: skip
    return context.ledger.answer([raw.encode()], sent_by=released_by, is_own=True)[0]


def release_id(source: str, event_id: str) -> str:
    """The id under which the release of an event is stored: one per event, so it can be released once only."""
    return hashlib.sha256(f"{source}\n{event_id}".encode()).hexdigest()
