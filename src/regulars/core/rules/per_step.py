"""`per_step`: a bonus for every full amount within one order ("every full 100.00 gives 10 more"), not multiplied by tier."""

from __future__ import annotations

from dataclasses import dataclass

from regulars.core.basket import Basket, LineFilter
from regulars.core.records import Basis, Weight


@dataclass(frozen=True, slots=True)
class PerStep:
    """`points` for every full `step_minor` that the order's earning lines sum to."""

    key: str
    wallet: str
    step_minor: int
    points: int
    lines: LineFilter
    pending_days: int = 0
    dimension: str = "spend"

    def basis(self, basket: Basket, _tier: str) -> Basis | None:
        """The lines that count toward the steps; None when there are none."""
        held = basket.where(self.lines)
        return Basis(self.step_minor, [Weight(self.points, 1, held)]) if held else None
