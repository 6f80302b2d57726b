"""Figures of customers: sums of what single events add equal a count over everybody, for any range and any day."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from regulars.core.state import State
from regulars.kit.calendars import Calendar
from regulars.kit.instants import DAY, HOUR, instant_of
from regulars.ledger.activity import NEVER, Activity, PlacedOrder, active_changes, dimension_of, order_changes
from regulars.store.lifecycle import ActiveDays

CALENDAR = Calendar(ZoneInfo("Asia/Shanghai"))
START = instant_of(datetime(2025, 1, 1, tzinfo=UTC))
ACTIVE_DAYS = 90
MONTHS = st.integers(0, 6)


def counted(months: list[int]) -> dict[int, int]:
    return {month: months.count(month) for month in months}


@given(st.lists(st.tuples(MONTHS, st.booleans()), max_size=12), MONTHS, MONTHS)
def test_placed_orders__count_buyers_of_any_range_whatever_came_late_or_was_refunded(steps, one_end, other_end):
    held: list[int] = []
    placed: dict[PlacedOrder, int] = {}
    for month, is_refund in steps:
        before = counted(held)
        if is_refund and month in held:
            held.remove(month)
        else:
            held.append(month)
        for order, change in order_changes(before, counted(held)):
            placed[order] = placed.get(order, 0) + change
    first, last = sorted((one_end, other_end))
    within = [(before, before_that, count) for (month, before, before_that), count in placed.items() if first <= month <= last]
    in_range = sum(first <= month <= last for month in held)
    assert sum(count for before, _, count in within if before < first) == (in_range >= 1)
    assert sum(count for before, before_that, count in within if before_that < first <= before) == (in_range >= 2)
    assert sum(placed.values()) == len(held)
    assert all(count >= 0 for count in placed.values())


@given(st.lists(st.tuples(st.integers(0, 400), st.booleans()), max_size=12), st.integers(0, 500))
def test_active__running_sum_is_whether_a_customer_did_something_in_the_ninety_days_before(steps, asked):
    """In order of time, as history comes: a day counts from the first order on, for ninety days after each activity."""
    state = State(START, START)
    changes: dict[int, int] = {}
    done: list[int] = []
    first_order = None
    for day, is_order in sorted(steps):
        after = state.copy()
        after.last_active_at = START + day * DAY + HOUR
        if is_order:
            after.last_order_at = after.last_active_at
            first_order = day if first_order is None else first_order
        for on, change in active_changes(
            Activity.of(state), after.last_order_at, after.last_active_at, CALENDAR, ActiveDays(ACTIVE_DAYS)
        ):
            changes[on] = changes.get(on, 0) + change
        state = after
        done.append(day)
    running = sum(change for on, change in changes.items() if on <= CALENDAR.day_of(START) + asked)
    is_active = first_order is not None and any(day <= asked < day + ACTIVE_DAYS and asked >= first_order for day in done)
    assert running == is_active


def test_dimension__names_the_two_months_before():
    assert dimension_of((24310, 24301, 24300)) == "2025-02,2025-01"
    assert dimension_of((24310, 24301, NEVER)) == "2025-02,-"
