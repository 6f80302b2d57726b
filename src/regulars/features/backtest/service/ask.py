"""Ask: a question is checked and put into the queue, which a worker empties one by one."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from regulars.features.backtest import queries
from regulars.features.backtest.contracts import Question
from regulars.features.backtest.service.set_up import set_up
from regulars.features.context import AppContext
from regulars.kit.calendars import date_start
from regulars.kit.ids import new_id
from regulars.kit.problems import Problem
from regulars.ledger.append import no_program

UNFINISHED_MAX = 2
"""One runs, one more may wait."""
KEPT_MAX = 100
"""So many are kept; older ones are forgotten with their reports."""


def ask(context: AppContext, draft: str, first: date | None, end: date | None, asked_by: str) -> UUID:
    """Put a question: days are those of the program's zone, `end` is the first that counts no more.

    Problems as `set_up` has them, and `backtests_busy`.
    """
    with context.database.transaction() as connection:
        published = context.programs.published(connection)
        if not published:
            raise no_program()
        zone, now = published[-1].program.zone, context.ledger.now(connection)
        since = None if first is None else date_start(first, zone)
        question = Question(draft, since, now if end is None else date_start(end, zone))
        set_up(context.programs, connection, question, now)
        queries.lock_queue(connection)
        if queries.count_unfinished(connection) >= UNFINISHED_MAX:
            hint = "Wait for one of them, or cancel it."
            raise Problem("backtests_busy", "Two backtests are under way already.", hint=hint)
        queries.forget_old(connection, KEPT_MAX - 1)
        backtest_id = new_id()
        queries.insert_backtest(connection, backtest_id, asked_by, question)
    return backtest_id
