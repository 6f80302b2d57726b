"""A backtest of years of history: every stored event decided under the program in force and under a draft, on all cores.

The history is written straight into the table of events, in the order in which it would have arrived and not in that of members:
a backtest reads nothing else of it, and the ledger would take a quarter of an hour. `REGULARS_BENCH_EVENTS` makes it shorter.
"""

from __future__ import annotations

import multiprocessing
import os
import random
import resource
import tempfile
import time
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final
from uuid import UUID

import msgspec
import psycopg

from regulars.features.backtest.facade import Question, run_backtest
from regulars.features.context import AppContext, make_context
from regulars.features.programs.facade import publish
from regulars.kit.collecting import collect_seldom
from regulars.kit.examples import examples_folder
from regulars.kit.ids import new_id
from regulars.kit.instants import DAY, SECOND, Instant, instant_of
from regulars.kit.settings import Settings
from regulars.ledger.members import open_members
from regulars.store.database import Database
from regulars.store.events import EVENTS, event_row, insert_events
from regulars.store.exchange import Exchange
from regulars.store.identities import Identity
from regulars.store.members import NewMember
from regulars.store.migrate import migrate

EVENTS_TOTAL: Final = int(os.environ.get("REGULARS_BENCH_EVENTS", "10_000_000"))
EVENTS_PER_MEMBER: Final = 100
LIVES: Final = 1_000
"""So many members have lives of their own; everybody else lives as one of them did."""
WRITERS: Final = 2
YEARS_DAYS: Final = 730
START: Final = datetime(2024, 1, 1, tzinfo=UTC)
PROGRAM: Final = "retail.yaml"
BASE: Final = "points: 1\n    per: 1.00"
NOTHING: Final = "{}"
CATEGORIES: Final = ("母婴", "图书", "服饰", "食品")


def measure() -> dict[str, Any]:
    """Events per second from the question to the report, each decided twice; and what the processes held at most."""
    print("backtest …", flush=True)
    with tempfile.TemporaryDirectory(prefix="regulars-bench-") as folder:
        settings = Settings(data_dir=Path(folder))
        with Database.open(settings) as database:
            migrate(database.url)
            context = make_context(settings, database)
            collect_seldom()
            began = time.perf_counter()
            text = _publish(context)
            events = _write_history(context)
            print(f"  {events:,} events written in {time.perf_counter() - began:.0f} s", flush=True)
            # In a process of its own, whose memory, and that of whose children, is the backtest's and nothing else's.
            with ProcessPoolExecutor(1, multiprocessing.get_context("spawn")) as alone:
                return alone.submit(_measured, settings, text, events).result()


def _measured(settings: Settings, text: str, events: int) -> dict[str, Any]:
    collect_seldom()
    with Database.open(settings) as database:
        return _asked(make_context(settings, database), text, events)


