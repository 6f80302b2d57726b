"""What there is to know of an approval: who asked for what, what it would have done, and what became of it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final, Literal, NamedTuple
from uuid import UUID

import psycopg

ApprovalStatus = Literal["pending", "approved", "refused", "rejected", "withdrawn", "expired"]
"""Waiting; done; agreed to, and refused by the program at that time; not agreed to; taken back; too old."""

ADJUSTMENT: Final = "points.adjusted"
HONOUR: Final = "honour.granted"
APPROVABLE: Final = (ADJUSTMENT, HONOUR, "card.granted", "card.revoked")
"""Events that can be asked for: corrections of points, honours given by hand, cards given and taken back."""
MERGE: Final = "member.merged"
UNMERGE: Final = "member.unmerged"
TAGGING: Final = "tag.changed"
IMPORT: Final = "members.imported"
"""What is no event of one member: a merge and its undoing, a tag for many, members from a file."""
SOURCE: Final = "regulars:approval"
"""The source of the event that an approval sends, under the approval's id: so it counts once, whatever happens."""
NOTE_LENGTH_MAX: Final = 500
DAYS_MAX: Final = 90


class Wanted(NamedTuple):
    """What somebody asks for."""

    type: str
    member_id: UUID | None
    """Whom it is about; None: several, and only headquarters sees it."""
    data: dict[str, Any]


class Seen(NamedTuple):
    """What a request does, or would do, as lists and decisions show it."""

    status: str
    before: dict[str, int]
    after: dict[str, int]
    tiers_changed: list[dict[str, str]]
    members: int | None = None
    refusal: str = ""


@dataclass(frozen=True, slots=True)
class Approval:
    """A request, and what became of it."""

    approval_id: UUID
    member_id: UUID | None
    type: str
    data: dict[str, Any]
    foreseen: dict[str, Any]
    """What it would have done when it was asked for, in the words of its kind."""
    status: ApprovalStatus
    requested_by: str
    requested_at: datetime
    expires_at: datetime
    decided_by: str | None = None
    decided_at: datetime | None = None
    note: str = ""
    outcome: dict[str, Any] | None = None
    """What it did."""

    @property
    def wanted(self) -> Wanted:
        """What was asked for."""
        return Wanted(self.type, self.member_id, self.data)


Decided = Callable[[psycopg.Connection, Literal["approved", "refused"], str], None]
"""Called in the transaction of what an approval causes, with what it did, or why it could not be done, as JSON. Raises when
another decision was faster, and nothing happens."""


@dataclass(frozen=True, slots=True)
class Policy:
    """What needs two people."""

    adjustment_above: int | None
    """So many points staff may add or take alone; None: any number."""
    days: int
    """How long a request may wait."""
    merges: bool = False
    """Whether merging two members needs two people."""
    honours: bool = False
    """Whether giving an honour by hand does."""
    mass_above: int | None = None
    """So many members staff may tag at once alone; None: any number."""
    unmerges: bool = False
    """Whether undoing a merge needs two people."""
    imports_above: int | None = None
    """So many members staff may bring in or change by a file alone; None: any number."""
