"""Fields of time: how long ago something was, on which day, and what the program's calendar shows at the instant.

"How long ago" counts local days, so that yesterday evening is one day ago whatever the hour. What lies after the instant (an
event told late) is 0 days ago.
"""

from __future__ import annotations

from typing import Any, Final, Literal, final

from regulars.core.conditions.field import Field
from regulars.core.conditions.sight import Sight
from regulars.kit.calendars import date_of, weekday_of
from regulars.kit.instants import BEFORE_ALL, HOUR, Instant

Past = Literal["joined", "order", "activity"]
"""What the state keeps the latest instant of."""
DayPart = Literal["today", "day_of_month", "month_of_year", "weekday", "hour"]


def _latest(sight: Sight, what: Past) -> Instant:
    if what == "joined":
        return sight.state.joined_at
    return sight.state.last_order_at if what == "order" else sight.state.last_active_at


@final
class DaysSince(Field):
    """Local days since the member joined, last bought, or was last active."""

    def __init__(self, what: Past) -> None:
        super().__init__(f"days_since_{what}", "number", "member")
        self.what: Final[Past] = what

    def read(self, sight: Sight) -> Any:
        """The days; None for what has never been."""
        at = _latest(sight, self.what)
        return None if at == BEFORE_ALL else max(sight.day - sight.calendar.day_of(at), 0)


@final
class DayOf(Field):
    """The local day on which the member joined, or last bought or was last active."""

    def __init__(self, what: Past) -> None:
        super().__init__("joined_on" if what == "joined" else f"last_{what}_on", "day", "member")
        self.what: Final[Past] = what

    def read(self, sight: Sight) -> Any:
        """The day; None for what has never been."""
        at = _latest(sight, self.what)
        return None if at == BEFORE_ALL else sight.calendar.day_of(at)


@final
class Today(Field):
    """What the calendar or the clock on the program's wall shows. Weekdays run from 1, Monday, to 7."""

    def __init__(self, part: DayPart) -> None:
        super().__init__(part, "day" if part == "today" else "number", "day")
        self.part: Final[DayPart] = part

    def read(self, sight: Sight) -> Any:
        """The part of the date or time."""
        if self.part == "today":
            return sight.day
        if self.part == "weekday":
            return weekday_of(sight.day) + 1
        if self.part == "hour":
            return sight.wall // HOUR % 24
        named = date_of(sight.day)
        return named.day if self.part == "day_of_month" else named.month