def _asked(context: AppContext, text: str, events: int) -> dict[str, Any]:
    assert BASE in text
    draft = text.replace(BASE, BASE.replace("points: 1", "points: 2"), 1)
    processes = os.cpu_count() or 1
    began = time.perf_counter()
    report = run_backtest(context, Question(draft), processes=processes).report
    seconds = time.perf_counter() - began
    assert report.events == events, report.events
    assert report.outcome.winners > 0
    per_process, own = (resource.getrusage(who).ru_maxrss // 1024 for who in (resource.RUSAGE_CHILDREN, resource.RUSAGE_SELF))
    return {
        "backtest_events_per_second": round(events / seconds),
        "backtest_decisions_per_second": round(2 * events / seconds),
        "backtest_memory_mb": own + processes * per_process,
        "backtest": {
            "program": f"examples/{PROGRAM}", "events": events, "members": report.members, "lives": LIVES,
            "seconds": round(seconds, 1),
            "processes": processes, "decisions": "every event under both programs",
            "memory": "the largest of each process at its highest, added up; without PostgreSQL",
            "refused": {held.code: held.in_force for held in report.refusals}, "repeat": "python -m bench backtest",
        },
    }  # fmt: skip


def _publish(context: AppContext) -> str:
    text = (examples_folder() / PROGRAM).read_text(encoding="utf-8")
    with context.database.transaction() as connection:
        publish(
            connection, context.programs, text, name=PROGRAM, in_force_from=None, clock=lambda: datetime.now(UTC),
            published_by="bench",
        )  # fmt: skip
    return text


def _write_history(context: AppContext) -> int:
    """Members with their events in the order of arrival, a round of one event of everybody after the other; returns how many."""
    chance = random.Random(7)
    member_ids = _open_members(context, max(EVENTS_TOTAL // EVENTS_PER_MEMBER, LIVES))
    lives = [_Life(member_id, chance.randrange(DAY)) for member_id in member_ids[:LIVES]]
    rows = EVENTS.rows()
    for number in range(1, EVENTS_PER_MEMBER + 1):
        for life in lives:
            rows.add(life.next_event(number, chance))
    with context.database.transaction() as connection:
        exchange = Exchange(connection)
        insert_events(exchange, rows)
        exchange.run()
        connection.execute("UPDATE member_state SET event_no = %s", (EVENTS_PER_MEMBER,))
    with psycopg.connect(context.database.url, autocommit=True) as owner:
        owner.execute("DROP INDEX event_idempotency")  # nothing is sent here, and nothing that walks asks by the sender's ids
        owner.execute("CREATE TABLE bench_life AS SELECT * FROM event")
        owner.execute(
            "CREATE TABLE bench_copy AS"
            " SELECT member_id, life_id, right(member_id::text, 12) AS name, right(life_id::text, 12) AS of"
            " FROM unnest(%s::uuid[], %s::uuid[]) AS copy (member_id, life_id)",
            (member_ids[LIVES:], [member_ids[number % LIVES] for number in range(LIVES, len(member_ids))]),
        )
        owner.execute("ANALYZE")
        with ThreadPoolExecutor(WRITERS) as writers:
            list(writers.map(lambda number: _copy_round(context, number), range(1, EVENTS_PER_MEMBER + 1)))
        owner.execute("DROP TABLE bench_copy, bench_life")
        owner.execute("VACUUM ANALYZE")
    return len(member_ids) * EVENTS_PER_MEMBER


def _copy_round(context: AppContext, number: int) -> None:
    """The same event of every member who lives as one of the lives did, under names of their own, in any order."""
    own = {"member_id": "copy.member_id"} | {
        name: f"replace({name}, copy.of, copy.name)" for name in ("event_id", "reference", "body")
    }
    named = ", ".join(EVENTS.names)
    read = ", ".join(own.get(name, f"life.{name}") for name in EVENTS.names)
    statement = (
        f"INSERT INTO event ({named}) SELECT {read} FROM bench_life AS life"  # noqa: S608 - the table's own names
        f" JOIN bench_copy AS copy ON copy.life_id = life.member_id WHERE life.event_no = {number} ORDER BY random()"
    )
    with psycopg.connect(context.database.url) as owner:
        owner.execute("SET work_mem = '128MB'")  # a round fits
        owner.execute(statement.encode())


def _open_members(context: AppContext, count: int) -> list[UUID]:
    member_ids: list[UUID] = []
    for start in range(0, count, 5_000):
        rows = [
            NewMember(new_id(), "", START, "bench", (Identity("card", f"{number:08d}"),))
            for number in range(start, min(start + 5_000, count))
        ]
        with context.database.transaction() as connection:
            open_members(connection, context.ledger.history(connection), rows)
        member_ids += [row.member_id for row in rows]
    return member_ids


class _Life:
    """A member who checks in more often than buys, sends something back now and then, and spends points."""

    def __init__(self, member_id: UUID, at: Instant) -> None:
        self.member_id = member_id
        self.at = instant_of(START) + at
        self.order = ""

    def next_event(self, number: int, chance: random.Random) -> tuple[Any, ...]:
        """The next thing that happens."""
        self.at += chance.randrange(2 * YEARS_DAYS * DAY // EVENTS_PER_MEMBER // SECOND) * SECOND
        name = f"{self.member_id.hex[-12:]}-{number}"
        what = chance.random()
        type_, reference, body = "member.checked_in", "", NOTHING
        if what < 0.35:
            type_, reference, body = "order.paid", f"order:{name}", _order(name, chance)
            self.order = name
        elif what < 0.38 and self.order:
            type_, reference = "order.refunded", f"refund:{name}"
            body = msgspec.json.encode({"refund_id": name, "order_id": self.order}).decode()
            self.order = ""
        elif what < 0.40:
            type_, reference = "points.redeemed", f"redemption:{name}"
            body = msgspec.json.encode({"redemption_id": name, "wallet": "points", "points": 100}).decode()
        return event_row(
            self.member_id.bytes, number, "bench", name, type_, self.at, self.at, 1, "accepted", reference, "bench", body, b"",
            NOTHING,
        )  # fmt: skip


def _order(name: str, chance: random.Random) -> str:
    lines = [
        {
            "line_id": str(line), "sku": f"sku-{chance.randrange(1000)}", "quantity": 1,
            "amount_minor": chance.randrange(500, 40_000), "category": chance.choice(CATEGORIES),
        }
        for line in range(1, chance.choice((1, 2, 3)) + 1)
    ]  # fmt: skip
    return msgspec.json.encode({"order_id": name, "currency": "CNY", "lines": lines}).decode()
