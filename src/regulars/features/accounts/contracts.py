"""Values of the accounts slice: one member's account at an instant, and the rows that its pages are made of."""

from __future__ import annotations

from datetime import datetime
from typing import Literal, NamedTuple
from uuid import UUID

from regulars.core.entries import Entry
from regulars.core.program import Program
from regulars.core.state import State
from regulars.features.programs.facade import ProgramWords
from regulars.kit.instants import Instant, instant_of
from regulars.ledger.wire import EventStatus

TimelineKind = Literal["order", "refund", "activity", "points"]
LotStatus = Literal["pending", "active", "held", "in_review"]


class Account(NamedTuple):
    """One member, settled to an instant in memory."""

    member_id: UUID
    state: State
    """As the next event would find it: whatever is due by `now` has happened."""
    due: tuple[Entry, ...]
    """The entries that this settlement made: the next write appends exactly these, under these numbers."""
    now: datetime
    program: Program
    """The version in force now."""
    words: ProgramWords

    @property
    def instant(self) -> Instant:
        """The same now, as core counts it."""
        return instant_of(self.now)


class EventName(NamedTuple):
    """The event behind an entry, as its sender named it."""

    source: str
    event_id: str
    type: str
    body: str


class EntryLine(NamedTuple):
    """An entry with what its line in a list needs. `event` is None where the clock caused it."""

    entry: Entry
    recorded_at: datetime
    event: EventName | None


class JudgedEvent(NamedTuple):
    """An event with the version that judged it and what is kept of the first answer."""

    event_no: int
    type: str
    status: EventStatus
    occurred_at: datetime
    decided_at: datetime
    program_version: int
    outcome: str


class GrowthPart(NamedTuple):
    """What one rule of one version gave to one month of a growth wallet, and what is left of it."""

    month: int
    rule: str | None
    program_version: int
    earned: int
    left: int


TimelineKey = tuple[datetime, int, int]
"""(instant, rank of the source, number within it): the order of a timeline. Later sources tell of what earlier ones caused."""


class TimelineMoment(NamedTuple):
    """Something on the timeline that tables know: an event, or points of one wallet that expired together."""

    at: datetime
    rank: int
    no: int
    wallet: str
    points: int


class TimelineEvent(NamedTuple):
    """An event with everything its line on the timeline needs."""

    event_no: int
    source: str
    event_id: str
    type: str
    status: EventStatus
    body: str
    outcome: str
