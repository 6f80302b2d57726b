"""Durable ingestion in batches of 500 by two writing processes, beside pgbench's TPC-B on the same server in the same run."""

from __future__ import annotations

import multiprocessing
import sys
import time
from multiprocessing.queues import Queue
from statistics import mean, median
from typing import Any
from uuid import UUID

from bench.base import order_events
from bench.embedded import Embedded
from regulars.features.programs.facade import ProgramLibrary
from regulars.kit.collecting import collect_seldom
from regulars.ledger.answers import Told
from regulars.ledger.append import Ledger
from regulars.store.database import Database
from regulars.store.master_keys import MasterKeySource

WRITERS = 2
BATCH_EVENTS = 500
ROUNDS = 5
BATCHES_PER_WRITER = 25
WARM_BATCHES = 5


def measure(base: Embedded, name: str = "ingest") -> dict[str, Any]:
    """Events per second once durable, and the ratio to pgbench: by turns, since the machine drifts; of each the median."""
    base.prepare_pgbench()
    base.rest()
    tps = [base.pgbench_tps()]
    rates: list[float] = []
    ratios: list[float] = []
    for number in range(ROUNDS):
        began_at, ended_at, events = _run_writers(base, number)
        tps.append(base.pgbench_tps())
        rates.append(events / (ended_at - began_at))
        ratios.append(rates[-1] / mean(tps[-2:]))
    return {
        f"{name}_batch_vs_pgbench": round(median(ratios), 2),
        f"{name}_batch_events_per_second": round(median(rates)),
        "pgbench_tps" if name == "ingest" else f"{name}_pgbench_tps": round(median(tps)),
        name: base.about() | {
            "batch_events": BATCH_EVENTS, "writers": WRITERS, "events": WRITERS * BATCHES_PER_WRITER * BATCH_EVENTS * ROUNDS,
            "ratios": [round(ratio, 2) for ratio in ratios], "pgbench": "TPC-B, 8 clients, prepared, scale 10",
            "python": sys.version.split()[0], "repeat": f"python -m bench {name}",
        },
    }  # fmt: skip


def _run_writers(base: Embedded, turn: int) -> tuple[float, float, int]:
    context = multiprocessing.get_context("spawn")
    times: Queue[tuple[float, float]] = context.Queue()
    start = context.Barrier(WRITERS)
    # Each writer has members of its own, as lanes have: two batches never wait for the same member.
    shares = [base.member_ids[number::WRITERS] for number in range(WRITERS)]
    reached = base.database.url, base.database.vault.source
    writers = [
        context.Process(target=_write, args=(*reached, shares[number], turn * WRITERS + number, start, times))
        for number in range(WRITERS)
    ]
    for writer in writers:
        writer.start()
    spans = [times.get() for _ in writers]
    for writer in writers:
        writer.join()
    return min(began for began, _ in spans), max(ended for _, ended in spans), WRITERS * BATCHES_PER_WRITER * BATCH_EVENTS


def _write(
    url: str, keys: MasterKeySource, member_ids: list[UUID], number: int, start: Any, times: Queue[tuple[float, float]]
) -> None:
    raws = order_events(member_ids, (BATCHES_PER_WRITER + WARM_BATCHES) * BATCH_EVENTS, f"batch-{number}", seed=number)
    batches = [raws[first : first + BATCH_EVENTS] for first in range(0, len(raws), BATCH_EVENTS)]
    with Database.from_url(url, keys) as database:
        ledger = Ledger(database, ProgramLibrary().history)
        collect_seldom()  # as every command of ours does
        for batch in batches[:WARM_BATCHES]:
            ledger.answer(batch)
        start.wait()
        began = time.monotonic()
        for batch in batches[WARM_BATCHES:]:
            answers = ledger.answer(batch)
            assert all(isinstance(answer, Told) and answer.status == "accepted" for answer in answers)
        times.put((began, time.monotonic()))
