"""`per_action`: points for doing something (a check-in), up to a limit per day, week, month or for life."""

from __future__ import annotations

from typing import Any, Final, Literal, final

from regulars.core.rules.base import Rule
from regulars.core.values import Value
from regulars.kit.calendars import month_of_day, weekday_of

LimitPeriod = Literal["day", "week", "month", "life"]


@final
class Limit(Value):
    """At most so many points of a rule per member and period; the last award is cut to what is left."""

    def __init__(self, per: LimitPeriod, points: int) -> None:
        self.per: Final[LimitPeriod] = per
        self.points: Final = points

    def plain(self) -> Any:
        """The fields in order."""
        return (self.per, self.points)

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


@final
class PerAction(Rule):
    """`points` each time an event of type `event` happens."""

    def __init__(
        self,
        key: str,
        wallet: str,
        event: str,
        points: int,
        limit: Limit | None = None,
        pending_days: int = 0,
        dimension: str = "behaviour",
    ) -> None:
        super().__init__(key, wallet, pending_days, dimension)
        self.event: Final = event
        self.points: Final = points
        self.limit: Final = limit

    def plain(self) -> Any:
        """The fields in order."""
        return (super().plain(), self.event, self.points, self.limit.plain() if self.limit else None)
