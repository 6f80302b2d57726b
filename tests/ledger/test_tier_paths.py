"""Tier paths: a tier holds from just after the move, and sums of single orders count who bought again of those in a tier."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from regulars.core.entries import Fact
from regulars.core.state import NO_MONTH, Standing, TierChange
from regulars.features.board.contracts import CameBack, Months, count_back
from regulars.kit.calendars import Calendar
from regulars.kit.instants import DAY, NEVER, instant_of
from regulars.ledger.activity import order_changes
from regulars.ledger.tier_paths import TierPath, is_continued, moves_between, spans

CALENDAR = Calendar(ZoneInfo("Asia/Shanghai"))
JOINED = instant_of(datetime(2025, 1, 10, tzinfo=UTC))
FIRST = CALENDAR.month_of(JOINED)
MONTHS = st.integers(FIRST, FIRST + 6)


def standing(*changes: TierChange) -> Standing:
    last = changes[-1]
    return Standing(last.tier, last.since, last.tier, NEVER, NO_MONTH, NEVER, list(changes))


BRONZE = TierChange(JOINED, "bronze", "joined")
SILVER = TierChange(JOINED + 40 * DAY, "silver", "reached")
GOLD = TierChange(JOINED + 90 * DAY, "gold", "reached")


def test_tier__holds_from_just_after_the_move():
    path = TierPath([BRONZE, SILVER], [GOLD])
    held = {at: path.tier_before(at) for at in (JOINED - DAY, JOINED, SILVER.since, SILVER.since + 1, GOLD.since, GOLD.since + 1)}
    assert list(held.values()) == ["bronze", "bronze", "bronze", "silver", "silver", "gold"]


def test_moves__are_what_came_to_the_history_or_what_was_told_of_another_standing():
    silver, now = standing(BRONZE, SILVER), GOLD.since + DAY
    assert moves_between("club", silver, silver, [], now) == []
    assert moves_between("club", silver, standing(BRONZE, SILVER, GOLD), [], now) == [GOLD]
    told = [
        Fact("tier.changed", GOLD.since, {"ladder": "club", "after": "bronze", "reason": "review_missed"}),
        Fact("tier.changed", GOLD.since, {"ladder": "fans", "after": "fan", "reason": "reached"}),
        Fact("tier.changed", GOLD.since, {"ladder": "club", "after": "gold", "reason": "merged"}),
    ]
    other = standing(TierChange(JOINED - DAY, "bronze", "joined"), TierChange(JOINED, "gold", "reached"))
    moves = [(move.since, move.tier) for move in moves_between("club", silver, other, told, now)]
    assert moves == [(GOLD.since, "bronze"), (now, "gold")]
    assert (is_continued(silver, standing(BRONZE, SILVER, GOLD)), is_continued(silver, other)) == (True, False)


@given(
    st.lists(st.tuples(MONTHS, st.booleans()), max_size=10),
    st.lists(st.tuples(st.integers(0, 200), st.sampled_from(["bronze", "silver", "gold"])), max_size=4),
    MONTHS,
    MONTHS,
)
def test_came_back__counts_who_bought_by_the_tier_at_the_start(steps, changes, one_end, other_end):
    history = [BRONZE, *(TierChange(JOINED + day * DAY, tier, "reached") for day, tier in sorted(changes))]
    held: dict[int, int] = {}
    rows: dict[tuple[int, str, int, int], int] = {}
    for month, is_refund in steps:
        before = held.copy()
        held[month] = max(0, held.get(month, 0) + (-1 if is_refund else 1))
        for (placed, earlier, _), change in order_changes(before, held):
            for span in spans(history, CALENDAR, earlier + 1, placed):
                key = (placed, span.tier, span.first, span.last)
                rows[key] = rows.get(key, 0) + change
    first, last = sorted((one_end, other_end))
    counted = count_back((CameBack(*key, orders) for key, orders in rows.items()), Months(first, last))
    start = CALENDAR.month_start(first)
    bought = start > JOINED and any(count and first <= month <= last for month, count in held.items())
    tier = TierPath(history, []).tier_before(start)
    assert {key: count for key, count in counted.items() if count} == ({tier: 1} if bought else {})


@given(st.dictionaries(MONTHS, st.integers(0, 2)), st.dictionaries(MONTHS, st.integers(0, 2)))
def test_order_changes__of_many_at_once_are_those_one_by_one(before, after):
    """As a merge brings them: what is taken from one member and given to another is what each has."""
    moved: dict[tuple[int, int, int], int] = {}
    for order, change in [*order_changes({}, before), *order_changes(before, after)]:
        moved[order] = moved.get(order, 0) + change
    at_once: dict[tuple[int, int, int], int] = {}
    for order, change in order_changes({}, after):
        at_once[order] = at_once.get(order, 0) + change
    assert {key: value for key, value in moved.items() if value} == {key: value for key, value in at_once.items() if value}
