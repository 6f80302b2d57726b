"""Activity: what a change of one member's state adds to the figures of customers, so that no board ever counts customers again.

Two questions look as if they needed every member, and are sums all the same:

- *How many were active at the end of a day?* A customer is active for 90 days from each thing they do. Those spans, joined where
  they touch, begin and end: +1 on the day one begins, -1 on the day after it ends, and the running sum is the number of active.
- *How many bought once, or twice, in months F to L?* Each order is kept with the months of the two orders before it. A customer's
  first order in the range is the one whose order before lies before F; the second, the one whose order before lies in the range
  and the one before that does not. Counting those orders counts customers, for any range.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import Final, NamedTuple

from regulars.core.state import State
from regulars.kit.calendars import month_label

ACTIVE_DAYS: Final = 90
"""A customer who did something counts as active for so many days."""

ACTIVE_FOR: Final = timedelta(days=ACTIVE_DAYS)

NEVER: Final = -1
"""Stands for the month of an order before the first one."""

NO_ORDERS: Final[dict[int, int]] = {}


class PlacedOrder(NamedTuple):
    """An order by month, with the months of the two orders before it; `NEVER` where there is none."""

    month: int
    before: int
    before_that: int

    @property
    def dimension(self) -> str:
        """The two months before, as the figure's dimension: `2025-01,2024-11`, with - for none."""
        return _dimension(self.before, self.before_that)


@lru_cache(maxsize=4096)
def _dimension(*months: int) -> str:
    return ",".join("-" if month == NEVER else month_label(month) for month in months)


def active_changes(before: State, after: State, day_of: Callable[[datetime], date]) -> Iterator[tuple[date, int]]:
    """The days on which the number of active customers changes by what happened, and by how much.

    `day_of` gives the local day of an instant. A member becomes a customer with the first order. What came late and lies
    before the latest activity changes nothing.
    """
    if after.last_order_at is None or after.last_active_at is None:
        return
    latest = day_of(after.last_active_at)
    end = latest + ACTIVE_FOR
    if before.last_order_at is None or before.last_active_at is None:
        begin = day_of(after.last_order_at)
    else:
        begin = max(day_of(before.last_active_at) + ACTIVE_FOR, latest)
    if begin < end:
        yield begin, 1
        yield end, -1


def order_changes(before: Mapping[int, int], after: Mapping[int, int]) -> Iterator[tuple[PlacedOrder, int]]:
    """How the placed orders of one member change when an order comes to a month, or leaves it by being refunded in full.

    Both arguments count a member's orders by month. Only the order itself and the two that follow it change their places.

    >>> january, february = 24300, 24301
    >>> [(tuple(order), change) for order, change in order_changes({january: 1}, {january: 1, february: 1})]
    [((24301, 24300, -1), 1)]
    >>> list(order_changes({january: 1}, {})) == [(PlacedOrder(january, NEVER, NEVER), -1)]
    True
    """
    for month in before.keys() | after.keys():
        count, wanted = before.get(month, 0), after.get(month, 0)
        if count == wanted:
            continue
        sign = 1 if wanted > count else -1
        for fewer in range(min(count, wanted), max(count, wanted))[::sign]:
            for order, change in _placed({**before, month: fewer}, month):
                yield order, sign * change


def _placed(others: Mapping[int, int], month: int) -> Iterator[tuple[PlacedOrder, int]]:
    """What one more order in a month adds to the places of the others."""
    held = sorted(other for other, count in others.items() if count)
    place = bisect_right(held, month)
    last, last_but_one = _two(others, held[max(place - 2, 0) : place][::-1])
    yield PlacedOrder(month, last, last_but_one), 1
    following, second = _two(others, held[place : place + 2])
    if following != NEVER:
        yield PlacedOrder(following, last, last_but_one), -1
        yield PlacedOrder(following, month, last), 1
    if second != NEVER:
        yield PlacedOrder(second, following, last), -1
        yield PlacedOrder(second, following, month), 1


def _two(counts: Mapping[int, int], months: list[int]) -> tuple[int, int]:
    """The months of the first two orders along some months."""
    if not months:
        return NEVER, NEVER
    if counts[months[0]] > 1:
        return months[0], months[0]
    return months[0], months[1] if len(months) > 1 else NEVER
