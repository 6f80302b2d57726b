"""Backtests without a request: whoever asks waits for no answer, a worker finds the question and walks the base.

Several workers may look at once; one of them takes it. A base that is away is tried again in the next round.
"""

from __future__ import annotations

from threading import Event

from regulars.features.backtest.facade import work_off
from regulars.features.context import AppContext
from regulars.worker.rounds import keep_at

ROUND_SECONDS = 1.0


def answer_backtests(context: AppContext, stop: Event, round_seconds: float = ROUND_SECONDS) -> None:
    """Answer what is asked until `stop` is set."""
    keep_at(lambda: bool(work_off(context, stop)), stop, round_seconds, unreached="backtests_not_reached")
