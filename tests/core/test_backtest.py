"""Backtest: sums of two histories that agree with replays of their own, however the members are split and whenever they part."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from regulars.core.backtest import Backtest, Decided, difference_minor, history_with
from regulars.core.backtest_ranking import MemberOutcome, Ranking
from regulars.core.backtest_sums import Gain, Sums
from regulars.core.events import Event
from regulars.core.program import Program, ProgramHistory
from regulars.core.replay import Replay
from regulars.kit.instants import BEFORE_ALL, DAY, Instant
from tests.core.actions import event_data, other_of
from tests.core.program_strategies import START, programs
from tests.core.strategies import Step, scripts
from tests.core.table import JOINED_AT, TABLES, instant, read_cases

END = START + 10_000 * DAY
PROGRAM = read_cases(TABLES / "19_backtest.md")[0].programs().latest()


def test_doubling_base__doubles_the_sums_of_base_and_moves_what_hangs_on_it():
    was, would = read_cases(TABLES / "19_backtest.md")
    events = []
    for number, row in enumerate(was.rows):
        data = event_data(row.action)
        events.append(Decided(Event("till", f"e{number}", type(data).__name__, row.occurred_at, data), row.now, other_of(data)))
    draft = history_with(was.programs(), would.programs().latest(), BEFORE_ALL)
    backtest = Backtest(was.programs(), draft, BEFORE_ALL, instant("2025-07-01"))
    backtest.walk("ann", JOINED_AT, events)

    in_force, drafted = by_rule(backtest.in_force), by_rule(backtest.draft)
    assert in_force == {
        ("earn", "base"): 310, ("reverse", "base"): -75, ("earn", "full_hundred"): 20, ("reverse", "full_hundred"): -10,
        ("earn", "check_in"): 5, ("redeem", ""): -160,
    }  # fmt: skip
    hanging = {("earn", "challenge"): 100, ("reverse", "challenge"): -50}
    assert drafted == in_force | {("earn", "base"): 620, ("reverse", "base"): -150} | hanging
    (outcome,) = backtest.ranking.first_winners()
    assert (outcome.in_force["points"], outcome.draft["points"]) == ((250, 0), (535, 0))
    assert outcome.difference_minor == 285  # a point is worth a minor unit in the base program
    assert backtest.in_force.events == backtest.draft.events == len(events)


def by_rule(sums: Sums) -> dict[tuple[str, str], int]:
    """What each rule moved by kind, over all months."""
    found: dict[tuple[str, str], int] = {}
    for (_, kind, rule, _), held in sums.entries.items():
        found[kind, rule] = found.get((kind, rule), 0) + held.amount
    return found


def decided(script: list[Step]) -> list[Decided]:
    """A script as stored events."""
    return [Decided(step.event, step.now, step.other) for step in script]


def in_zone_of(history: ProgramHistory, drawn: ProgramHistory) -> Program:
    """Another random program in the same time zone, as publishing would ask."""
    zone, draft = history.latest().zone, drawn.latest()
    return Program(
        draft.key, 2, draft.currency, zone, draft.late_days, draft.wallets, draft.ladders, draft.rules, draft.spend_lines,
        draft.points_as_cash,
    )  # fmt: skip


parts = st.integers(-10, 400).map(lambda days: START + days * DAY)


@given(programs(), programs(), scripts(), parts)
def test_walking_once_until_the_draft_begins__is_walking_twice(
    history: ProgramHistory, drawn: ProgramHistory, script: list[Step], since: Instant
):
    would = history_with(history, in_zone_of(history, drawn), since)
    backtest = Backtest(history, would, since, END)
    backtest.walk("ann", START, decided(script))
    for programs_of, sums in ((history, backtest.in_force), (would, backtest.draft)):
        alone = Replay(programs_of, START)
        for step in script:
            alone.apply(step.event, step.now, step.other)
        alone.settle(END - 1)
        expected = Backtest(history, would, since, END).before
        expected.add_entries(alone.entries)
        together = Backtest(history, would, since, END).before
        together.merge(backtest.before)
        together.merge(sums)
        assert together.plain()[1] == expected.plain()[1]
        standing = alone.state.standings["mall"].tier
        held = dict.fromkeys(("low", "middle", "high"), 0)
        for (_, tier, _), change in together.tiers.items():
            held[tier] += change
        assert held == dict.fromkeys(("low", "middle", "high"), 0) | {standing: 1}


@given(programs(), scripts(), parts)
def test_the_version_in_force__wins_and_loses_nothing(history: ProgramHistory, script: list[Step], since: Instant):
    backtest = Backtest(history, history, since, END)
    backtest.walk("ann", START, decided(script))
    assert backtest.in_force == backtest.draft
    assert (backtest.ranking.unchanged, backtest.ranking.winners, backtest.ranking.losers) == (1, 0, 0)
    assert all(was == would for _, was, would in backtest.crossed)


@settings(max_examples=40)
@given(programs(), programs(), st.lists(scripts(8), min_size=1, max_size=4), st.data())
def test_parts_of_the_base__sum_up_to_the_whole_in_any_order(
    history: ProgramHistory, drawn: ProgramHistory, lives: list[list[Step]], data: st.DataObject
):
    would = history_with(history, in_zone_of(history, drawn), START)
    whole, parts_held = Backtest(history, would, START, END, 2), []
    for number, script in enumerate(lives):
        whole.walk(f"m{number}", START, decided(script))
        part = Backtest(history, would, START, END, 2)
        part.walk(f"m{number}", START, decided(script))
        parts_held.append(part.plain())
    merged = Backtest(history, would, START, END, 2)
    for plain in data.draw(st.permutations(parts_held)):
        merged.merge_plain(plain)
    assert merged == whole


@settings(max_examples=40)
@given(programs(), scripts(), st.integers(0, 300))
def test_what_was_decided_after_the_end__does_not_count(history: ProgramHistory, script: list[Step], days: int):
    until = START + days * DAY
    backtest = Backtest(history, history, BEFORE_ALL, until)
    backtest.walk("ann", START, decided(script))
    earlier = [step for step in script if step.now < until]
    assert backtest.in_force.events == (len(earlier) if days else 0)
    assert backtest.members == (1 if days else 0)
    assert all(entry_month <= history.latest().calendar.month_of(until) for *_, entry_month in backtest.in_force.entries)


@given(st.lists(st.integers(-50, 50), max_size=400))
def test_ranking__names_the_first_and_counts_everybody(differences: list[int]):
    ranking = Ranking(3)
    for number, difference in enumerate(differences):
        ranking.add(MemberOutcome(f"m{number:03d}", difference, {}, {}, "", ""))
    winners = sorted((difference for difference in differences if difference > 0), reverse=True)
    losers = sorted(difference for difference in differences if difference < 0)
    assert [outcome.difference_minor for outcome in ranking.first_winners()] == winners[:3]
    assert [outcome.difference_minor for outcome in ranking.first_losers()] == losers[:3]
    assert (ranking.winners, ranking.losers, ranking.unchanged) == (len(winners), len(losers), differences.count(0))
    assert (ranking.won_minor, ranking.lost_minor) == (sum(winners), sum(losers))
    for one, next_one in pairwise(ranking.first_winners()):
        assert (-one.difference_minor, one.member) < (-next_one.difference_minor, next_one.member)


def test_difference__is_what_is_given_more_and_what_expires_for_another_reason():

    def difference(was: Gain, would: Gain) -> int:
        return difference_minor(PROGRAM, {"points": was}, PROGRAM, {"points": would})

    assert difference(Gain(100), Gain(150)) == 50
    assert difference(Gain(100, -100), Gain(150, -150)) == 50
    assert difference(Gain(100), Gain(100, -30)) == -30
    assert difference(Gain(100, -30), Gain(100)) == 30
    assert difference(Gain(100, -100), Gain(60, -60)) == -40
    assert difference(Gain(100), Gain(120, -50)) == -10
    assert difference_minor(PROGRAM, {"growth": Gain(1)}, PROGRAM, {"growth": Gain(9)}) == 0


@given(st.integers(0, 9), st.integers(-9, 0), st.integers(0, 9), st.integers(-9, 0))
def test_difference__turns_its_sign_when_the_programs_change_places(
    given_was: int, gone_was: int, given_would: int, gone_would: int
):
    was, would = {"points": Gain(given_was, gone_was)}, {"points": Gain(given_would, gone_would)}
    assert difference_minor(PROGRAM, was, PROGRAM, would) == -difference_minor(PROGRAM, would, PROGRAM, was)
