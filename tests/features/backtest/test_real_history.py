"""Real history: the version in force gives the stored ledger to the last point, and a draft moves what it changes."""

from __future__ import annotations

from datetime import UTC, datetime
from uuid import UUID

from psycopg import Connection

from regulars.core.backtest import Backtest
from regulars.core.entries import Entry
from regulars.core.program import ProgramHistory
from regulars.core.replay import Replay
from regulars.features.backtest.contracts import Histories, Question
from regulars.features.backtest.facade import run_backtest
from regulars.features.backtest.service.compare import new_backtest, walk_part
from regulars.features.backtest.service.set_up import set_up
from regulars.features.context import AppContext
from regulars.kit.calendars import month_label
from regulars.kit.instants import instant_of
from regulars.ledger.unrolling import unrolled
from regulars.store.entries import read_entries
from regulars.store.event_streams import parts_of_base
from regulars.store.histories import read_members
from tests.features.backtest.drafts import IN_FORCE, changed

EVERYTHING = 10**9
PART_WAY = datetime(2010, 9, 1, tzinfo=UTC)


def asked(context: AppContext, connection: Connection, question: Question) -> Histories:
    """A question set up at the base's own time."""
    return set_up(context.programs, connection, question, context.ledger.now(connection))


def walked(context: AppContext, question: Question, events_per_part: int = EVERYTHING) -> tuple[Backtest, Histories]:
    """The comparison that answers a question."""
    with context.database.snapshot() as connection:
        histories = asked(context, connection, question)
        backtest = new_backtest(histories)
        for part in parts_of_base(connection, events_per_part):
            walk_part(connection, backtest, part)
    return backtest, histories


def replays(context: AppContext, programs: ProgramHistory) -> dict[UUID, Replay]:
    """Every member of the base, replayed under programs up to the instant that is stored as settled."""
    found = {}
    with context.database.snapshot() as connection:
        for part in parts_of_base(connection, EVERYTHING):
            for member, joined_at, events in unrolled(connection, part):
                (stored,) = read_members(connection, [UUID(member)])
                replay = found[UUID(member)] = Replay(programs, joined_at)
                for decided in events:
                    replay.apply(decided.event, decided.now, decided.other)
                assert stored.state is not None
                replay.settle(stored.state.settled_to)
    return found


def test_version_in_force__replays_to_the_stored_entries_and_states(example: AppContext):
    with example.database.snapshot() as connection:
        programs = example.ledger.history(connection)
    again = replays(example, programs)
    assert len(again) > 100
    with example.database.snapshot() as connection:
        stored = read_entries(connection, sorted(again))
        for member in read_members(connection, sorted(again)):
            assert again[member.member_id].entries == [row.entry for row in stored[member.member_id]]
            assert again[member.member_id].state == member.state


def test_version_in_force__sums_up_to_what_is_stored(example: AppContext):
    backtest, histories = walked(example, Question(IN_FORCE))
    calendar = histories.in_force.latest().calendar
    stored: dict[tuple[str, str, str, int], tuple[int, int, int]] = {}
    with example.database.snapshot() as connection:
        rows = connection.execute("SELECT wallet, kind, coalesce(rule, ''), amount, debt_change, at FROM entry").fetchall()
    for wallet, kind, rule, amount, debt_change, at in rows:
        key = (wallet, kind, rule, calendar.month_of(instant_of(at)))
        entries, amounts, debts = stored.get(key, (0, 0, 0))
        stored[key] = entries + 1, amounts + amount, debts + debt_change
    assert {key: held.plain() for key, held in backtest.in_force.entries.items()} == stored
    assert backtest.in_force == backtest.draft
    assert (backtest.ranking.winners, backtest.ranking.losers) == (0, 0)


