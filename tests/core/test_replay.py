"""Replay: the stored events give the stored entries again, and a draft moves what hangs on its change and nothing else."""

from __future__ import annotations

from copy import deepcopy

import pytest

from regulars.core.entries import Entry
from regulars.core.events import Event
from regulars.core.records import NO_FACTS
from regulars.core.rejections import Rejection
from regulars.core.replay import Replay
from regulars.core.transition import open_state, transition
from regulars.kit.instants import DAY
from tests.core.actions import event_data
from tests.core.table import JOINED_AT, TABLES, Case, history, instant, parts_of, read_cases, run

ALL = [pytest.param(case, id=f"{path.stem}: {case.name}") for path in sorted(TABLES.glob("*.md")) for case in read_cases(path)]


@pytest.mark.parametrize("case", ALL)
def test_replay__gives_the_same_entries(case: Case):
    stored, again = run(case), run(Case(case.name, case.versions, case.rows))
    assert again.entries == stored.entries
    assert again.state == stored.state


def test_draft__doubling_base_moves_base_and_what_hangs_on_it():
    was, draft = (run(case).entries for case in read_cases(TABLES / "19_backtest.md"))
    assert amounts(draft, "base") == [2 * amount for amount in amounts(was, "base")]
    assert amounts(draft, "full_hundred") == amounts(was, "full_hundred")
    assert amounts(draft, "check_in") == amounts(was, "check_in")
    assert amounts(draft, "") == amounts(was, "")
    assert {entry.rule for entry in draft} - {entry.rule for entry in was} == {"challenge"}


def amounts(entries: list[Entry], rule: str) -> list[int]:
    """What a rule moved, entry by entry; '' for what no rule caused."""
    return [entry.amount for entry in entries if entry.rule == rule]


def test_program_history__tells_the_version_in_force():
    case = next(case for case in read_cases(TABLES / "versions.md") if len(case.versions) > 1)
    programs = history(*case.versions)
    (first, one), (second, two) = programs.versions
    assert programs.at(first).version == programs.at(instant("1990-01-01")).version == one.version
    assert programs.at(second).version == programs.latest().version == two.version
    assert programs.between(first, second) == ((first, one), (second, two))
    assert programs.between(second, first) == ((second, two),)


def test_transition__never_changes_the_state_it_was_given():
    case = read_cases(TABLES / "08_points_and_cash.md")[0]
    programs = case.programs()
    replay = Replay(programs, JOINED_AT)
    for number, row in enumerate(case.rows):
        data = event_data(row.action)
        event = Event("till", f"e{number}", type(data).__name__, row.occurred_at, data)
        untouched = deepcopy(replay.state.plain())
        transition(programs, replay.state, event, replay._facts_for(event), row.now)
        assert replay.state.plain() == untouched
        replay.apply(event, row.now)


def test_transition__a_clock_behind_the_state_is_taken_as_the_states_own_time():
    case = read_cases(TABLES / "05_pending.md")[0]
    programs, row = case.programs(), case.rows[0]
    event = Event("till", "e1", "order.paid", row.occurred_at, event_data(row.action))
    state = open_state(programs, row.now)
    late, early = (transition(programs, state, event, NO_FACTS, now) for now in (row.now, row.now - 366 * DAY))
    assert not isinstance(late, Rejection)
    assert not isinstance(early, Rejection)
    assert parts_of(late) == parts_of(early)
