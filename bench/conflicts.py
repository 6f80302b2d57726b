"""64 writers at once on 100 members whom everybody wants, beside the same 64 on members who lie far apart; nothing may be lost.

Each event is a transaction of its own, so two writers of one member wait for each other: the worst that tills can do to us.
"""

from __future__ import annotations

import multiprocessing
import os
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from multiprocessing.queues import Queue
from pathlib import Path
from typing import Any, Final
from uuid import UUID

from bench.base import Base, order_events
from regulars.features.programs.facade import ProgramLibrary
from regulars.kit.collecting import collect_seldom
from regulars.ledger.answers import Told
from regulars.ledger.append import Ledger
from regulars.ledger.audit import audit
from regulars.store.database import POOL_CONNECTIONS_MAX, Database
from regulars.store.master_keys import MasterKeySource

WRITERS: Final = 64
PROCESSES: Final = WRITERS // POOL_CONNECTIONS_MAX
HOT_MEMBERS: Final = 100
MEMBERS: Final = 10_000
EVENTS_PER_WRITER: Final = int(os.environ.get("REGULARS_BENCH_EVENTS_PER_WRITER", "100"))
WARM_EVENTS: Final = 5


def measure() -> dict[str, Any]:
    """Events per second of both, their ratio, and that every event is there, once, and every sum is right."""
    print("conflicts …", flush=True)
    with tempfile.TemporaryDirectory(prefix="regulars-bench-") as folder, Base(Path(folder), "retail.yaml", MEMBERS) as base:
        rates: dict[str, list[float]] = {"hot": [], "spread": []}
        for turn in ("spread", "hot", "hot", "spread"):  # the machine may drift: each is measured early and late
            members = base.member_ids[:HOT_MEMBERS] if turn == "hot" else base.member_ids[HOT_MEMBERS:]
            rates[turn].append(_run(base, members, f"{turn}-{len(rates[turn])}"))
        _nothing_lost(base, 2 * WRITERS * (EVENTS_PER_WRITER + WARM_EVENTS))
        hot, spread = (sum(rates[turn]) / 2 for turn in ("hot", "spread"))
        return {
            "append_lock_conflicts": round(hot / spread, 2),
            "append_hot_events_per_second": round(hot), "append_spread_events_per_second": round(spread),
            "conflicts": base.about() | {
                "writers": WRITERS, "processes": PROCESSES, "hot_members": HOT_MEMBERS,
                "events": 4 * WRITERS * EVENTS_PER_WRITER, "event": "a paid order in a transaction of its own",
                "lost": 0, "audit": "no violation", "repeat": "python -m bench conflicts",
            },
        }  # fmt: skip


def _run(base: Base, members: list[UUID], prefix: str) -> float:
    context = multiprocessing.get_context("spawn")
    times: Queue[tuple[float, float]] = context.Queue()
    start = context.Barrier(PROCESSES)
    source = base.database.vault.source
    processes = [
        context.Process(target=_write, args=(base.database.url, source, members, f"{prefix}-{number}", start, times))
        for number in range(PROCESSES)
    ]
    for process in processes:
        process.start()
    spans = [times.get() for _ in processes]
    for process in processes:
        process.join()
    return WRITERS * EVENTS_PER_WRITER / (max(ended for _, ended in spans) - min(began for began, _ in spans))


def _write(
    url: str, keys: MasterKeySource, members: list[UUID], prefix: str, start: Any, times: Queue[tuple[float, float]]
) -> None:
    """The writers of one process: as many threads as it has connections, each with events of its own."""
    count = WARM_EVENTS + EVENTS_PER_WRITER
    shares = [order_events(members, count, f"{prefix}-{number}", seed=number) for number in range(POOL_CONNECTIONS_MAX)]
    with Database.from_url(url, keys) as database, ThreadPoolExecutor(POOL_CONNECTIONS_MAX) as threads:
        ledger = Ledger(database, ProgramLibrary().history)
        collect_seldom()

        def send(raws: list[bytes]) -> None:
            for raw in raws:
                (answer,) = ledger.answer([raw])
                assert isinstance(answer, Told), answer
                assert answer.status == "accepted", answer.text

        list(threads.map(send, [share[:WARM_EVENTS] for share in shares]))
        start.wait()
        began = time.monotonic()
        list(threads.map(send, [share[WARM_EVENTS:] for share in shares]))
        times.put((began, time.monotonic()))


def _nothing_lost(base: Base, hot_events: int) -> None:
    with base.database.snapshot() as connection:
        row = connection.execute(
            "SELECT (SELECT count(*) FROM event), (SELECT count(*) FROM event WHERE member_id = ANY(%s)),"
            " (SELECT sum(event_no) FROM member_state WHERE member_id = ANY(%s))",
            (base.member_ids[:HOT_MEMBERS], base.member_ids[:HOT_MEMBERS]),
        ).fetchone()
    assert row == (2 * hot_events, hot_events, hot_events), row
    assert list(audit(base.context.ledger)) == []