def test_version_in_force__has_the_members_and_tiers_of_the_base(example: AppContext):
    report = run_backtest(example, Question(IN_FORCE), processes=0).report
    with example.database.snapshot() as connection:
        held = dict(connection.execute("SELECT tier_key, count(*) FROM member_state GROUP BY 1").fetchall())
        figures = dict(
            connection.execute("SELECT dimension, sum(value) FROM figure WHERE figure = 'tier_move' GROUP BY 1").fetchall()
        )
        now = connection.execute("SELECT sum(points_available + points_pending), sum(points_debt) FROM member_state").fetchone()
    (ladder,) = report.ladders
    assert {tier: members for tier, members in ladder.in_force[-1].members.items() if members} == held
    moves: dict[str, int] = {}
    for move in ladder.moves_in_force:
        name = f"{ladder.key}:{move.origin}>{move.to}"
        moves[name] = moves.get(name, 0) + move.members
    assert moves == figures
    last = report.wallets[0].in_force[-1]
    assert (last.outstanding, last.debt) == now
    assert report.members == sum(held.values())


def test_doubled_base__doubles_the_base_entries_and_no_other_rule_of_its_own(example: AppContext):
    with example.database.snapshot() as connection:
        histories = asked(example, connection, Question(changed(base={"points": 2})))
    was, would = replays(example, histories.in_force), replays(example, histories.drafted)
    for member, replay in was.items():
        base, doubled = (given_by(entries, "base") for entries in (replay.entries, would[member].entries))
        assert base.keys() <= doubled.keys()
        for reference, points in doubled.items():
            # Rounded down once: what a doubled rate gives is the double, and one more where a half was dropped.
            assert points - 2 * base.get(reference, 0) in (0, 1)
        for rule in ("full_hundred", "growth_spend"):
            assert given_by(replay.entries, rule) == given_by(would[member].entries, rule)


def given_by(entries: list[Entry], rule: str) -> dict[str, int]:
    """What a rule gave, by order."""
    given: dict[str, int] = {}
    for entry in entries:
        if entry.rule == rule and entry.kind == "earn":
            given[entry.reference] = given.get(entry.reference, 0) + entry.amount
    return given


def test_draft_from_a_day_on__changes_nothing_before_it(example: AppContext):
    whole, histories = walked(example, Question(IN_FORCE))
    later, _ = walked(example, Question(changed(base={"points": 2}), since=PART_WAY))
    start = histories.in_force.latest().calendar.month_of(instant_of(PART_WAY))
    before = {key: held for key, held in later.before.entries.items() if key[-1] < start}
    assert before == {key: held for key, held in whole.in_force.entries.items() if key[-1] < start}
    together = new_backtest(histories).before
    together.merge(later.before)
    together.merge(later.in_force)
    assert together.plain() == whole.in_force.plain()
    assert later.ranking.winners > later.ranking.losers


def test_parts_and_processes__make_no_difference(example: AppContext):
    question = Question(changed(base={"points": 3}, full_hundred={"points": 5}), since=PART_WAY)
    whole, _ = walked(example, question)
    split, _ = walked(example, question, 100)
    assert split == whole
    seen: list[tuple[int, int]] = []
    shared = run_backtest(example, question, processes=2, walked=lambda done, total: seen.append((done, total)))
    alone = run_backtest(example, question, processes=0)
    assert shared.report.model_copy(update={"seconds": 0.0}) == alone.report.model_copy(update={"seconds": 0.0})
    assert shared.ranking == alone.ranking
    assert seen[0][0] == 0
    assert seen[-1][0] == seen[-1][1] > 0


def test_report__starts_from_the_level_that_history_left(example: AppContext):
    whole = run_backtest(example, Question(IN_FORCE), processes=0).report
    later = run_backtest(example, Question(IN_FORCE, since=PART_WAY), processes=0).report
    assert later.first_month == month_label(2010 * 12 + 8)
    assert later.wallets[0].in_force == whole.wallets[0].in_force[-len(later.wallets[0].in_force) :]
    assert later.ladders[0].draft == whole.ladders[0].draft[-len(later.ladders[0].draft) :]
    assert later.events + later.events_before == whole.events
