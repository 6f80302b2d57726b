"""What holds for every program and every life of a member."""

from __future__ import annotations

from collections.abc import Iterable
from copy import deepcopy

from hypothesis import event, given
from hypothesis import strategies as st

from regulars.core.events import Event, OrderLine, OrderPaid, OrderRefunded, PointsAdjusted
from regulars.core.invariants import check_entries, check_state
from regulars.core.program import ProgramHistory
from regulars.core.records import Facts, LineRefund
from regulars.core.rejections import Rejection
from regulars.core.replay import Replay
from regulars.core.reversal import rest_amounts
from regulars.core.settlement import settle
from regulars.core.spending import net_amounts
from regulars.core.state import State
from regulars.core.transition import Decision, transition
from regulars.core.worth import Basis, Weight, worth
from regulars.kit.instants import DAY, Instant
from tests.core.program_strategies import MINUTE, START, programs
from tests.core.strategies import Step, order_lines, refunds, scripts
from tests.core.table import parts_of


def play(history: ProgramHistory, script: Iterable[Step]) -> Replay:
    """Decide a script's events one after the other."""
    replay = Replay(history, START)
    for step in script:
        replay.apply(step.event, step.now, step.other)
    return replay


@given(programs(), scripts())
def test_every_step__keeps_what_holds_for_every_ledger(history: ProgramHistory, script: list[Step]):
    """One life shows it all: drawing one costs ten times what looking at it does."""
    replay = Replay(history, START)
    for step in script:
        facts = known_of(replay, step)
        untouched = deepcopy((replay.state.plain(), facts.plain()))
        verdict = transition(history, replay.state, step.event, facts, step.now)
        assert (replay.state.plain(), facts.plain()) == untouched, "a transition leaves the state it was given"

        settled, written, records = replay.state.copy(), len(replay.entries), deepcopy(plain_records(replay))
        decision = replay.apply(step.event, step.now, step.other)
        event(f"{type(step.event.data).__name__} {decision.rejection.code if decision.rejection else 'accepted'}")
        if decision.rejection is None:
            assert not isinstance(verdict, Rejection)
            assert parts_of(verdict) == parts_of(decision)
            check_usable(replay, step.now)
        else:
            assert verdict == decision.rejection
            check_nothing_but_the_clock(decision, settled, history, step.now)
            assert (replay.entries[written:], replay.state, plain_records(replay)) == (decision.entries, settled, records)
        faults = [*check_entries(replay.entries), *check_state(replay.state, replay.entries)]
        assert not faults, (step, faults)
    for entry in replay.entries:
        event(f"entry {entry.kind}")


def known_of(replay: Replay, step: Step) -> Facts:
    """What a replay knows for a step."""
    facts = replay._facts_for(step.event)
    return facts if step.other is None else facts.with_other(step.other)


def check_usable(replay: Replay, now: Instant) -> None:
    """Every balance is usable, or waits, or is owed."""
    for wallet, held in replay.state.points.items():
        aside = replay.state.held(wallet)
        usable = held.available(now) + held.pending(now)
        assert usable + aside - held.debt == replay.state.balance(wallet)
        assert min(held.available(now), held.pending(now), held.debt) >= 0


def check_nothing_but_the_clock(decision: Decision, settled: State, history: ProgramHistory, now: Instant) -> None:
    """A rejection changes nothing but what the clock had caused, which happens to `settled` here."""
    entries, facts = settle(history, settled, now)
    assert (decision.entries, decision.facts, decision.records) == (entries, facts, {})


def plain_records(replay: Replay) -> dict[str, object]:
    """What is kept under each reference, as plain data."""
    return {reference: record.plain() for reference, record in replay.records.items()}


