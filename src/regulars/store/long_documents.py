"""Long documents: a member with very many lots is stored in three pieces, of which an event rewrites only the outer two.

PostgreSQL packs a large value anew whenever it is written. Nearly all of such a document is lots that nothing touches: what is
earned comes behind them, and what is spent is as a rule taken from those before them. So the lots in the middle are a column of
their own, which an update that leaves it as it is does not write again. Read as `member_document.whole` it is one text again.
"""

from __future__ import annotations

from typing import Any, Final, final

from regulars.core.lot import Lot
from regulars.core.state import PointsBalance, State
from regulars.store.codec import state_to_json, to_json

LONG_LOTS: Final = 600
"""A document with more lots than this in one wallet is stored in pieces."""
EDGE_LOTS: Final = 50
"""So many lots stay outside of the middle on either side when it is made."""
OUTER_LOTS_MAX: Final = 250
"""With more lots than this outside of it, the middle is made anew."""

NO_LOTS: Final[list[Lot]] = []
_COUNT_BITS: Final = 32
_MARK: Final = Lot(-1, 0, 0, 0, 0, 0, "", "", 0)
"""Stands where the middle was cut out: no lot has this number, and no text reads like it, since quotes in a text are escaped."""
_MARK_TEXT: Final = to_json(_MARK.plain())


@final
class Pieces:
    """A document in pieces. `middle` is None where it stays as it is stored; `place` says where in the lots it stands."""

    def __init__(self, head: str, middle: str | None, tail: str | None, place: int, *, is_kept: bool) -> None:
        self.head: Final = head
        self.middle: Final = middle
        self.tail: Final = tail
        self.place: Final = place
        self.is_kept: Final = is_kept


def is_long(state: State) -> bool:
    """Whether a document is to be stored in pieces."""
    most = 0
    for held in state.points.values():
        most = max(most, len(held.lots))
    return most > LONG_LOTS


def middle_of(state: State, place: int) -> list[Lot]:
    """The lots that are stored as the middle, in a state as it was read."""
    if not place:
        return NO_LOTS
    first, count = place >> _COUNT_BITS, place & ((1 << _COUNT_BITS) - 1)
    return state.points[_longest(state)].lots[first : first + count]


def cut(state: State, middle: list[Lot]) -> Pieces:
    """A state in the pieces in which it is stored; `middle` are the lots that are stored as such now.

    The middle is kept if the very same lots still stand together and not too many stand around them.
    """
    if not is_long(state):
        return Pieces(state_to_json(state), None, None, 0, is_kept=False)
    wallet = _longest(state)
    held = state.points[wallet]
    first, count = _found(held.lots, middle), len(middle)
    is_kept = first >= 0 and len(held.lots) - count <= OUTER_LOTS_MAX
    if not is_kept:
        first, count = EDGE_LOTS, len(held.lots) - 2 * EDGE_LOTS
    inner = held.lots[first : first + count]
    outer = [*held.lots[:first], _MARK, *held.lots[first + count :]]
    state.points[wallet] = PointsBalance(outer, held.next_lot_no, held.debt)
    head, _, tail = state_to_json(state).partition(_MARK_TEXT)
    state.points[wallet] = held
    text = None if is_kept else to_json([lot.plain() for lot in inner])[1:-1]
    return Pieces(head, text, tail, first << _COUNT_BITS | count, is_kept=is_kept)


def _longest(state: State) -> str:
    """The wallet with the most lots, the first of several."""
    found, most = "", -1
    for wallet, held in state.points.items():
        if len(held.lots) > most:
            found, most = wallet, len(held.lots)
    return found


def _found(lots: list[Lot], middle: list[Lot]) -> int:
    """Where the middle stands among lots, unchanged; -1: nowhere."""
    if not middle:
        return -1
    for first in range(len(lots) - len(middle) + 1):
        if lots[first] is middle[0]:
            for place in range(len(middle)):
                if lots[first + place] is not middle[place]:
                    return -1
            return first
    return -1


def row_of(key: bytes, pieces: Pieces) -> tuple[Any, ...]:
    """The pieces as a row to be written."""
    return (key, pieces.head, pieces.tail, pieces.place, pieces.middle)
