"""Rounds: how a job without a request goes on. It works while there is more to do, else waits, until it is told to stop.

Several processes may run the same job; each job sees to it that only one of them works. A base that is away is tried again in the
next round.
"""

from __future__ import annotations

from collections.abc import Callable
from threading import Event

import psycopg
import structlog
from psycopg_pool import PoolTimeout

log = structlog.get_logger()


def keep_at(work: Callable[[], bool], stop: Event, round_seconds: float, *, unreached: str) -> None:
    """Do a round of `work`, which says whether there is more, until `stop` is set; `unreached` names the warning in the log."""
    while not stop.is_set():
        has_more = False
        try:
            has_more = work()
        except (psycopg.OperationalError, PoolTimeout) as error:
            log.warning(unreached, error=type(error).__name__)
        if not has_more:
            stop.wait(round_seconds)