@given(programs(), scripts(), st.data())
def test_every_life__ends_alike_however_it_is_walked(history: ProgramHistory, script: list[Step], data: st.DataObject):
    """With a sweeper coming by, with keys in another order, and without what was rejected."""
    lazy, swept, turned = (Replay(history, START) for _ in range(3))
    accepted, last = list[Step](), START
    for step in script:
        for share in sorted(data.draw(st.lists(st.integers(0, 100), max_size=3))):
            swept.settle(last + (step.now - last) * share // 100)
        for replay in (swept, turned):
            replay.apply(step.event, step.now, step.other)
        turned.state = _turned(turned.state)
        if lazy.apply(step.event, step.now, step.other).rejection is None:
            accepted.append(step)
        last = step.now
    assert turned.entries == lazy.entries

    again = play(history, accepted)
    for replay in (lazy, again):  # what was rejected last may have settled
        replay.settle(last)
    assert again.entries == lazy.entries
    assert again.state == lazy.state

    for replay in (lazy, swept):
        replay.settle(last + 400 * DAY)
    assert swept.entries == lazy.entries
    assert swept.state == lazy.state


def _turned(state: State) -> State:
    """The same state with the keys of its mappings the other way round, as a store might hand it back."""
    copy = state.copy()
    for name in ("points", "growth", "metrics", "limits", "milestones", "standings"):
        setattr(copy, name, dict(reversed(getattr(copy, name).items())))
    return copy


@given(programs(), scripts())
def test_refunding_everything__leaves_no_trace_of_any_order(history: ProgramHistory, script: list[Step]):
    replay = play(history, script)
    now = script[-1].now + DAY
    for reference in [name for name in replay.records if name.startswith("order:")]:
        order_id = reference.removeprefix("order:")
        replay.apply(Event("test", f"last {order_id}", "order.refunded", now, OrderRefunded(f"last {order_id}", order_id)), now)
    for reference, record in replay.records.items():
        if reference.startswith("order:"):
            assert all(award.taken == award.given for award in record.awards)
            assert record.points_returned == sum(lot.remaining for lot in record.used_lots)
    assert not {"spend", "paid", "orders"} & replay.state.metrics.keys()
    orders = {"base", "step", "growing", "often", "buying"}
    assert not orders & replay.state.limits.keys()
    if (extras := replay.state.extras) is not None:
        assert not orders & extras.times.keys()
        assert (extras.bought, extras.held_days) == ({}, {})
        assert "buying" not in extras.runs
    bought = [entry.amount for entry in replay.entries if entry.rule == "buying" and entry.kind in ("earn", "reverse")]
    assert sum(bought) == 0
    growth = replay.state.growth.get("growth")
    assert growth is None or (growth.of("spend"), growth.of("loyalty")) == (0, 0)


@given(programs(), scripts())
def test_growth__never_falls_below_zero_and_fades_only_with_the_months(history: ProgramHistory, script: list[Step]):
    replay = play(history, script)
    replay.settle(script[-1].now + 100 * DAY)
    for held in replay.state.growth.values():
        assert all(left > 0 for months in held.parts.values() for left in months.values())
    decay = history.latest().decays.get("growth")
    faded = [entry for entry in replay.entries if entry.kind == "decay"]
    calendar = history.latest().calendar
    assert decay or not faded
    assert all(entry.at == calendar.month_start(calendar.month_of(entry.at)) for entry in faded if entry.is_settlement)


@given(programs("debt"), order_lines, st.sampled_from([0, 10, 40]), st.data())
def test_parts_of_a_refund__make_the_whole_in_any_order(
    history: ProgramHistory, lines: list[OrderLine], used: int, data: st.DataObject
):
    before = _member_with_points(history)
    order = OrderPaid("o1", "CNY", lines, used)
    parts = [data.draw(refunds(f"r{number}", order)) for number in range(data.draw(st.integers(0, 4)))]
    ends = []
    for chosen in (parts, data.draw(st.permutations(parts)), []):
        replay = _member_with_points(history)
        now = START + 2 * MINUTE
        if replay.apply(Event("test", "o1", "order.paid", now, order), now).rejection is not None:
            return
        for part in [*chosen, OrderRefunded("rest", "o1")]:
            now += MINUTE
            replay.apply(Event("test", part.refund_id, "order.refunded", now, part), now)
        ends.append(replay)
    for replay in ends:
        assert {key: held.balance() for key, held in replay.state.points.items() if held.balance()} == {
            key: held.balance() for key, held in before.state.points.items() if held.balance()
        }
        assert [held.parts for held in replay.state.growth.values() if held.parts] == []
        assert replay.state.metrics == before.state.metrics
        assert replay.state.milestones == before.state.milestones
        assert replay.state.limits == before.state.limits


def _member_with_points(history: ProgramHistory) -> Replay:
    """A member who holds points that no order gave."""
    replay = Replay(history, START)
    replay.apply(Event("test", "a", "points.adjusted", START, PointsAdjusted("points", 50, "test")), START)
    return replay


weights = st.lists(st.tuples(st.integers(0, 50), st.integers(1, 50), st.lists(st.integers(0, 4), unique=True)), max_size=4)
bases = st.builds(lambda step, drawn: Basis(step, [Weight(*weight) for weight in drawn]), st.sampled_from([0, 0, 100]), weights)
amounts = st.lists(st.integers(0, 10**7), min_size=5, max_size=5)


@given(bases, amounts, amounts)
def test_worth__never_grows_when_a_line_shrinks(basis: Basis, left: list[int], right: list[int]):
    low = [min(pair) for pair in zip(left, right, strict=True)]
    high = [max(pair) for pair in zip(left, right, strict=True)]
    assert 0 <= worth(basis, low) <= worth(basis, high)


@given(st.lists(st.integers(0, 10**9), min_size=1, max_size=20), st.integers(0, 100))
def test_net_amounts__share_out_exactly_what_was_used(gross: list[int], percent: int):
    used = sum(gross) * percent // 100
    net = net_amounts(gross, used)
    assert sum(net) == sum(gross) - used
    assert all(0 <= kept <= amount for kept, amount in zip(net, gross, strict=True))


@given(st.lists(st.integers(0, 10**6), min_size=1, max_size=8), st.integers(0, 100), st.data())
def test_rest_amounts__fall_to_nothing_line_by_line(gross: list[int], percent: int, data: st.DataObject):
    net = net_amounts(gross, sum(gross) * percent // 100)
    everything = {position: LineRefund(amount, 0) for position, amount in enumerate(gross)}
    some = data.draw(st.sets(st.sampled_from(sorted(everything))))
    refunded = {position: LineRefund(data.draw(st.integers(0, gross[position])), 0) for position in sorted(some)}
    rest = rest_amounts(gross, net, refunded)
    assert all(0 <= left <= kept for left, kept in zip(rest, net, strict=True))
    assert not any(rest_amounts(gross, net, everything))
