"""`per_action`: points for doing something (a check-in), up to a limit per day, week, month or for life."""

from __future__ import annotations

from typing import Any, Final, final

from regulars.core.rules.base import Rule
from regulars.core.rules.limit import Limit


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
        super().__init__(key, wallet, pending_days, dimension, limit)
        self.event: Final = event
        self.points: Final = points

    def plain(self) -> Any:
        """The fields in order."""
        return (super().plain(), self.event, self.points)
