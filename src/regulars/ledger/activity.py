"""Activity: what a change of one member's state adds to the figures of customers, so that no board ever counts customers again.

Two questions look as if they needed every member, and are sums all the same:

- *How many were active at the end of a day?* A customer is active for so many days from each thing they do. Those spans,
  joined where they touch, begin and end: +1 on the day one begins, -1 on the day after it ends, and the running sum is the number
  of active.
- *How many bought once, or twice, in months F to L?* Each order is kept with the months of the two orders before it. A customer's
  first order in the range is the one whose order before lies before F; the second, the one whose order before lies in the range
  and the one before that does not. Counting those orders counts customers, for any range.
"""

from __future__ import annotations

from bisect import bisect_right
from functools import lru_cache
from typing import Final, final

from regulars.core.state import Standing, State
from regulars.kit.calendars import Calendar, month_label
from regulars.kit.instants import BEFORE_ALL, Instant
from regulars.store.lifecycle import ActiveDays

NEVER: Final = -1
"""Stands for the month of an order before the first one."""

NO_ORDERS: Final[dict[int, int]] = {}

PlacedOrder = tuple[int, int, int]
"""An order by its month, with the months of the two orders before it; `NEVER` where there is none."""


@final
class Activity:
    """What a member's figures depend on, as it was at one time."""

    def __init__(self, last_order_at: int, last_active_at: int, orders: dict[int, int], standings: dict[str, Standing]) -> None:
        self.last_order_at: Final = last_order_at
        self.last_active_at: Final = last_active_at
        self.orders: Final = orders
        """Orders by month."""
        self.standings: Final = standings

    @staticmethod
    def of(state: State) -> Activity:
        """The activity of a member now."""
        orders = state.metrics.get("orders", NO_ORDERS).copy()
        return Activity(state.last_order_at, state.last_active_at, orders, state.standings.copy())


def dimension_of(order: PlacedOrder) -> str:
    """The two months before an order, as the figure's dimension: `2025-01,2024-11`, with - for none."""
    return _dimension(order[1], order[2])


@lru_cache(maxsize=4096)
def _dimension(*months: int) -> str:
    return ",".join("-" if month == NEVER else month_label(month) for month in months)


def active_changes(
    before: Activity, last_order_at: Instant, last_active_at: Instant, calendar: Calendar, active: ActiveDays
) -> list[tuple[int, int]]:
    """The local days on which the number of active customers changes by what happened, and by how much.

    A member becomes a customer with the first order. What came late and lies before the latest activity changes nothing.
    """
    if BEFORE_ALL in (last_order_at, last_active_at):
        return []
    latest = calendar.day_of(last_active_at)
    end = latest + active.days
    if BEFORE_ALL in (before.last_order_at, before.last_active_at):
        begin = calendar.day_of(last_order_at)
    else:
        begin = max(active.end_after(calendar.day_of(before.last_active_at)), latest)
    return [(begin, 1), (end, -1)] if begin < end else []


def order_changes(before: dict[int, int], after: dict[int, int]) -> list[tuple[PlacedOrder, int]]:
    """How the placed orders of one member change when an order comes to a month, or leaves it by being refunded in full.

    Both arguments count a member's orders by month. Only the order itself and the two that follow it change their places; where
    many come or leave, as in a merge, they do so one by one.

    >>> january, february = 24300, 24301
    >>> order_changes({january: 1}, {january: 1, february: 1})
    [((24301, 24300, -1), 1)]
    >>> order_changes({january: 1}, {})
    [((24300, -1, -1), -1)]
    """
    changes: list[tuple[PlacedOrder, int]] = []
    moved = [month for month, count in after.items() if before.get(month, 0) != count]
    moved += [month for month in before if month not in after]
    held = before.copy()
    for month in moved:
        count, wanted = before.get(month, 0), after.get(month, 0)
        while count != wanted:
            is_more = wanted > count
            held[month] = count if is_more else count - 1
            changes += _placed(held, month, 1 if is_more else -1)
            count += 1 if is_more else -1
        held[month] = count
    return changes


def _placed(others: dict[int, int], month: int, sign: int) -> list[tuple[PlacedOrder, int]]:
    """What one more order in a month adds to the places of the others, times a sign."""
    last, last_but_one = NEVER, NEVER
    for other, count in others.items():
        if not count:
            continue
        if other > month:
            return _placed_between(others, month, sign)
        if other > last:
            last_but_one = other if count > 1 else last
            last = other
        elif other > last_but_one:
            last_but_one = other
    return [((month, last, last_but_one), sign)]


def _placed_between(others: dict[int, int], month: int, sign: int) -> list[tuple[PlacedOrder, int]]:
    """The same where orders of later months are there already."""
    held = sorted([other for other, count in others.items() if count])
    place = bisect_right(held, month)
    last, last_but_one = _two(others, held[max(place - 2, 0) : place][::-1])
    following, second = _two(others, held[place : place + 2])
    changes: list[tuple[PlacedOrder, int]] = [
        ((month, last, last_but_one), sign),
        ((following, last, last_but_one), -sign),
        ((following, month, last), sign),
    ]
    if second != NEVER:
        changes.append(((second, following, last), -sign))
        changes.append(((second, following, month), sign))
    return changes


def _two(counts: dict[int, int], months: list[int]) -> tuple[int, int]:
    """The months of the first two orders along some months."""
    if not months:
        return NEVER, NEVER
    if counts[months[0]] > 1:
        return months[0], months[0]
    return months[0], months[1] if len(months) > 1 else NEVER
