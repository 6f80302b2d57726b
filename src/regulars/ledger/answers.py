"""Answers: what a sender is told about one event, as it goes out and as it is read."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Final, NamedTuple
from uuid import UUID

import msgspec
from msgspec import Struct

from regulars.kit.problems import Problem
from regulars.ledger.wire import EventStatus


class EntryView(Struct, frozen=True):
    """An entry as an answer shows it."""

    entry_no: int
    wallet: str
    kind: str
    amount: int
    rule: str | None
    at: datetime


class RefusalView(Struct, frozen=True, omit_defaults=True):
    """Why nothing happened."""

    code: str
    path: str
    detail: str
    hint: str = ""
    facts: dict[str, Any] = {}


class UnmetView(Struct, frozen=True):
    """A clause of a condition that failed: where it stands (`3.1`: second rule of the fourth group), and what was there."""

    path: str
    actual: Any


class SkippedView(Struct, frozen=True, omit_defaults=True):
    """A rule that gave nothing; `unmet` has the clauses of its condition that failed."""

    rule: str
    reason: str
    unmet: list[UnmetView] = []


class Outcome(Struct, frozen=True):
    """The answer to one event. The first answer is stored; a repetition gets it again, marked `duplicate`."""

    status: EventStatus
    source: str
    id: str
    type: str
    member_id: UUID
    decided_at: datetime
    entries: list[EntryView]
    balances: dict[str, dict[str, int]]
    tiers: dict[str, str]
    """ladder -> tier"""
    tiers_changed: list[dict[str, str]]
    skipped: list[SkippedView]
    """Rules that listened and gave nothing, with the reason."""
    rejection: RefusalView | None = None
    duplicate: bool = False
    preview: bool = False


class Kept(Struct):
    """Of what is kept of an answer: the first of its entries and how many; kept whole, the entries (`repeats.py`)."""

    entries: list[Any]


READ_KEPT: Final = msgspec.json.Decoder(Kept).decode
_DECODE: Final = msgspec.json.Decoder(Outcome).decode
DUPLICATE: Final = "duplicate"
PREVIEW: Final = "preview"
MARKS: Final = f'"{DUPLICATE}":false,"{PREVIEW}":false'
"""The last fields of an answer. All that stands before them is said again as it was said first."""


class Told(NamedTuple):
    """An answer as it goes out: its status, and an `Outcome` as JSON."""

    status: EventStatus
    text: str

    def outcome(self) -> Outcome:
        """The answer, read."""
        return _DECODE(self.text)

    def again(self) -> Told:
        """The same answer, given again."""
        return self._with(DUPLICATE)

    def as_preview(self) -> Told:
        """The same answer, marked as one that changed nothing."""
        return self._with(PREVIEW)

    def _with(self, mark: str) -> Told:
        head, no, tail = self.text.rpartition(f'"{mark}":false')
        return Told(self.status, f'{head}"{mark}":true{tail}' if no else self.text)


Answer = Told | Problem
"""What becomes of an event that was sent: an answer, or why it could not even be stored."""
