"""Exact ratios: rates such as 1.2 or 30 % as a pair of integers, so that nothing is ever rounded by accident."""

from __future__ import annotations

import re
from fractions import Fraction
from math import gcd
from typing import Final, final

_WRITTEN = re.compile(r"(?P<above>\d{1,12}(\.\d{1,12})?(e-?\d\d?)?)((?P<percent>%)|/(?P<below>\d{1,12}))?", re.ASCII)


@final
class Ratio:
    """A non-negative rate numerator / denominator in lowest terms; the denominator is positive."""

    def __init__(self, numerator: int, denominator: int) -> None:
        self.numerator: Final = numerator
        self.denominator: Final = denominator

    @staticmethod
    def parse(text: str | int) -> Ratio:
        """Read a decimal (`1.2`), a percentage (`30%`) or a fraction (`1/3`) of at most 12 digits a number.

        ValueError for anything else, so also for a rate below zero.

        >>> Ratio.parse("1.2"), Ratio.parse("30%")
        (Ratio(numerator=6, denominator=5), Ratio(numerator=3, denominator=10))
        """
        plain = str(text).strip()
        found = _WRITTEN.fullmatch(plain)
        if not found or (found["below"] and not int(found["below"])):
            raise ValueError(f"no ratio: {plain[:40]}")
        fraction = Fraction(found["above"]) / int(found["below"] or 1) / (100 if found["percent"] else 1)
        return Ratio(fraction.numerator, fraction.denominator)

    def of(self, amount: int) -> int:
        """The ratio of an integer amount, rounded down."""
        return amount * self.numerator // self.denominator

    def times(self, other: Ratio) -> Ratio:
        """The product of two ratios, in lowest terms."""
        numerator, denominator = self.numerator * other.numerator, self.denominator * other.denominator
        common = gcd(numerator, denominator)
        return Ratio(numerator // common, denominator // common)

    def exceeds(self, other: Ratio) -> bool:
        """Whether it is the larger number."""
        return self.numerator * other.denominator > other.numerator * self.denominator

    def as_fraction(self) -> Fraction:
        """The same number, comparable with others."""
        return Fraction(self.numerator, self.denominator)

    def __eq__(self, other: object) -> bool:
        """In lowest terms, equal numbers are written alike."""
        return isinstance(other, Ratio) and self.numerator == other.numerator and self.denominator == other.denominator

    def __hash__(self) -> int:
        """Equal ratios, equal hashes."""
        return hash((self.numerator, self.denominator))

    def __repr__(self) -> str:
        """As it is made."""
        return f"Ratio(numerator={self.numerator}, denominator={self.denominator})"

    def __str__(self) -> str:
        """The shortest exact way to write it: `1.5` where a decimal is exact, `1/3` otherwise."""
        digits = 0
        scaled = self.numerator
        while scaled % self.denominator and digits < 6:
            digits += 1
            scaled = self.numerator * 10**digits
        if scaled % self.denominator:
            return f"{self.numerator}/{self.denominator}"
        whole = str(scaled // self.denominator).rjust(digits + 1, "0")
        return f"{whole[:-digits]}.{whole[-digits:]}" if digits else whole


ONE = Ratio(1, 1)
