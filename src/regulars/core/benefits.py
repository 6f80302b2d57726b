"""Benefits: what members have by their tiers - a part of the price, lines that are free, a promise that somebody keeps."""

from __future__ import annotations

from typing import Any, Final, final

from regulars.core.basket import LineFilter
from regulars.core.values import Value
from regulars.kit.ratio import ONE, Ratio


class Benefit(Value):
    """Something that members of some tiers have."""

    def __init__(self, key: str, tiers: frozenset[str]) -> None:
        self.key: Final = key
        self.tiers: Final = tiers

    def plain(self) -> Any:
        """The fields in order."""
        return (self.key, sorted(self.tiers))

    def is_held_by(self, tiers: frozenset[str]) -> bool:
        """Whether one of the tiers that a member holds has it."""
        return bool(self.tiers & tiers)


@final
class Discount(Benefit):
    """Members pay only a part of some lines: `rates` says which part, by tier."""

    def __init__(self, key: str, lines: LineFilter, rates: dict[str, Ratio]) -> None:
        super().__init__(key, frozenset(rates))
        self.lines: Final = lines
        self.rates: Final = rates

    def plain(self) -> Any:
        """The fields in order."""
        return (
            super().plain(),
            self.lines.plain(),
            {tier: (rate.numerator, rate.denominator) for tier, rate in self.rates.items()},
        )

    def rate_for(self, tiers: frozenset[str]) -> Ratio:
        """The best rate of the tiers that a member holds."""
        best = ONE
        for tier, rate in self.rates.items():
            if tier in tiers and best.exceeds(rate):
                best = rate
        return best


@final
class FreeLines(Benefit):
    """Some lines, such as postage, cost nothing in orders of at least so much, those lines not counted."""

    def __init__(self, key: str, lines: LineFilter, tiers: frozenset[str], from_minor: int) -> None:
        super().__init__(key, tiers)
        self.lines: Final = lines
        self.from_minor: Final = from_minor

    def plain(self) -> Any:
        """The fields in order."""
        return (super().plain(), self.lines.plain(), self.from_minor)


@final
class Promise(Benefit):
    """A benefit that somebody keeps and nobody calculates: a service line, free returns, priority booking."""
