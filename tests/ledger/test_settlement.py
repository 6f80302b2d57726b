"""Worked example 18: it makes no difference when the sweeper runs, in how many steps, or whether it runs at all."""

from datetime import UTC, datetime
from random import Random

import pytest

from regulars.ledger.sweep import SWEEP_MEMBERS_MAX, queue_whom_nobody_queued, sweep
from regulars.store.database import Database
from tests.ledger.shop import DELAYED, Shop, check_in, days, order, redeem, refund
from tests.support.databases import DatabaseServer

NEW_YEAR = datetime(2024, 12, 31, 16, tzinfo=UTC)
NAMES = [f"m{number}" for number in range(6)]


def history(seed: int) -> list[dict]:
    """Events of a year and a half, in order of time."""
    rng = Random(seed)  # noqa: S311 - the seed is the point
    moments = sorted((NEW_YEAR + days(rng.randrange(1, 500)), rng.choice(NAMES)) for _ in range(60))
    events: list[dict] = []
    bought: list[tuple[str, str]] = []
    for number, (at, name) in enumerate(moments):
        kind = rng.random()
        if kind < 0.6 or not bought:
            events.append(order(name, f"o{number}", rng.choice([30, 400, 1200, 4100]), at))
            bought.append((name, f"o{number}"))
        elif kind < 0.75:
            owner, order_id = bought.pop(rng.randrange(len(bought)))
            events.append(refund(owner, order_id, f"r{number}", at))
        elif kind < 0.9:
            events.append(redeem(name, f"x{number}", rng.choice([10, 300]), at))
        else:
            events.append(check_in(name, at))
    return events


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_lazily_at_once_or_in_many_steps__gives_the_same_ledger(database_server: DatabaseServer, seed: int):
    events, end = history(seed), NEW_YEAR + days(1200)
    found = []
    for steps in ("lazily", "once a week", "whenever"):
        with database_server.fresh_database() as database:
            shop = Shop(database, DELAYED)
            shop.join(*NAMES, at=NEW_YEAR)
            rng = Random(seed)  # noqa: S311 - the seed is the point
            swept_to = NEW_YEAR
            for event in events:
                at = datetime.fromisoformat(event["occurred_at"])
                if steps == "once a week":
                    while swept_to + days(7) <= at:
                        swept_to += days(7)
                        shop.set_test_clock(swept_to)
                        sweep(shop.ledger)
                elif steps == "whenever" and rng.random() < 0.5:
                    shop.set_test_clock(at)
                    sweep(shop.ledger)
                shop.set_test_clock(at)
                shop.send(event)
            if steps == "once a week":
                while swept_to + days(30) <= end:
                    swept_to += days(30)
                    shop.set_test_clock(max(swept_to, shop.now))
                    sweep(shop.ledger)
            shop.set_test_clock(end)
            sweep(shop.ledger)
            shop.accept(*(check_in(name, end) for name in NAMES))  # every state now stands at the same instant
            assert shop.violations() == []
            found.append([shop.stored(name) for name in NAMES])
    assert found[0] == found[1] == found[2]
    kinds = {entry[3] for member in found[0] for entry in member.entries}
    assert {"earn", "expire", "reverse"} <= kinds


def test_sweep_to_an_earlier_instant__does_only_what_was_due_by_then(shop: Shop):
    shop.accept(order("ann", "o1", 100), order("bo", "o2", 100))
    shop.now = shop.now + days(400)
    assert sweep(shop.ledger, until=shop.now - days(399)) == 0
    assert (shop.points("ann"), shop.points("bo")) == (100, 100)
    told: list[int] = []
    assert sweep(shop.ledger, progress=told.append) == 2
    assert (shop.points("ann"), shop.points("bo"), sum(told)) == (0, 0, 2)
    assert sweep(shop.ledger) == 0
    assert shop.violations() == []


def test_sweep__leaves_out_whom_somebody_else_has_locked(shop: Shop):
    shop.accept(order("ann", "o1", 100), order("bo", "o2", 100))
    shop.now = shop.now + days(400)
    with shop.database.transaction() as connection:
        connection.execute("SELECT 1 FROM member_state WHERE member_id = %s FOR UPDATE", (shop.member_id("ann"),))
        assert sweep(shop.ledger) == 1
    assert shop.points("bo") == 0
    assert sweep(shop.ledger) == 1
    assert shop.violations() == []


