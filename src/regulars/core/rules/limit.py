"""Limits: at most so many points, or so many times, of a rule per member and period."""

from __future__ import annotations

from typing import Any, Final, Literal, final

from regulars.core.values import Value
from regulars.kit.calendars import month_of_day, weekday_of

LimitPeriod = Literal["day", "week", "month", "life"]


@final
class Limit(Value):
    """At most `points`, cut to what is left by the last award, and at most `times`; 0: not limited in that way."""

    def __init__(self, per: LimitPeriod, points: int, times: int = 0) -> None:
        self.per: Final[LimitPeriod] = per
        self.points: Final = points
        self.times: Final = times

    def plain(self) -> Any:
        """The fields in order."""
        return (self.per, self.points, self.times)

    def period_of(self, day: int) -> int:
        """The period a local day falls in, as a number: the day itself, its Monday, its month, or 0 for life.

        >>> from datetime import date
        >>> from regulars.kit.calendars import day_number
        >>> Limit("week", 50).period_of(day_number(date(2025, 6, 1))) == day_number(date(2025, 5, 26))
        True
        """
        if self.per == "day":
            return day
        if self.per == "week":
            return day - weekday_of(day)
        return month_of_day(day) if self.per == "month" else 0
