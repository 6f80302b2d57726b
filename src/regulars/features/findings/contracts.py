"""Values of findings: one thing that a watch found, and a member of whom something waits to be looked into."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple
from uuid import UUID


class Finding(NamedTuple):
    """What a watch found, and the event that was one too many."""

    member_id: UUID
    """Who stands for the member now."""
    found_at: datetime
    occurred_at: datetime
    body: str
    source: str
    event_id: str
    type: str


class Suspect(NamedTuple):
    """A member of whom findings wait, and since when."""

    since: datetime
    member_id: UUID
    findings: int
