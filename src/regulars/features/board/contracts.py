"""Values of the board: a range of months, and what the figures of the months say."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Final, NamedTuple

ACTIVE: Final = "active"
"""The figure of active customers. It reaches ahead: a customer's last day as active is known beforehand."""


class Months(NamedTuple):
    """A range of month numbers, both ends included."""

    first: int
    last: int

    @property
    def numbers(self) -> range:
        """Each month of the range."""
        return range(self.first, self.last + 1)

    def before(self) -> Months:
        """The range of equal length just before.

        >>> Months(12, 14).before()
        Months(first=9, last=11)
        """
        return Months(self.first - len(self.numbers), self.first - 1)

    def year_before(self) -> Months:
        """The same months a year earlier."""
        return Months(self.first - 12, self.last - 12)


class FigureMonth(NamedTuple):
    """The sum of a figure over one month."""

    figure: str
    dimension: str
    month: int
    value: int


class MonthlyFigures:
    """All figures by month; what has no rows is 0. A figure without a dimension is meant over all of its dimensions.

    >>> held = MonthlyFigures([FigureMonth("orders", "silver", 5, 2), FigureMonth("orders", "gold", 7, 1)])
    >>> held.total("orders", Months(5, 6)), held.running("orders", 7), held.running("orders", 7, "gold"), held.span()
    (2, 3, 1, Months(first=5, last=7))
    """

    def __init__(self, rows: Iterable[FigureMonth]) -> None:
        self._held: dict[tuple[str, str], dict[int, int]] = {}
        self._sums: dict[str, dict[int, int]] = {}
        for row in rows:
            self._held.setdefault((row.figure, row.dimension), {})[row.month] = row.value
            sums = self._sums.setdefault(row.figure, {})
            sums[row.month] = sums.get(row.month, 0) + row.value

    def by_month(self, figure: str, dimension: str | None = None) -> Mapping[int, int]:
        """The months in which there is something of a figure."""
        if dimension is None:
            return self._sums.get(figure, {})
        return self._held.get((figure, dimension), {})

    def total(self, figure: str, months: Months, dimension: str | None = None) -> int:
        """The sum over a range."""
        held = self.by_month(figure, dimension)
        if months.first == months.last:
            return held.get(months.first, 0)
        return sum(value for month, value in held.items() if months.first <= month <= months.last)

    def running(self, figure: str, up_to: int, dimension: str | None = None) -> int:
        """The sum of everything up to the end of a month."""
        return self.total(figure, Months(0, up_to), dimension)

    def members(self, up_to: int) -> int:
        """How many members there are at the end of a month: those who joined, less those who were merged into others."""
        return self.running("members_joined", up_to) - self.running("members_merged", up_to)

    def dimensions(self, figure: str) -> Sequence[str]:
        """The dimensions under which a figure is kept."""
        return sorted(dimension for name, dimension in self._held if name == figure)

    def span(self) -> Months | None:
        """The first and the last month with anything at all; None where there is nothing."""
        months = {month for (figure, _), held in self._held.items() if figure != ACTIVE for month in held}
        return Months(min(months), max(months)) if months else None


class Buyers(NamedTuple):
    """Members with at least one order in some months, and with two or more; an order refunded in full is none."""

    buyers: int
    repeat_buyers: int

    @property
    def repurchase_rate(self) -> float:
        """Repeat buyers among buyers; 0 where nobody bought."""
        return self.repeat_buyers / self.buyers if self.buyers else 0.0


class PlacedOrders(NamedTuple):
    """How many orders of a month follow orders of two certain months, each by the same member (`ledger.activity`)."""

    month: int
    before: int
    before_that: int
    orders: int


def count_buyers(placed: Iterable[PlacedOrders], months: Months) -> Buyers:
    """Customers of a range, counted by their first and by their second order in it.

    >>> placed = [PlacedOrders(5, -1, -1, 3), PlacedOrders(6, 5, -1, 2), PlacedOrders(6, 6, 5, 1)]
    >>> count_buyers(placed, Months(5, 6)), count_buyers(placed, Months(6, 6))
    (Buyers(buyers=3, repeat_buyers=2), Buyers(buyers=2, repeat_buyers=1))
    """
    first, last = months
    buyers = repeat_buyers = 0
    for month, before, before_that, orders in placed:
        if first <= month <= last:
            if before < first:
                buyers += orders
            elif before_that < first:
                repeat_buyers += orders
    return Buyers(buyers, repeat_buyers)


class CameBack(NamedTuple):
    """Orders of a month that are their member's first since the start of any month of a range, at which a tier was held."""

    month: int
    tier: str
    first: int
    last: int
    orders: int


def count_back(rows: Iterable[CameBack], months: Months) -> dict[str, int]:
    """Members who bought in a range of months, by the tier that they held at its start.

    >>> rows = [CameBack(5, "silver", 4, 5, 3), CameBack(6, "gold", 5, 6, 1), CameBack(7, "silver", 6, 7, 1)]
    >>> count_back(rows, Months(5, 6))
    {'silver': 3, 'gold': 1}
    """
    members: dict[str, int] = {}
    for month, tier, first, last, orders in rows:
        if month <= months.last and first <= months.first <= last:
            members[tier] = members.get(tier, 0) + orders
    return members


class TierCount(NamedTuple):
    """How the members of one tier stand now."""

    tier: str
    members: int
    pending: int
    debt: int
    in_grace: int
    in_debt: int
