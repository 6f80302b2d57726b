"""What a request would do at this moment: the ledger's own decision, rolled back."""

import json
from datetime import datetime
from typing import Any
from uuid import UUID

from regulars.features.context import AppContext
from regulars.kit.problems import Problem


def foresee(context: AppContext, type_: str, member_id: UUID, data: dict[str, Any], now: datetime) -> dict[str, Any]:
    """The answer that the event would have now. Raises the Problem of one that cannot be sent at all."""
    answer = context.ledger.preview(event_of("approvals", "preview", type_, member_id, data, now))
    if isinstance(answer, Problem):
        raise answer
    found: dict[str, Any] = json.loads(answer.text)
    return found


def event_of(source: str, event_id: str, type_: str, member_id: UUID, data: dict[str, Any], now: datetime) -> bytes:
    """An event as it goes to the ledger."""
    return json.dumps(
        {
            "source": source, "id": event_id, "type": type_, "member_id": str(member_id), "occurred_at": now.isoformat(),
            "data": data,
        }
    ).encode()  # fmt: skip
