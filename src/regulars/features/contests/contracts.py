"""Values of contests: one of the program in force, and how one was closed."""

from __future__ import annotations

from datetime import datetime
from typing import Literal, NamedTuple
from uuid import UUID

from regulars.core.ladders import Contest, LimitedHonour
from regulars.features.programs.contracts import PublishedProgram

ContestState = Literal["coming", "running", "over", "closed"]


class Closing(NamedTuple):
    """Who won, decided once; the events that say so have ids of their own, so each counts once."""

    honour: str
    first_day: int
    closed_at: datetime
    closed_by: str
    winners: list[UUID]


class Held(NamedTuple):
    """A contest of the program in force, where it has come to, and who won, once it is closed."""

    published: PublishedProgram
    honour: LimitedHonour
    contest: Contest
    state: ContestState
    closing: Closing | None
