"""Backtests without a request: whoever asks waits for no answer, a worker finds the question and walks the base.

Several workers may look at once; one of them takes it. A base that is away is tried again in the next round.
"""

from __future__ import annotations

from threading import Event

import psycopg
import structlog
from psycopg_pool import PoolTimeout

from regulars.features.backtest.facade import work_off
from regulars.features.context import AppContext

ROUND_SECONDS = 1.0

log = structlog.get_logger()


def answer_backtests(context: AppContext, stop: Event, round_seconds: float = ROUND_SECONDS) -> None:
    """Answer what is asked until `stop` is set."""
    while not stop.is_set():
        try:
            while work_off(context, stop) and not stop.is_set():
                pass
        except (psycopg.OperationalError, PoolTimeout) as error:
            log.warning("backtests_not_reached", error=type(error).__name__)
        stop.wait(round_seconds)
