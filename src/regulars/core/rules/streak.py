"""`streak`: points each time something was done on so many days running - seven check-ins in a row give 30, fourteen again."""

from __future__ import annotations

from typing import Any, Final, final

from regulars.core.rules.base import Rule
from regulars.core.rules.limit import Limit


@final
class Streak(Rule):
    """`points` for every full `days` on which an event of type `event` happened without a day missed."""

    def __init__(
        self,
        key: str,
        wallet: str,
        event: str,
        days: int,
        points: int,
        pending_days: int = 0,
        dimension: str = "behaviour",
        limit: Limit | None = None,
    ) -> None:
        super().__init__(key, wallet, pending_days, dimension, limit)
        self.event: Final = event
        self.days: Final = days
        self.points: Final = points

    def plain(self) -> Any:
        """The fields in order."""
        return (super().plain(), self.event, self.days, self.points)
