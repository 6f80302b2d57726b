"""Values of the backtest slice: what is asked, and the two program histories that answer it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Literal, NamedTuple
from uuid import UUID

from regulars.core.program import ProgramHistory
from regulars.features.programs.contracts import PublishedProgram
from regulars.kit.instants import Instant


class Question(NamedTuple):
    """A draft, from when it would have been in force (None: from the beginning), and up to when history counts (None: now)."""

    draft: str
    since: datetime | None = None
    until: datetime | None = None


class Histories(NamedTuple):
    """What a backtest compares: the versions as they were in force, and as they would have been with the draft."""

    published: list[PublishedProgram]
    draft: PublishedProgram
    in_force: ProgramHistory
    drafted: ProgramHistory
    since: Instant
    until: Instant


BacktestStatus = Literal["waiting", "running", "done", "failed", "cancelled"]


class StoredBacktest(NamedTuple):
    """A question as it is kept, with how far its answer has come. `report` is JSON, there when it is done."""

    backtest_id: UUID
    asked_by: str
    asked_at: datetime
    draft: str
    since: datetime | None
    until: datetime
    status: BacktestStatus
    started_at: datetime | None
    finished_at: datetime | None
    events_done: int
    events_total: int | None
    problem: str | None
    report: str | None

    @property
    def question(self) -> Question:
        """What is asked."""
        return Question(self.draft, self.since, self.until)


Walked = Callable[[int, int], None]
"""Told as a backtest goes on: events walked so far, and how many there are. It may raise to stop it."""
