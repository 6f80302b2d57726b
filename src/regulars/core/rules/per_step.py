"""`per_step`: a bonus for every full amount within one order ("every full 100.00 gives 10 more"), not multiplied by tier."""

from __future__ import annotations

from typing import Any, Final, final

from regulars.core.basket import Basket, LineFilter
from regulars.core.promotions import Offers
from regulars.core.rules.base import OrderRule
from regulars.core.rules.limit import Limit
from regulars.core.worth import Basis, Weight


@final
class PerStep(OrderRule):
    """`points` for every full `step_minor` that the order's earning lines sum to."""

    def __init__(
        self,
        key: str,
        wallet: str,
        step_minor: int,
        points: int,
        lines: LineFilter,
        pending_days: int = 0,
        dimension: str = "spend",
        limit: Limit | None = None,
    ) -> None:
        super().__init__(key, wallet, pending_days, dimension, limit)
        self.step_minor: Final = step_minor
        self.points: Final = points
        self.lines: Final = lines

    def plain(self) -> Any:
        """The fields in order."""
        return (super().plain(), self.step_minor, self.points, self.lines.plain())

    def basis(self, basket: Basket, tier: str, offers: Offers | None) -> Basis | None:  # noqa: ARG002 - a step is never multiplied
        """The lines that count toward the steps; None when there are none."""
        held = basket.where(self.lines)
        return Basis(self.step_minor, [Weight(self.points, 1, held)]) if held else None
