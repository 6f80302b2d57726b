"""Run: a question answered from start to end, with its report."""

from __future__ import annotations

import time
from typing import NamedTuple

from regulars.features.backtest.contracts import Question, Walked
from regulars.features.backtest.schemas import BacktestReport, RankingReport
from regulars.features.backtest.service.compare import compare
from regulars.features.backtest.service.report import ranking_of, report_of
from regulars.features.backtest.service.set_up import set_up
from regulars.features.context import AppContext


class Answer(NamedTuple):
    """What a backtest found."""

    report: BacktestReport
    ranking: RankingReport


def run_backtest(
    context: AppContext, question: Question, *, processes: int, walked: Walked = lambda _done, _total: None
) -> Answer:
    """Decide all history under both programs. Problems as `set_up` has them; whatever `walked` raises ends it.

    `processes` 0: in this one, for a small base or a test.
    """
    began = time.perf_counter()
    with context.database.snapshot() as connection:
        now = context.ledger.now(connection)
        histories = set_up(context.programs, connection, question, now)
        backtest = compare(context.database, connection, histories, question, now, processes, walked)
    return Answer(report_of(backtest, histories, time.perf_counter() - began), ranking_of(backtest))
