"""A basket: the lines of one order, and which of them each filter admits - found once, though many rules ask."""

from __future__ import annotations

from typing import Final, final

from regulars.core.events import OrderLine
from regulars.core.values import Value


@final
class LineFilter(Value):
    """Which lines of an order count. An empty set means any."""

    def __init__(
        self,
        kinds: frozenset[str] = frozenset(),
        categories: frozenset[str] = frozenset(),
        unit_price_from_minor: int = 0,
    ) -> None:
        self.kinds: Final = kinds
        self.categories: Final = categories
        self.unit_price_from_minor: Final = unit_price_from_minor
        self.admits_all: Final = not kinds and not categories and not unit_price_from_minor

    def plain(self) -> tuple[list[str], list[str], int]:
        """The fields in order."""
        return (sorted(self.kinds), sorted(self.categories), self.unit_price_from_minor)

    def admits(self, line: OrderLine) -> bool:
        """Whether a line counts."""
        if self.kinds and line.kind not in self.kinds:
            return False
        if self.categories and line.category not in self.categories:
            return False
        return not self.unit_price_from_minor or line.amount_minor >= self.unit_price_from_minor * line.quantity


ALL_LINES: Final = LineFilter()


@final
class Basket:
    """Lines of an order by position."""

    def __init__(self, lines: list[OrderLine]) -> None:
        self.lines: Final = lines
        self._filters: list[LineFilter] = []
        self._found: list[list[int]] = []

    def where(self, chosen: LineFilter) -> list[int]:
        """Positions of the lines that a filter admits. Equal filters of a program are one object, so its identity is the key."""
        for number, known in enumerate(self._filters):
            if known is chosen:
                return self._found[number]
        positions = [position for position, line in enumerate(self.lines) if chosen.admits_all or chosen.admits(line)]
        self._filters.append(chosen)
        self._found.append(positions)
        return positions
