"""Saving: what benefits take off an order at the checkout. They change what is to pay; the ledger sees what was paid.

Of several discounts on a line the best one counts; what is free is free whatever its discount. Each benefit is rounded down once
over all its lines, and spread over them to the last minor unit.
"""

from __future__ import annotations

from typing import Any, Final, final

from regulars.core.basket import Basket
from regulars.core.benefits import Benefit, Discount, FreeLines
from regulars.core.events import OrderLine
from regulars.core.spending import net_amounts
from regulars.core.values import Value
from regulars.kit.ratio import ONE, Ratio


@final
class Saving(Value):
    """What one benefit takes off each line."""

    def __init__(self, key: str, by_line: list[int]) -> None:
        self.key: Final = key
        self.by_line: Final = by_line

    def plain(self) -> Any:
        """The fields in order."""
        return (self.key, self.by_line)


def savings(benefits: tuple[Benefit, ...], tiers: frozenset[str], lines: list[OrderLine]) -> list[Saving]:
    """What a member of some tiers saves on lines, benefit by benefit; those that save nothing are left out.

    >>> from regulars.core.basket import ALL_LINES
    >>> nine = Discount("nine", ALL_LINES, {"silver": Ratio(9, 10)})
    >>> lines = [OrderLine("1", "a", "goods", "", 1, 3333), OrderLine("2", "b", "goods", "", 1, 3333)]
    >>> savings((nine,), frozenset({"silver"}), lines)
    [Saving('nine', [333, 333])]
    """
    basket = Basket(lines)
    left = [line.amount_minor for line in lines]
    found: list[Saving] = []
    for discount, positions in _best_discounts(benefits, tiers, basket):
        rate = discount.rate_for(tiers)
        amounts = [left[position] for position in positions]
        off = Ratio(rate.denominator - rate.numerator, rate.denominator).of(sum(amounts))
        _take(found, left, discount.key, positions, net_amounts(amounts, off))
    for benefit in benefits:
        if isinstance(benefit, FreeLines) and benefit.is_held_by(tiers):
            positions = basket.where(benefit.lines)
            rest = sum(left) - sum([left[position] for position in positions])
            if rest >= benefit.from_minor:
                _take(found, left, benefit.key, positions, [0] * len(positions))
    return found


def _best_discounts(benefits: tuple[Benefit, ...], tiers: frozenset[str], basket: Basket) -> list[tuple[Discount, list[int]]]:
    """Each discount with the lines for which it is the best; of equals the first in the program."""
    held = [benefit for benefit in benefits if isinstance(benefit, Discount) and benefit.is_held_by(tiers)]
    chosen: list[tuple[Discount, list[int]]] = [(discount, []) for discount in held]
    for position in range(len(basket.lines)):
        best = -1
        for number, discount in enumerate(held):
            if position in basket.where(discount.lines):
                rate = discount.rate_for(tiers)
                if ONE.exceeds(rate) and (best < 0 or held[best].rate_for(tiers).exceeds(rate)):
                    best = number
        if best >= 0:
            chosen[best][1].append(position)
    return [(discount, positions) for discount, positions in chosen if positions]


def _take(found: list[Saving], left: list[int], key: str, positions: list[int], rest: list[int]) -> None:
    """Note what a benefit saves and lower what is left of its lines."""
    by_line = [0] * len(left)
    for position, kept in zip(positions, rest, strict=True):
        by_line[position] = left[position] - kept
        left[position] = kept
    if any(by_line):
        found.append(Saving(key, by_line))
