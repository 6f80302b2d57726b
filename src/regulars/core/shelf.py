"""The shelf: lots of a wallet of which an event knows only the sum, until something asks for them one by one.

A member of many years holds hundreds of lots, and yet most events only add to them. What lies on the shelf is usable already and
nothing is due of it before a known instant, so a balance, and when something is due next, can be told without looking at any lot.
Whoever needs the lots themselves asks the wallet for them, and they come down from the shelf.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, final

from regulars.core.lot import Lot
from regulars.kit.instants import Instant


@final
class Shelf:
    """Lots that stand together in a wallet, as their sum."""

    def __init__(
        self, place: int, count: int, points: int, usable_from: Instant, quiet_until: Instant, read: Callable[[], list[Lot]]
    ) -> None:
        self.place: Final = place
        """How many lots of the wallet stand before them."""
        self.count: Final = count
        self.points: Final = points
        """What remains in them together."""
        self.usable_from: Final = usable_from
        """From this instant on all of them can be spent."""
        self.quiet_until: Final = quiet_until
        """Until just before this instant none of them ends, and no end is told beforehand."""
        self.lots: list[Lot] | None = None
        """The lots, once they were asked for."""
        self._read: Final = read

    def opened(self) -> list[Lot]:
        """The lots one by one; the same ones each time."""
        lots = self.lots
        if lots is None:
            lots = self.lots = self._read()
            assert len(lots) == self.count, "as many as were put there"
        return lots
