"""`per_amount`: so many points per amount of money, times the tier's rate, the best multiplier of each line, and promotions.

Example 1 of the semantics: 1 point per 1.00 of goods, silver 1.2: an order of 89.90 goods and 10.00 postage gives 107.
"""

from __future__ import annotations

from typing import Any, Final, final

from regulars.core.basket import Basket, LineFilter
from regulars.core.promotions import Offers
from regulars.core.rules.base import OrderRule
from regulars.core.rules.limit import Limit
from regulars.core.values import Value
from regulars.core.worth import Basis, Weight
from regulars.kit.ratio import ONE, Ratio

NOWHERE: Final[dict[str, int]] = {}
"""The categories of a member who has not bought yet."""


@final
class Multiplier(Value):
    """A rate for some lines only: all of them, those of categories bought before, or those of an order across categories."""

    def __init__(self, lines: LineFilter, rate: Ratio, is_repurchase: bool = False, across: int = 0) -> None:
        self.lines: Final = lines
        self.rate: Final = rate
        self.is_repurchase: Final = is_repurchase
        """Only for lines of a category in which the member bought before."""
        self.across: Final = across
        """Only where the lines belong to at least so many categories; 0: wherever."""
        self.is_plain: Final = not is_repurchase and not across

    def plain(self) -> Any:
        """The fields in order."""
        return (self.lines.plain(), self.rate.numerator, self.rate.denominator, self.is_repurchase, self.across)

    def positions(self, basket: Basket, bought: dict[str, int]) -> list[int]:
        """The lines that it raises."""
        found = basket.where(self.lines)
        if self.across and (
            len(found) < self.across or len({basket.lines[position].category for position in found} - {""}) < self.across
        ):
            return []
        if self.is_repurchase:
            return [position for position in found if basket.lines[position].category in bought]
        return found


@final
class PerAmount(OrderRule):
    """`rate` is points per minor unit of money."""

    def __init__(
        self,
        key: str,
        wallet: str,
        rate: Ratio,
        lines: LineFilter,
        ladder: str = "",
        tier_rates: dict[str, Ratio] | None = None,
        multipliers: tuple[Multiplier, ...] = (),
        pending_days: int = 0,
        dimension: str = "spend",
        limit: Limit | None = None,
    ) -> None:
        super().__init__(key, wallet, pending_days, dimension, limit)
        self.rate: Final = rate
        self.lines: Final = lines
        self.ladder: Final = ladder
        self.tier_rates: Final = tier_rates or {}
        """Rate per tier of `ladder`; a tier not named has rate 1."""
        self.multipliers: Final = multipliers
        self._bases: Final = {tier: rate.times(factor) for tier, factor in self.tier_rates.items()}

    def plain(self) -> Any:
        """The fields in order."""
        tier_rates = {tier: (rate.numerator, rate.denominator) for tier, rate in self.tier_rates.items()}
        multipliers = [multiplier.plain() for multiplier in self.multipliers]
        rate = (self.rate.numerator, self.rate.denominator)
        return (super().plain(), rate, self.lines.plain(), self.ladder, tier_rates, multipliers)

    def ladder_asked(self) -> str:
        """The ladder whose tier its rate depends on; '' for none."""
        return self.ladder

    def basis(self, basket: Basket, tier: str, offers: Offers | None) -> Basis | None:
        """The rates this order earns at, by line; None when no line earns."""
        earning = basket.where(self.lines)
        if not earning:
            return None
        base = self._bases.get(tier, self.rate)
        raised = self._best_multipliers(basket, NOWHERE if offers is None else offers.bought)
        if offers is not None:
            for position, factor in offers.factors(self.key, earning).items():
                raised[position] = raised.get(position, ONE).times(factor)
        if not raised:
            return Basis(0, [Weight(base.numerator, base.denominator, earning)])
        rates: list[Ratio] = []
        positions: list[list[int]] = []
        for position in earning:
            rate = raised.get(position, ONE)
            if rate in rates:
                positions[rates.index(rate)].append(position)
            else:
                rates.append(rate)
                positions.append([position])
        weights: list[Weight] = []
        for rate, held in zip(rates, positions, strict=True):
            product = base.times(rate)
            weights.append(Weight(product.numerator, product.denominator, held))
        return Basis(0, weights)

    def _best_multipliers(self, basket: Basket, bought: dict[str, int]) -> dict[int, Ratio]:
        """The best multiplier of each line that has one."""
        best: dict[int, Ratio] = {}
        for multiplier in self.multipliers:
            lines = multiplier.lines
            for position in basket.where(lines) if multiplier.is_plain else multiplier.positions(basket, bought):
                known = best.get(position)
                if known is None or multiplier.rate.exceeds(known):
                    best[position] = multiplier.rate
        return best
