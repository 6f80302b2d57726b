"""Long documents: a member with many lots is stored in three pieces, of which an event reads and writes the outer two.

PostgreSQL packs a large value anew whenever it is written, and most of such a document is lots that nothing touches: what is
earned comes behind them. So the lots in the middle are a column of their own, and beside it stands what an event has to know of
them (`core/shelf.py`): their sum, and until when nothing is due of them. As a rule that is enough, and they are neither read nor
written. Read as `member_document.whole` it is one text again.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final, final

from regulars.core.lot import Lot
from regulars.core.lots import remind_at
from regulars.core.program import ProgramHistory
from regulars.core.shelf import Shelf
from regulars.core.state import PointsBalance, State
from regulars.kit.instants import BEFORE_ALL, NEVER, Instant
from regulars.store.codec import lots_from_json, state_from_json, state_to_json, to_json

LONG_LOTS: Final = 10
"""A document with more lots than this in one wallet is stored in pieces."""
LEAST_LOTS: Final = 4
"""Fewer lots than this are no middle, and do not join one."""

_COUNT_BITS: Final = 32
_MARK: Final = Lot(-1, 0, 0, 0, 0, 0, "", "", 0)
"""Stands where the middle was cut out: no lot has this number, and no text reads like it, since quotes in a text are escaped."""
_MARK_TEXT: Final = to_json(_MARK.plain())
_MARK_BYTES: Final = _MARK_TEXT.encode()


def edge_lots(count: int) -> int:
    """How many of so many lots stay outside of the middle on either side when it is made: a small spend takes the first ones."""
    return 1 + count // 40


def outer_lots_max(count: int) -> int:
    """With more than this outside of it, of so many lots, those that can join the middle do: seldom, where it is large."""
    return 8 + count // 12


@final
class Middle:
    """What is stored beside a middle, as it is written and read: where it stands and what a shelf knows of it."""

    def __init__(self, span: int, points: int, active_at: Instant, due_at: Instant) -> None:
        self.span: Final = span
        """How many lots stand before it, and how many it holds, in one number; 0: there is none."""
        self.points: Final = points
        self.active_at: Final = active_at
        self.due_at: Final = due_at
        """`BEFORE_ALL` where its lots are needed by every event."""

    @property
    def first(self) -> int:
        """How many lots stand before it."""
        return self.span >> _COUNT_BITS

    @property
    def count(self) -> int:
        """How many lots it holds."""
        return self.span & ((1 << _COUNT_BITS) - 1)


NO_MIDDLE: Final = Middle(0, 0, BEFORE_ALL, BEFORE_ALL)


KEPT: Final = 0
MORE: Final = 1
OTHER: Final = 2


@final
class Pieces:
    """A document in pieces."""

    def __init__(self, head: str, text: str | None, tail: str | None, middle: Middle, fate: int) -> None:
        self.head: Final = head
        self.text: Final = text
        self.tail: Final = tail
        self.middle: Final = middle
        self.fate: Final = fate
        """What becomes of the middle: it is `KEPT` as it is, `text` comes behind it (`MORE`), or `text` is it (`OTHER`)."""

    def row(self, key: bytes) -> tuple[Any, ...]:
        """The pieces as a row to be written."""
        middle = self.middle
        return (key, self.head, self.tail, middle.span, middle.points, middle.active_at, middle.due_at, self.text, self.fate)


NO_PIECES: Final = (None, NO_MIDDLE.span, NO_MIDDLE.points, NO_MIDDLE.active_at, NO_MIDDLE.due_at, None, KEPT)
"""What follows the whole document in such a row, where there is no middle and was none."""


def opened(head: bytes, tail: bytes, middle: Middle, read: Callable[[], str | bytes]) -> tuple[State, Shelf]:
    """A state from its pieces, with the middle on the shelf of its wallet; `read` gives its text once somebody needs it."""
    state = state_from_json(head + _MARK_BYTES + tail)
    first = middle.first
    shelf = Shelf(first, middle.count, middle.points, middle.active_at, middle.due_at, lambda: lots_from_json(read()))
    held = _marked(state, first)
    if middle.due_at == BEFORE_ALL:
        held.outside[first : first + 1] = shelf.opened()
    else:
        del held.outside[first]
        held.shelf = shelf
    return state, shelf


def _marked(state: State, first: int) -> PointsBalance:
    for held in state.points.values():
        if len(held.outside) > first and held.outside[first].no == _MARK.no:
            return held
    raise AssertionError("the middle stands in one of the wallets")


def is_long(state: State) -> bool:
    """Whether a document is to be stored in pieces."""
    most = 0
    for held in state.points.values():
        most = max(most, len(held.outside))
    return most > LONG_LOTS


def cut(programs: ProgramHistory, state: State, shelf: Shelf | None) -> Pieces:
    """A state in the pieces in which it is stored; `shelf` is what was read of the middle that is stored now."""
    if shelf is not None and shelf.lots is None:
        pieces = _around(programs, state, shelf)
        if pieces is not None:
            return pieces
    wallet = _longest(state)
    if not wallet or len(state.points[wallet].lots) <= LONG_LOTS:
        return _whole(state)
    held = state.points[wallet]
    lots = held.lots
    stored = shelf.lots if shelf is not None and shelf.lots is not None else []
    first, count = _found(lots, stored), len(stored)
    is_kept = first >= 0 and _are_active(stored, state.settled_to)
    if not is_kept or len(lots) - count > outer_lots_max(len(lots)):
        found, most = _usable_run(lots, state.settled_to)
        if not is_kept or most > count:
            is_kept, first, count = False, found, most
    if count < LEAST_LOTS:
        return _whole(state)
    inner = lots[first : first + count]
    head, tail = _outer(state, wallet, lots[:first], lots[first + count :])
    text = None if is_kept else _text(inner)
    middle = _noted(programs, state, wallet, first << _COUNT_BITS | count, *_known(programs, state, wallet, inner))
    return Pieces(head, text, tail, middle, KEPT if is_kept else OTHER)


def _whole(state: State) -> Pieces:
    return Pieces(state_to_json(state), None, None, NO_MIDDLE, OTHER)


def _around(programs: ProgramHistory, state: State, shelf: Shelf) -> Pieces | None:
    """A state whose middle nobody asked for. What has become usable behind it joins it, once that is much.

    None where more stands together elsewhere, behind a lot that cannot be used: then another middle has to be chosen.
    """
    wallet = ""
    for key, held in state.points.items():
        if held.shelf is shelf:
            wallet = key
    held = state.points[wallet]
    place, outside = shelf.place, held.outside
    end = place
    count = shelf.count + len(outside)
    if len(outside) > outer_lots_max(count):
        while end < len(outside) - edge_lots(count) and outside[end].active_at <= state.settled_to:
            end += 1
    more = outside[place:end] if end - place >= LEAST_LOTS else []
    if not more and len(outside) > outer_lots_max(count):
        elsewhere = max(_usable_run(part, state.settled_to)[1] for part in (outside[:place], outside[place:]))
        if elsewhere > shelf.count:
            return None
    head, tail = _outer(state, wallet, outside[:place], outside[place + len(more) :])
    points, active_at, due_at = _known(programs, state, wallet, more)
    middle = _noted(
        programs, state, wallet, place << _COUNT_BITS | shelf.count + len(more), shelf.points + points,
        max(shelf.usable_from, active_at), min(shelf.quiet_until, due_at),
    )  # fmt: skip
    return Pieces(head, f",{_text(more)}" if more else None, tail, middle, MORE if more else KEPT)


def _outer(state: State, wallet: str, before: list[Lot], behind: list[Lot]) -> tuple[str, str]:
    """A state as it is written up to a middle of a wallet, and from there on."""
    held = state.points[wallet]
    state.points[wallet] = PointsBalance([*before, _MARK, *behind], held.next_lot_no, held.debt)
    head, _, tail = state_to_json(state).partition(_MARK_TEXT)
    state.points[wallet] = held
    return head, tail


def _text(lots: list[Lot]) -> str:
    return to_json([lot.plain() for lot in lots])[1:-1]


def _known(programs: ProgramHistory, state: State, wallet: str, lots: list[Lot]) -> tuple[int, Instant, Instant]:
    """What a shelf knows of lots: what remains in them, from when on all can be spent, and when something is due of one."""
    points, active_at, due_at = 0, BEFORE_ALL, NEVER
    for lot in lots:
        points += lot.remaining
        active_at = max(active_at, lot.active_at)
        due_at = min(due_at, lot.expires_at)
        if programs.reminds:
            at = remind_at(programs, wallet, lot)
            if state.settled_to < at:
                due_at = min(due_at, at)
    return points, active_at, due_at


def _noted(
    programs: ProgramHistory, state: State, wallet: str, span: int, points: int, active_at: Instant, due_at: Instant
) -> Middle:
    """What is noted of a middle. Where every event asks for the lots, they are to be read with the rest."""
    is_asked = wallet in programs.latest().idle_wallets or (state.extras is not None and bool(state.extras.strands))
    return Middle(span, points, active_at, BEFORE_ALL if is_asked else due_at)


def is_known(programs: ProgramHistory, state: State, middle: Middle) -> bool:
    """Whether what is noted of a middle is so, of whichever wallet it is a part; nothing is noted of what is always read."""
    if not middle.span or middle.due_at == BEFORE_ALL:
        return True
    noted = middle.points, middle.active_at, middle.due_at
    for wallet, held in state.points.items():
        lots = held.lots[middle.first : middle.first + middle.count]
        if len(lots) == middle.count and _known(programs, state, wallet, lots) == noted:
            return middle.active_at <= state.settled_to
    return False


def _longest(state: State) -> str:
    """The wallet with the most lots, the first of several; '' where there is none."""
    found, most = "", -1
    for wallet, held in state.points.items():
        if len(held.lots) > most:
            found, most = wallet, len(held.lots)
    return found


def _are_active(lots: list[Lot], settled_to: Instant) -> bool:
    return all(lot.active_at <= settled_to for lot in lots)


def _usable_run(lots: list[Lot], settled_to: Instant) -> tuple[int, int]:
    """The longest run of lots that are usable already, away from the edges: where it begins, and how many it holds."""
    found, most = 0, 0
    edge = first = edge_lots(len(lots))
    for place in range(edge, len(lots) - edge):
        if lots[place].active_at > settled_to:
            first = place + 1
        elif place + 1 - first > most:
            found, most = first, place + 1 - first
    return found, most


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
