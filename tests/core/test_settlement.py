"""Settlement in one step, in 365, lazily before the next event, or at the very instant: always the same ledger."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from regulars.core.entries import Entry, Fact
from regulars.core.events import Event, PointsAdjusted
from regulars.core.replay import Replay
from regulars.core.state import State
from regulars.kit.instants import DAY, NEVER, SECOND, Instant
from tests.core.table import JOINED_AT, TABLES, Case, Walk, history, program_text, read_cases

CASES = read_cases(TABLES / "18_settlement.md")
Step = Callable[[Instant], Instant]
"""From the state's next due instant to the next stop of the sweeper; `NEVER`: no stop."""


def whole_years(_due: Instant) -> Instant:
    """No stop at all."""
    return NEVER


def on_the_instant(due: Instant) -> Instant:
    """Stop exactly when something is due."""
    return due


def a_second_before(due: Instant) -> Instant:
    """Stop when nothing is due yet."""
    return due - SECOND


def a_day_late(due: Instant) -> Instant:
    """Stop when something has been due for a day."""
    return due + DAY


def walked(case: Case, step: Step, days: int = 0) -> tuple[list[Entry], State, list[Fact]]:
    """Walk a case; between rows the sweeper stops where `step` says, or every so many days."""
    walk = Walk(case.programs())
    facts: list[Fact] = []

    def stops(start: Instant, end: Instant) -> Iterator[Instant]:
        if start == JOINED_AT:
            return
        at = start
        while at < end:
            stop = at + days * DAY if days else step(walk.replay.state.next_due_at)
            if stop <= at or stop >= end:
                return
            at = stop
            yield at

    for row in case.rows:
        assert not walk.step(row, stops, facts)
    return walk.replay.entries, walk.replay.state, facts


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
@pytest.mark.parametrize("step", [on_the_instant, a_second_before, a_day_late])
def test_settlement__does_not_depend_on_when_it_runs(case: Case, step: Step):
    assert walked(case, step) == walked(case, whole_years)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
@pytest.mark.parametrize("days", [1, 7, 100], ids=lambda days: f"every {days} days")
def test_settlement__does_not_depend_on_how_often_it_runs(case: Case, days: int):
    assert walked(case, whole_years, days) == walked(case, whole_years)


def test_settlement__with_nothing_due_changes_only_the_time():
    walk = Walk(CASES[0].programs())
    before = walk.replay.state.copy()
    assert walk.replay.settle(before.settled_to + 400 * DAY) == []
    before.settled_to += 400 * DAY
    assert walk.replay.state == before


def test_settlement__never_goes_back():
    walk = Walk(CASES[0].programs())
    walk.replay.settle(JOINED_AT + 2 * DAY)
    before = walk.replay.state.copy()
    assert walk.replay.settle(JOINED_AT) == []
    assert walk.replay.state == before


def test_activation__is_told_once_for_each_point():
    _, _, facts = walked(CASES[0], a_day_late)
    told = [fact for fact in facts if fact.name == "points.activated"]
    assert sum(fact.data["points"] for fact in told) == 150 + 75 + 18


def test_expiries_of_one_instant__are_entered_by_wallet_whatever_the_order_of_keys():
    days = "expiry: {kind: days, count: 5}"
    stars = f"{{key: stars, kind: points, name: {{zh: 星, en: Stars}}, worth: {{points: 1, money: 1}}, {days}}}"
    programs = history((JOINED_AT, program_text(f"wallets: [{{key: points, {days}}}, {stars}]")))
    entries = []
    for wallets in (["points", "stars"], ["stars", "points"]):
        replay = Replay(programs, JOINED_AT)
        for wallet in wallets:
            replay.apply(Event("test", wallet, "points.adjusted", JOINED_AT, PointsAdjusted(wallet, 10, "test")), JOINED_AT)
        replay.settle(JOINED_AT + 9 * DAY)
        entries.append([(entry.kind, entry.wallet) for entry in replay.entries[2:]])
    assert entries == [[("expire", "points"), ("expire", "stars")]] * 2


def test_balance__is_true_at_any_instant_without_settlement():
    program = "wallets: [{key: points, expiry: {kind: days, count: 5}}]"
    replay = Replay(history((JOINED_AT, program_text(program))), JOINED_AT)
    replay.apply(Event("test", "a", "points.adjusted", JOINED_AT, PointsAdjusted("points", 10, "test")), JOINED_AT)
    held = replay.state.points["points"]
    assert [held.parts(JOINED_AT + day * DAY) for day in (-1, 0, 5, 6)] == [(0, 10), (10, 0), (10, 0), (0, 0)]
