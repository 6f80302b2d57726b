"""Values of the sandbox slice: where the clock stands, and what moving it did."""

from __future__ import annotations

from datetime import datetime
from typing import Final, NamedTuple
from zoneinfo import ZoneInfo

DAYS_MAX: Final = 3_660
"""The farthest that one call moves the clock: ten years."""


class ClockReading(NamedTuple):
    """The time that members live by. `is_test`: an instant set by hand stands for now, so this is a sandbox."""

    now: datetime
    is_test: bool
    zone: ZoneInfo
    """The program's time zone; UTC while nothing is published."""
    next_due_at: datetime | None
    """When something is due next, for anybody; it lies in the past where the sweeper has not come yet."""


class Advanced(NamedTuple):
    """What an advance did. `is_done` is False when it was told to stop on the way; the same call again goes on."""

    now: datetime
    settlements: int
    """How often a member was settled; a member may be due many times on the way."""
    is_done: bool
