"""Work off: the next waiting question is answered, with a sign of life every second.

Who runs it may die: after a minute of silence another takes it up from the start. It may be cancelled, which is seen at the next
sign of life; and the process may be told to stop, which puts the question back.
"""

from __future__ import annotations

import os
import time
from threading import Event
from typing import Final
from uuid import UUID

import structlog

from regulars.features.backtest import queries
from regulars.features.backtest.contracts import StoredBacktest, Walked
from regulars.features.backtest.service.run import run_backtest
from regulars.features.context import AppContext
from regulars.kit.problems import Problem

SIGN_SECONDS: Final = 1.0

log = structlog.get_logger()


def work_off(context: AppContext, stop: Event, processes: int | None = None) -> bool:
    """Answer one question if there is one; True if there was. `processes`: as many as there are cores by default."""
    with context.database.transaction() as connection:
        claimed = queries.claim_next(connection)
    if claimed is None:
        return False
    cores = os.cpu_count() or 1
    try:
        _answer(context, claimed, stop, cores if processes is None else processes)
    except _CancelledError:
        log.info("backtest_cancelled", backtest_id=str(claimed.backtest_id))
    except _StoppedError:
        with context.database.transaction() as connection:
            queries.put_back(connection, claimed.backtest_id)
    except Problem as problem:  # another version was published meanwhile, and the draft no longer fits
        _fail(context, claimed, str(problem))
    except Exception:
        log.exception("backtest_failed", backtest_id=str(claimed.backtest_id))
        _fail(context, claimed, "It broke off. The log of the worker says why.")
    return True


def _fail(context: AppContext, claimed: StoredBacktest, why: str) -> None:
    with context.database.transaction() as connection:
        queries.fail(connection, claimed.backtest_id, why)


def _answer(context: AppContext, claimed: StoredBacktest, stop: Event, processes: int) -> None:
    signs = _signs_of_life(context, claimed.backtest_id, stop)
    answer = run_backtest(context, claimed.question, processes=processes, walked=signs)
    report, ranking = answer.report.model_dump_json(by_alias=True), answer.ranking.model_dump_json()
    with context.database.transaction() as connection:
        queries.finish(connection, claimed.backtest_id, report, ranking)
    log.info("backtest_done", backtest_id=str(claimed.backtest_id), events=answer.report.events, seconds=answer.report.seconds)


class _CancelledError(Exception):
    """Somebody gave the backtest up."""


class _StoppedError(Exception):
    """This process is told to stop."""


def _signs_of_life(context: AppContext, backtest_id: UUID, stop: Event) -> Walked:
    said_at = 0.0

    def walked(done: int, total: int) -> None:
        nonlocal said_at
        if stop.is_set():
            raise _StoppedError
        if done < total and time.monotonic() < said_at + SIGN_SECONDS:
            return
        said_at = time.monotonic()
        with context.database.transaction() as connection:
            if not queries.note_progress(connection, backtest_id, done, total):
                raise _CancelledError

    return walked
