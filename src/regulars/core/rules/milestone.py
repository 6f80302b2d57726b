"""`milestone`: points each time a metric of the calendar month passes another multiple of a threshold.

"Every third order of a month gives 30 growth", "3,000 points earned in a month give 500 once". The award follows the metric
down as well: when a refund lowers it, what no longer holds is taken back, and it can be reached again.
"""

from __future__ import annotations

from typing import Any, Final, final

from regulars.core.rules.base import Rule
from regulars.core.rules.limit import Limit


@final
class Milestone(Rule):
    """`points` for every full `every` of `metric` in a month, at most `times_max` times (0: no limit)."""

    def __init__(
        self,
        key: str,
        wallet: str,
        metric: str,
        every: int,
        points: int,
        times_max: int = 0,
        pending_days: int = 0,
        dimension: str = "loyalty",
        limit: Limit | None = None,
    ) -> None:
        super().__init__(key, wallet, pending_days, dimension, limit)
        self.metric: Final = metric
        self.every: Final = every
        self.points: Final = points
        self.times_max: Final = times_max

    def plain(self) -> Any:
        """The fields in order."""
        return (super().plain(), self.metric, self.every, self.points, self.times_max)

    def times(self, value: int) -> int:
        """How often a month with this metric earns the award.

        >>> Milestone("m", "points", "points_earned", 3000, 500, 1).times(7000)
        1
        """
        reached = max(value, 0) // self.every
        return min(reached, self.times_max) if self.times_max else reached