@pytest.fixture
def delayed_shop(database: Database) -> Shop:
    """Give a shop whose points become active after seven days."""
    shop = Shop(database, DELAYED)
    shop.join("ann")
    return shop


def queued(shop: Shop, name: str) -> list[datetime]:
    """When the sweeper is to look at a member."""
    with shop.database.snapshot() as connection:
        rows = connection.execute("SELECT due_at FROM member_due WHERE member_id = %s ORDER BY 1", (shop.member_id(name),))
        return [due_at for (due_at,) in rows]


def test_queue__gets_a_row_for_what_is_due_earlier_and_none_for_what_is_due_later(delayed_shop: Shop):
    shop = delayed_shop
    first = shop.now
    shop.accept(order("ann", "o1", 100, first))
    pending = queued(shop, "ann")
    assert pending == [first + days(7)]
    shop.now = first + days(3)
    shop.accept(order("ann", "o2", 100, shop.now))  # its points are due after those of the first
    assert queued(shop, "ann") == pending
    shop.now = first + days(8)
    shop.accept(check_in("ann", shop.now))  # the event itself has let the first become active, before any sweep
    assert (shop.points("ann") >= 100, queued(shop, "ann")) == (True, pending)
    assert sweep(shop.ledger) == 0  # there was a row, and nothing due
    assert queued(shop, "ann") == [first + days(10)]
    shop.now = first + days(11)
    assert sweep(shop.ledger) == 1
    assert shop.violations() == []


def test_queue__row_that_an_earlier_one_has_overtaken_goes_when_its_time_comes(delayed_shop: Shop):
    shop = delayed_shop
    first = shop.now
    shop.accept(order("ann", "o1", 100, first))
    shop.now = first + days(8)
    assert sweep(shop.ledger) == 1
    (expiry,) = queued(shop, "ann")
    shop.accept(order("ann", "o2", 100, shop.now))
    assert queued(shop, "ann") == [shop.now + days(7), expiry]
    shop.now = shop.now + days(7)
    assert sweep(shop.ledger) == 1
    assert queued(shop, "ann") == [expiry]  # the row that was there counts again
    shop.now = expiry
    assert sweep(shop.ledger) == 1
    assert queued(shop, "ann") == []  # all points are gone, and nothing else is to come
    assert shop.violations() == []


def test_sweep__passes_over_whom_somebody_else_holds_however_many(shop: Shop):
    names = [f"m{number}" for number in range(SWEEP_MEMBERS_MAX + 1)]
    shop.join(*names)
    shop.accept(*(order(name, f"first-{name}", 100) for name in names[:-1]))
    shop.now = shop.now + days(40)
    shop.accept(order(names[-1], "last", 100, shop.now))
    shop.now = shop.now + days(500)
    with shop.database.transaction() as connection:
        connection.execute("SELECT FROM member_state WHERE member_id <> %s FOR UPDATE", (shop.member_id(names[-1]),))
        assert sweep(shop.ledger) == 1
    assert shop.points(names[-1]) == 0
    assert sweep(shop.ledger) == SWEEP_MEMBERS_MAX
    assert shop.violations() == []


def test_whom_a_server_of_an_earlier_release_left_out__is_queued(delayed_shop: Shop):
    shop = delayed_shop
    shop.accept(order("ann", "o1", 100))
    with shop.database.transaction() as connection:
        connection.execute("UPDATE member_state SET queued_for = NULL")
        connection.execute("DELETE FROM member_due")
    shop.now = shop.now + days(8)
    assert (sweep(shop.ledger), len(shop.violations())) == (0, 1)
    assert queue_whom_nobody_queued(shop.ledger) == 1
    assert (sweep(shop.ledger), shop.violations(), queue_whom_nobody_queued(shop.ledger)) == (1, [], 0)


def test_expiry__happens_without_any_sweep_for_whoever_asks(shop: Shop):
    shop.accept(order("ann", "o1", 100))
    last_second = datetime(2026, 6, 30, 15, 59, 59, tzinfo=UTC)
    shop.now = last_second
    spent = shop.accept(redeem("ann", "x1", 60, last_second))[0]
    assert spent.balances["points"]["available"] == 40
    shop.now = datetime(2026, 6, 30, 16, tzinfo=UTC)
    refused = shop.one(redeem("ann", "x2", 1, shop.now))
    assert refused.rejection is not None
    assert (refused.rejection.code, refused.rejection.facts["available"]) == ("balance_insufficient", 0)
    assert refused.balances["points"]["available"] == 0
    assert shop.violations() == []
