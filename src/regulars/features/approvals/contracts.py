"""What there is to know of an approval: who asked for what, what it would have done, and what became of it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final, Literal
from uuid import UUID

ApprovalStatus = Literal["pending", "approved", "refused", "rejected", "withdrawn", "expired"]
"""Waiting; done; agreed to, and refused by the program at that time; not agreed to; taken back; too old."""

APPROVABLE: Final = ("points.adjusted", "honour.granted", "card.granted", "card.revoked")
"""Events that can be asked for: corrections of points, honours given by hand, cards given and taken back."""
ADJUSTMENT: Final = "points.adjusted"
SOURCE: Final = "regulars:approval"
"""The source of the event that an approval sends, under the approval's id: so it counts once, whatever happens."""
NOTE_LENGTH_MAX: Final = 500
DAYS_MAX: Final = 90


@dataclass(frozen=True, slots=True)
class Approval:
    """A request, and what became of it."""

    approval_id: UUID
    member_id: UUID
    type: str
    data: dict[str, Any]
    foreseen: dict[str, Any]
    """The answer that the event would have had when it was asked for."""
    status: ApprovalStatus
    requested_by: str
    requested_at: datetime
    expires_at: datetime
    decided_by: str | None = None
    decided_at: datetime | None = None
    note: str = ""
    outcome: dict[str, Any] | None = None
    """The answer of the event, when it was sent."""


@dataclass(frozen=True, slots=True)
class Policy:
    """What needs two people."""

    adjustment_above: int | None
    """So many points staff may add or take alone; None: any number."""
    days: int
    """How long a request may wait."""
