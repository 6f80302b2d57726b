"""What the backtest slice offers to commands and the worker."""

from regulars.features.backtest.contracts import Question
from regulars.features.backtest.schemas import BacktestReport, FlowMonth, Gained, RankedMember, RankingReport
from regulars.features.backtest.service.run import Answer, run_backtest
from regulars.features.backtest.service.work_off import work_off

__all__ = [
    "Answer", "BacktestReport", "FlowMonth", "Gained", "Question", "RankedMember", "RankingReport", "run_backtest", "work_off",
]  # fmt: skip
