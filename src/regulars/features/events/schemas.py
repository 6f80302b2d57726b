"""The shapes of events over HTTP. They are taken from the types that parse them, so the description cannot drift."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

import msgspec
from pydantic import BaseModel, ConfigDict, Field

from regulars.ledger.answers import Outcome
from regulars.ledger.wire import SENT_TYPES, Envelope

EXAMPLE_EVENT: dict[str, Any] = {
    "source": "pos-12",
    "id": "2025-06-01-000417",
    "type": "order.paid",
    "member": {"kind": "phone", "value": "13912345678"},
    "occurred_at": "2025-06-01T10:00:00+08:00",
    "data": {
        "order_id": "o-417",
        "currency": "CNY",
        "lines": [
            {"line_id": "1", "sku": "6901234", "quantity": 1, "amount_minor": 8990},
            {"line_id": "2", "sku": "POST", "kind": "postage", "quantity": 1, "amount_minor": 1000},
        ],
    },
}
EXAMPLE_OUTCOME: dict[str, Any] = {
    "status": "accepted", "duplicate": False, "source": "pos-12", "id": "2025-06-01-000417", "type": "order.paid",
    "member_id": "01926f5e-7a10-7c3b-9f2e-0c5d1f0a9b11", "decided_at": "2025-06-01T02:00:01Z",
    "entries": [
        {"entry_no": 1, "wallet": "points", "kind": "earn", "amount": 107, "rule": "base", "at": "2025-06-01T02:00:00Z"},
    ],
    "balances": {"points": {"available": 0, "pending": 107, "held": 0, "debt": 0, "balance": 107}}, "tiers": {"mall": "silver"},
    "tiers_changed": [], "skipped": [], "rejection": None, "preview": False,
}  # fmt: skip
EXAMPLE_REFUSED: dict[str, Any] = {
    "status": "refused", "code": "event_invalid", "detail": "data.lines[0].amount_minor: Expected `int` >= 0",
    "errors": [{"path": "data.lines[0].amount_minor", "message": "Expected `int` >= 0", "expected": "int >= 0", "hint": ""}],
    "hint": "",
}  # fmt: skip
EXAMPLE_QUARANTINED: dict[str, Any] = {
    "source": "pos-12", "id": "2025-04-01-000009", "type": "order.paid", "member_id": "01926f5e-7a10-7c3b-9f2e-0c5d1f0a9b11",
    "occurred_at": "2025-04-01T02:00:00Z", "received_at": "2025-06-12T02:00:00Z", "code": "too_late",
    "detail": "the event is more than 30 days old",
}  # fmt: skip


def components() -> dict[str, Any]:
    """Schemas of an event, of every type's data, and of an outcome, for the API description."""
    kinds = [Envelope, Outcome, *(kind.data for kind in SENT_TYPES.values())]
    _, schemas = msgspec.json.schema_components(kinds, ref_template="#/components/schemas/{name}")
    names = {name: kind.data.__name__ for name, kind in SENT_TYPES.items()}
    envelope = schemas.pop("Envelope")
    schemas["Event"] = envelope | {
        "title": "Event",
        "description": "What happened to a member. `type` says which shape `data` has.",
        "properties": envelope["properties"]
        | {
            "type": {"type": "string", "enum": list(SENT_TYPES)},
            "data": {"anyOf": [{"$ref": f"#/components/schemas/{name}"} for name in names.values()]},
        },
        "examples": [EXAMPLE_EVENT],
    }
    schemas["Outcome"]["examples"] = [EXAMPLE_OUTCOME]
    return schemas


class ReleaseShape(BaseModel):
    """Which quarantined event to let count."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [{"source": "pos-12", "id": "2025-04-01-000009"}]})

    source: str = Field(min_length=1, max_length=128)
    id: str = Field(min_length=1, max_length=128)


class QuarantinedItem(BaseModel):
    """An event that waits for staff, and why."""

    source: str
    id: str
    type: str
    member_id: UUID
    occurred_at: datetime
    received_at: datetime
    code: str
    detail: str


class QuarantineList(BaseModel):
    """A page of the quarantine, oldest first."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"items": [EXAMPLE_QUARANTINED], "next_cursor": None, "total": 1}]})

    items: list[QuarantinedItem]
    next_cursor: str | None
    total: int


class QuarantineQuery(BaseModel):
    """A page of the quarantine."""

    model_config = ConfigDict(extra="forbid")

    cursor: str | None = Field(None, max_length=500)
    limit: int = Field(20, ge=1, le=200)
