"""The days of being active are changed: from then on the sums count by the new ones, whoever buys meanwhile."""

from collections.abc import Iterator
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from regulars.kit.calendars import Calendar
from regulars.kit.instants import BEFORE_ALL, DAY, HOUR
from regulars.ledger.activity import Activity, active_changes
from regulars.ledger.lifecycle import change_lifecycle, ends_moved
from regulars.ledger.refiguring import refigure
from regulars.store.database import Database
from regulars.store.lifecycle import ActiveDays, LifecycleDays, read_lifecycle
from tests.ledger.shop import TODAY, Shop, at_once, event, order
from tests.support.databases import DatabaseServer

DAYS = st.integers(1, 40)


@given(st.dictionaries(st.integers(0, 60), st.integers(1, 5)), DAYS, DAYS, st.integers(0, 30))
def test_ends__move_from_today_on_and_the_past_stays_as_counted(customers: dict[int, int], before: int, after: int, passed: int):
    today = max(customers, default=0) + passed
    sums: dict[int, int] = {}
    for latest, count in customers.items():
        for day, change in ((latest, count), (latest + before, -count)):
            sums[day] = sums.get(day, 0) + change
    held = dict(sums)
    for day, change in ends_moved(customers.items(), before, after, today).items():
        sums[day] = sums.get(day, 0) + change
    for asked in range(today + 90):
        running = sum(change for day, change in sums.items() if day <= asked)
        was = sum(change for day, change in held.items() if day <= asked)
        within = sum(count for latest, count in customers.items() if asked < latest + after)
        assert running == (was if asked < today else within)


WAIT = st.integers(0, 50)
STEPS = st.lists(st.tuples(WAIT, st.one_of(st.tuples(st.just("late"), st.integers(0, 60)), st.tuples(st.just("days"), DAYS))))
CALENDAR = Calendar(ZoneInfo("UTC"))


@given(STEPS)
def test_late_event__counts_nobody_a_second_time_however_often_the_days_change(steps: list[tuple[int, tuple[str, int]]]):
    today, latest, active = 1_000, BEFORE_ALL, ActiveDays(10)
    sums: dict[int, int] = {}
    for wait, (what, days) in steps:
        today += wait
        if what == "days":
            known = [] if latest == BEFORE_ALL else [(latest // DAY, 1)]
            changes = list(ends_moved(known, active.days, days, today).items())
            active = ActiveDays(days, today, max(active.longest, active.days, days)) if known else ActiveDays(days)
        else:
            done = max(latest, (today - days) * DAY + HOUR)
            changes = active_changes(Activity(latest, latest, {}, {}), done, done, CALENDAR, active) if done > latest else []
            latest = done
        for day, change in changes:
            sums[day] = sums.get(day, 0) + change
    for asked in range(900, today + 90):
        running = sum(change for day, change in sums.items() if day <= asked)
        assert running in (0, 1)
        if asked >= today:
            assert running == (latest != BEFORE_ALL and asked < latest // DAY + active.days)


@pytest.fixture
def shop(database_server: DatabaseServer) -> Iterator[Shop]:
    """Give a shop of its own."""
    with database_server.fresh_database() as database:
        yield Shop(database)


def change(shop: Shop, days: LifecycleDays) -> None:
    """Change the days."""
    with shop.database.transaction() as connection:
        change_lifecycle(shop.ledger, connection, days, TODAY, "staff:anna")


def active_now(database: Database) -> int:
    """What the sums say of today, 1 June 2025."""
    with database.snapshot() as connection:
        row = connection.execute(
            "SELECT coalesce(sum(value), 0)::int FROM figure WHERE figure = 'active' AND day <= %s", (TODAY.date(),)
        )
        found = row.fetchone()
    assert found is not None
    return int(found[0])


def test_change__while_members_buy_loses_nobody_and_the_audit_watches_what_is_to_come(shop: Shop):
    names = [f"m{number}" for number in range(30)]
    shop.join(*names)
    bought = [order(name, f"first-{name}", 10, TODAY.replace(month=4, day=day)) for day, name in enumerate(names, 1)]
    shop.accept(*bought, is_history=True)
    assert (active_now(shop.database), shop.violations()) == (30, [])
    change(shop, LifecycleDays(30, 40, 180))  # of those who bought from 23 April on, eight are left
    assert (active_now(shop.database), shop.violations()) == (8, [])
    buys = [lambda name=name: shop.one(event("member.checked_in", name, f"in-{name}")) for name in names[:10]]  # type: ignore[misc]  # a default argument, which mypy cannot infer
    at_once([*buys[:5], lambda: change(shop, LifecycleDays(30, 120, 180)), *buys[5:]])
    assert (active_now(shop.database), shop.violations()) == (30, [])
    with shop.database.transaction() as connection:
        connection.execute("INSERT INTO figure_sum (day, figure, dimension, value) VALUES ('2031-01-01', 'active', '', 1)")
    assert shop.violations() == ["base: figure active sums up to 1, not 0", "base: figure active of 2031-01-01 is 1, not 0"]
    refigure(shop.ledger)
    with shop.database.snapshot() as connection:
        assert read_lifecycle(connection).counted_from is None, "all months count by the days of now"
    assert (active_now(shop.database), shop.violations()) == (30, [])
