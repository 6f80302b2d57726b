"""Values of the events slice."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple
from uuid import UUID


class QuarantinedEvent(NamedTuple):
    """An event put aside because it came too late."""

    source: str
    id: str
    type: str
    member_id: UUID
    occurred_at: datetime
    received_at: datetime
    body: str
    outcome: str
