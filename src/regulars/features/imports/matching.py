"""Returns meet purchases: which bought units does a returned line give back?

Newest first means last in, first out: walk through time with a stack of bought units per key; a purchase goes on top, a
return takes from the top. A purchase of the same instant counts as earlier, because tills stamp by the minute and a
correction often carries the very time of the sale. The key says what may meet: one member's purchases of one stock code,
and of one order where the return names it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable
from datetime import datetime
from typing import NamedTuple


class PurchaseLine(NamedTuple):
    """A bought line; `line_no` counts from 1 within its order."""

    key: Hashable
    at: datetime
    order_id: str
    line_no: int
    quantity: int


class ReturnLine(NamedTuple):
    """A returned line; `row` is its place in the file."""

    key: Hashable
    at: datetime
    row: int
    quantity: int


class Part(NamedTuple):
    """Units of a returned line that give back units of a purchase; `before` units of it were given back already."""

    purchase: PurchaseLine
    before: int
    quantity: int


class ReturnMatch(NamedTuple):
    """What became of a returned line: its quantity = the parts' quantities + `missing`."""

    returned: ReturnLine
    parts: tuple[Part, ...]
    missing: int
    had_purchase: bool
    """The key was bought before at all, whether or not units of it were left."""


class _Open:
    """A purchase and how many of its units were given back."""

    __slots__ = ("given_back", "purchase")

    def __init__(self, purchase: PurchaseLine) -> None:
        self.purchase = purchase
        self.given_back = 0


def match_returns(purchases: Iterable[PurchaseLine], returns: Iterable[ReturnLine]) -> list[ReturnMatch]:
    """Match returned lines to purchases at or before their time, newest first; answers stand in order of (time, row).

    Equal instants: purchases before returns; among purchases the one later by (order id, line) is the newer.

    >>> may, june, july = (datetime(2011, month, 1) for month in (5, 6, 7))
    >>> bought = [PurchaseLine("mug", may, "o1", 1, 6), PurchaseLine("mug", june, "o2", 1, 2)]
    >>> [match] = match_returns(bought, [ReturnLine("mug", july, 1, 3)])
    >>> [(part.purchase.order_id, part.quantity) for part in match.parts], match.missing
    ([('o2', 2), ('o1', 1)], 0)
    """
    bought: dict[Hashable, list[PurchaseLine]] = defaultdict(list)
    for purchase in sorted(purchases, key=lambda line: (line.at, line.order_id, line.line_no), reverse=True):
        bought[purchase.key].append(purchase)  # the oldest is last, so that pop() walks forward in time
    stacks: dict[Hashable, list[_Open]] = defaultdict(list)
    seen: set[Hashable] = set()
    matches = []
    for returned in sorted(returns, key=lambda line: (line.at, line.row)):
        waiting, stack = bought.get(returned.key, []), stacks[returned.key]
        while waiting and waiting[-1].at <= returned.at:
            stack.append(_Open(waiting.pop()))
            seen.add(returned.key)
        parts, missing = _take(stack, returned.quantity)
        matches.append(ReturnMatch(returned, parts, missing, returned.key in seen))
    return matches


def _take(stack: list[_Open], quantity: int) -> tuple[tuple[Part, ...], int]:
    """Take up to `quantity` units from the top of the stack; the parts taken, and how many units it fell short."""
    parts = []
    while quantity and stack:
        top = stack[-1]
        taken = min(quantity, top.purchase.quantity - top.given_back)
        parts.append(Part(top.purchase, top.given_back, taken))
        top.given_back += taken
        quantity -= taken
        if top.given_back == top.purchase.quantity:
            stack.pop()
    return tuple(parts), quantity
