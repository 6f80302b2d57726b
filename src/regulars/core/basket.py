"""A basket: the lines of one order, and which of them each filter admits - found once, though many rules ask."""

from __future__ import annotations

from dataclasses import dataclass

from regulars.core.events import OrderLine


@dataclass(frozen=True, slots=True)
class LineFilter:
    """Which lines of an order count. An empty set means any."""

    kinds: frozenset[str] = frozenset()
    categories: frozenset[str] = frozenset()
    unit_price_from_minor: int = 0


class Basket:
    """Lines of an order by position."""

    __slots__ = ("_found", "lines")

    def __init__(self, lines: tuple[OrderLine, ...]) -> None:
        self.lines = lines
        self._found: dict[int, list[int]] = {}

    def where(self, chosen: LineFilter) -> list[int]:
        """Positions of the lines that a filter admits. Equal filters of a program are one object, so its identity is the key."""
        found = self._found.get(id(chosen))
        if found is None:
            found = self._found[id(chosen)] = self._search(chosen)
        return found

    def _search(self, chosen: LineFilter) -> list[int]:
        lines = self.lines
        kinds, categories, floor_minor = chosen.kinds, chosen.categories, chosen.unit_price_from_minor
        if not categories and not floor_minor:
            return [position for position, line in enumerate(lines) if line.kind in kinds] if kinds else list(range(len(lines)))
        return [
            position
            for position, line in enumerate(lines)
            if (not kinds or line.kind in kinds)
            and (not categories or line.category in categories)
            and (not floor_minor or line.amount_minor >= floor_minor * line.quantity)
        ]
