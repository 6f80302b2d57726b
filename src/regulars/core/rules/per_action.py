"""`per_action`: points for doing something (a check-in), up to a limit per day, week, month or for life."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

LimitPeriod = Literal["day", "week", "month", "life"]


@dataclass(frozen=True, slots=True)
class Limit:
    """At most so many points of a rule per member and period; the last award is cut to what is left."""

    per: LimitPeriod
    points: int

    def period_of(self, day: date) -> int:
        """The period a local day falls in, as a number: a day's ordinal, a week's Monday, a month, or 0 for life.

        >>> Limit("week", 50).period_of(date(2025, 6, 1)) == date(2025, 5, 26).toordinal()
        True
        """
        match self.per:
            case "day":
                return day.toordinal()
            case "week":
                return day.toordinal() - day.weekday()
            case "month":
                return day.year * 12 + day.month - 1
            case "life":
                return 0


@dataclass(frozen=True, slots=True)
class PerAction:
    """`points` each time an event of type `event` happens."""

    key: str
    wallet: str
    event: str
    points: int
    limit: Limit | None = None
    pending_days: int = 0
    dimension: str = "behaviour"
