"""Moving the clock of a sandbox: in whatever steps, the ledger comes out the same, and the world hears of it in order."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from random import Random

import pytest

from regulars.features.context import AppContext, make_context
from regulars.features.sandbox.facade import advance, move_clock
from regulars.kit.instants import datetime_of
from regulars.kit.problems import Problem
from regulars.kit.settings import Settings
from regulars.store.clock import set_test_time
from regulars.store.database import Database
from regulars.store.outbox import facts_from_json
from tests.ledger.shop import DELAYED, Shop, StoredMember, check_in, days, order, redeem
from tests.support.databases import DatabaseServer

NEW_YEAR = datetime(2024, 12, 31, 16, tzinfo=UTC)
NOON = NEW_YEAR + timedelta(days=40, hours=12)
"""Where the clock starts: not at the edge of a day, so that daily steps end within one."""
MEMBERS = [f"m{number}" for number in range(120)]
YEAR_DAYS = 365


def context_of(shop: Shop) -> AppContext:
    """What the application would hold of a shop."""
    return AppContext(settings=Settings(), database=shop.database, programs=shop.library, ledger=shop.ledger)


def busy_shop(database: Database) -> Shop:
    """A shop with many members, each with a few orders and spends in the weeks before the clock stands at noon."""
    rng = Random(7)  # noqa: S311 - the seed is the point
    shop = Shop(database, DELAYED)
    shop.join(*MEMBERS, at=NEW_YEAR)
    moments = sorted((NEW_YEAR + timedelta(minutes=rng.randrange(40 * 1440)), rng.choice(MEMBERS)) for _ in range(300))
    for number, (at, name) in enumerate(moments):
        shop.set_test_clock(at)
        if rng.random() < 0.8:
            shop.accept(order(name, f"o{number}", rng.choice([30, 400, 1200, 5100]), at))
        else:
            shop.send(redeem(name, f"x{number}", rng.choice([10, 300]), at))
    shop.set_test_clock(NOON)
    return shop


def in_one_step(context: AppContext, end: datetime) -> None:
    assert advance(context, end).is_done


def day_by_day(context: AppContext, end: datetime) -> None:
    for step in range(1, YEAR_DAYS + 1):
        advance(context, NOON + days(step))
    assert NOON + days(YEAR_DAYS) == end


def in_many_short_calls(context: AppContext, end: datetime) -> None:
    calls = 1
    while not advance(context, end, seconds_max=0).is_done:
        calls += 1
    assert calls > 20


def lazily(context: AppContext, end: datetime) -> None:
    with context.database.transaction() as connection:
        move_clock(context, connection, end)


WAYS: list[Callable[[AppContext, datetime], None]] = [in_one_step, day_by_day, in_many_short_calls, lazily]


def test_year__in_one_step_in_365_or_lazily_gives_the_same_ledger(database_server: DatabaseServer):
    end = NOON + days(YEAR_DAYS)
    found: list[list[StoredMember]] = []
    for way in WAYS:
        with database_server.fresh_database() as database:
            shop = busy_shop(database)
            way(context_of(shop), end)
            shop.now = end
            # An event each: every state then stands at the same instant, also of those whom nothing had settled yet.
            shop.accept(*(check_in(name, end) for name in MEMBERS))
            assert shop.violations() == []
            found.append([shop.stored(name) for name in MEMBERS])
    assert found[0] == found[1] == found[2] == found[3]
    kinds = {entry[3] for member in found[0] for entry in member.entries}
    assert {"earn", "redeem", "expire"} <= kinds


def told(shop: Shop, after: int) -> list[str]:
    """The days of the facts that the outbox holds behind a number, in the order in which they were written."""
    with shop.database.snapshot() as connection:
        rows = connection.execute("SELECT facts FROM outbox WHERE outbox_no > %s ORDER BY outbox_no", (after,)).fetchall()
    return [(datetime_of(fact.at) + timedelta(hours=8)).date().isoformat() for (text,) in rows for fact in facts_from_json(text)]


def test_facts_of_different_members__are_told_in_the_order_of_days(database: Database):
    shop = busy_shop(database)
    with shop.database.snapshot() as connection:
        row = connection.execute("SELECT max(outbox_no) FROM outbox").fetchone()
    assert row is not None
    advance(context_of(shop), NOON + days(YEAR_DAYS))
    happened = told(shop, row[0])
    assert len(set(happened)) > 10
    assert happened == sorted(happened)


def test_advance__ends_exactly_where_it_was_told_to(database: Database):
    shop = busy_shop(database)
    end = NOON + timedelta(days=3, seconds=1)
    seen: list[datetime] = []
    done = advance(context_of(shop), end, progress=lambda now, _: seen.append(now))
    assert (done.now, done.is_done) == (end, True)
    assert seen == sorted(seen)
    again = advance(context_of(shop), end)
    assert (again.now, again.settlements, again.is_done) == (end, 0, True)


def test_advance__waits_for_whoever_somebody_else_has_locked(shop_on_clock: Shop):
    shop = shop_on_clock
    shop.accept(order("ann", "o1", 100, shop.now), order("bo", "o2", 100, shop.now))
    released = []

    def progress(_now: datetime, members: int) -> None:
        if members and not released:
            released.append(members)
            locked.__exit__(None, None, None)

    locked = shop.database.transaction()
    connection = locked.__enter__()
    connection.execute("SELECT 1 FROM member_state WHERE member_id = %s FOR UPDATE", (shop.member_id("ann"),))
    done = advance(context_of(shop), shop.now + days(500), progress=progress)
    assert released == [1]
    assert done.is_done
    assert (shop.points("ann"), shop.points("bo")) == (0, 0)


@pytest.fixture
def shop_on_clock(database: Database) -> Shop:
    """Give a shop in a sandbox, with two members."""
    shop = Shop(database)
    shop.join("ann", "bo")
    shop.set_test_clock(shop.now)
    return shop


def refusal(shop: Shop, to: datetime) -> str:
    """The code with which an advance is refused."""
    with pytest.raises(Problem) as refused:
        advance(context_of(shop), to)
    return refused.value.code


def test_clock__never_moves_back(shop_on_clock: Shop):
    assert refusal(shop_on_clock, shop_on_clock.now - timedelta(seconds=1)) == "clock_backwards"


def test_clock__moves_ten_years_at_most(shop_on_clock: Shop):
    assert refusal(shop_on_clock, shop_on_clock.now + days(3_661)) == "clock_too_far"


def test_clock_of_a_real_base__is_never_moved(database: Database):
    shop = Shop(database)
    assert refusal(shop, shop.now + days(1)) == "not_a_sandbox"


def test_clock__stands_while_history_is_being_imported(shop_on_clock: Shop):
    with shop_on_clock.database.transaction() as connection:
        connection.execute(
            "INSERT INTO import_run (import_id, source, file_sha256, mapping_sha256, started_at)"
            " VALUES (gen_random_uuid(), 'pos', 'a', 'b', now())"
        )
    assert refusal(shop_on_clock, shop_on_clock.now + days(1)) == "import_unfinished"


def test_sandbox_without_a_program__has_a_clock_that_moves(database: Database):
    context = make_context(Settings(), database)
    with database.transaction() as connection:
        set_test_time(connection, NOON)
    assert advance(context, NOON + days(30)).now == NOON + days(30)
