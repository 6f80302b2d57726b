"""Worth: on what basis a rule valued an order, and what some amounts are worth on it."""

from __future__ import annotations

from math import lcm
from typing import Any, Final, final

from regulars.core.values import Value


@final
class Weight(Value):
    """A rate for some lines of an order (by position)."""

    def __init__(self, numerator: int, denominator: int, lines: list[int]) -> None:
        self.numerator: Final = numerator
        self.denominator: Final = denominator
        self.lines: Final = lines

    def plain(self) -> Any:
        """The fields in order."""
        return (self.numerator, self.denominator, self.lines)

    def amount_of(self, amounts_minor: list[int]) -> int:
        """What its lines sum to."""
        total = 0
        for line in self.lines:
            total += amounts_minor[line]
        return total


@final
class Basis(Value):
    """How a rule values an order: by amount (`step_minor` 0) or by full steps of the summed amount."""

    def __init__(self, step_minor: int, weights: list[Weight]) -> None:
        self.step_minor: Final = step_minor
        self.weights: Final = weights

    def plain(self) -> Any:
        """The fields in order."""
        return (self.step_minor, [weight.plain() for weight in self.weights])


WHOLE_ORDER: Final = Basis(0, [])
"""The basis of what an order as a whole gave: it is kept until nothing of the order is left."""


def worth(basis: Basis, amounts_minor: list[int]) -> int:
    """Points that lines with these amounts are worth, rounded down once over the whole order.

    >>> worth(Basis(0, [Weight(12, 1000, [0, 1])]), [3333, 3334])
    80
    >>> worth(Basis(10000, [Weight(10, 1, [0])]), [39999])
    30
    """
    weights = basis.weights
    if len(weights) == 1:
        weight = weights[0]
        amount = weight.amount_of(amounts_minor)
        if basis.step_minor:
            amount //= basis.step_minor
        return amount * weight.numerator // weight.denominator
    total = 0
    if basis.step_minor:
        for weight in weights:
            total += weight.amount_of(amounts_minor) // basis.step_minor * weight.numerator // weight.denominator
        return total
    common = 1
    for weight in weights:
        common = lcm(common, weight.denominator)
    for weight in weights:
        total += weight.amount_of(amounts_minor) * weight.numerator * (common // weight.denominator)
    return total // common
