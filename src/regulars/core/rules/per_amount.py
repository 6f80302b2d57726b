"""`per_amount`: so many points per amount of money, times the tier's rate and the best multiplier of each line.

Example 1 of the semantics: 1 point per 1.00 of goods, silver 1.2: an order of 89.90 goods and 10.00 postage gives 107.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from regulars.core.basket import Basket, LineFilter
from regulars.core.records import Basis, Weight
from regulars.kit.ratio import ONE, Ratio


@dataclass(frozen=True, slots=True)
class Multiplier:
    """A rate for some lines only."""

    lines: LineFilter
    rate: Ratio


@dataclass(frozen=True, slots=True)
class PerAmount:
    """`rate` is points per minor unit of money."""

    key: str
    wallet: str
    rate: Ratio
    lines: LineFilter
    ladder: str = ""
    tier_rates: dict[str, Ratio] = field(default_factory=dict)
    """Rate per tier of `ladder`; a tier not named has rate 1."""
    multipliers: tuple[Multiplier, ...] = ()
    pending_days: int = 0
    dimension: str = "spend"

    def basis(self, basket: Basket, tier: str) -> Basis | None:
        """The rates this order earns at, by line; None when no line earns."""
        earning = basket.where(self.lines)
        if not earning:
            return None
        base = self.rate.times(self.tier_rates.get(tier, ONE))
        best: dict[int, Ratio] = {}
        for multiplier in self.multipliers:
            for position in basket.where(multiplier.lines):
                best[position] = max(best.get(position, ONE), multiplier.rate, key=Ratio.as_fraction)
        if not best:
            return Basis(0, [Weight(*base, earning)])
        positions: dict[Ratio, list[int]] = {}
        for position in earning:
            positions.setdefault(best.get(position, ONE), []).append(position)
        return Basis(0, [Weight(*base.times(rate), held) for rate, held in positions.items()])
