"""Compare: the whole base walked under both histories, in this process or shared out to several.

Processes share nothing but a list of parts to take from and the snapshot they all see; each sums up what it walked, and the sums
are added at the end. So it makes no difference who walked what, and stopping needs nothing to be undone.
"""

from __future__ import annotations

import multiprocessing
import os
import traceback
from collections.abc import Sequence
from datetime import datetime
from multiprocessing.process import BaseProcess
from multiprocessing.queues import Queue
from multiprocessing.sharedctypes import Synchronized
from queue import Empty
from typing import Any, Final, NamedTuple

from psycopg import Connection

from regulars.core.backtest import Backtest
from regulars.features.backtest.contracts import Histories, Question, Walked
from regulars.features.backtest.service.set_up import set_up
from regulars.features.programs.facade import ProgramLibrary
from regulars.kit.collecting import collect_seldom
from regulars.ledger.unrolling import unrolled
from regulars.store.database import Database, shared_snapshot
from regulars.store.event_streams import Part, parts_of_base

EVENTS_PER_PART: Final = 20_000
KEPT_MAX: Final = 500
"""So many winners, and so many losers, are named."""
WAIT_SECONDS: Final = 1.0
"""How often it is looked whether a process that says nothing still lives."""


def compare(
    database: Database, connection: Connection, histories: Histories, question: Question, now: datetime, processes: int,
    walked: Walked = lambda _done, _total: None,
) -> Backtest:  # fmt: skip
    """Walk everything that one snapshot shows. `processes` 0: in this one."""
    parts = parts_of_base(connection, EVENTS_PER_PART)
    total = sum(part.events for part in parts)
    walked(0, total)
    if not processes or not parts:
        backtest, done = new_backtest(histories), 0
        for part in parts:
            walk_part(connection, backtest, part)
            done += part.events
            walked(done, total)
        return backtest
    share = _Share(database.url, shared_snapshot(connection), question, now, parts, os.getpid())
    return _shared_out(share, new_backtest(histories), min(processes, len(parts)), walked)


def new_backtest(histories: Histories) -> Backtest:
    """An empty comparison of two histories."""
    return Backtest(histories.in_force, histories.drafted, histories.since, histories.until, KEPT_MAX)


def walk_part(connection: Connection, backtest: Backtest, part: Part) -> None:
    """Add the members of a part."""
    for member, joined_at, events in unrolled(connection, part):
        backtest.walk(member, joined_at, events)


class _Share(NamedTuple):
    """What a process needs to set up the same comparison, and the parts of which it takes some."""

    url: str
    snapshot: str
    question: Question
    now: datetime
    parts: Sequence[Part]
    parent: int


def _shared_out(share: _Share, backtest: Backtest, processes: int, walked: Walked) -> Backtest:
    # A server has threads and open connections, which a forked child would inherit half alive; a spawned one starts clean.
    context = multiprocessing.get_context("spawn")
    taken = context.Value("q", 0)
    results: Queue[tuple[str, Any]] = context.Queue()
    workers = [context.Process(target=_work, args=(share, taken, results), daemon=True) for _ in range(processes)]
    try:
        for worker in workers:
            worker.start()
        _gather(backtest, workers, results, sum(part.events for part in share.parts), walked)
    except BaseException:
        for worker in workers:
            worker.terminate()
        raise
    finally:
        for worker in workers:
            worker.join()
    return backtest


def _gather(
    backtest: Backtest, workers: Sequence[BaseProcess], results: Queue[tuple[str, Any]], total: int, walked: Walked
) -> None:
    done, ready = 0, 0
    while ready < len(workers):
        try:
            word, said = results.get(timeout=WAIT_SECONDS)
        except Empty:
            if any(worker.exitcode for worker in workers):
                raise RuntimeError("a process of the backtest ended without a word") from None
            walked(done, total)
            continue
        if word == "walked":
            done += said
            walked(done, total)
        elif word == "summed":
            ready += 1
            backtest.merge_plain(said)
        else:
            raise RuntimeError(f"a process of the backtest failed\n{said}")


def _work(share: _Share, taken: Synchronized[int], results: Queue[tuple[str, Any]]) -> None:
    """One process: take parts until there are none left, then hand over the sums. It ends when its parent does."""
    collect_seldom()
    try:
        with Database.from_url(share.url) as database, database.snapshot(share.snapshot) as connection:
            backtest = new_backtest(set_up(ProgramLibrary(), connection, share.question, share.now))
            while (part := _next_part(share.parts, taken)) is not None and os.getppid() == share.parent:
                walk_part(connection, backtest, part)
                results.put(("walked", part.events))
        results.put(("summed", backtest.plain()))
    except Exception:  # noqa: BLE001 - whatever it is, the process that waits must hear of it
        results.put(("failed", traceback.format_exc()))


def _next_part(parts: Sequence[Part], taken: Synchronized[int]) -> Part | None:
    with taken.get_lock():
        number = taken.value
        taken.value = number + 1
    return parts[number] if number < len(parts) else None
