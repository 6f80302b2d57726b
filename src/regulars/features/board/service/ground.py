"""Ground: what both boards start from - the program of now, every daily figure, and the months that are shown."""

from __future__ import annotations

from datetime import datetime
from typing import Any, NamedTuple

from psycopg import Connection

from regulars.core.program import Program
from regulars.features.board import queries
from regulars.features.board.contracts import MonthlyFigures, Months
from regulars.features.board.service.ranges import chosen_months
from regulars.features.context import AppContext
from regulars.features.programs.facade import ProgramWords
from regulars.kit.calendars import month_label
from regulars.kit.instants import instant_of


class Ground(NamedTuple):
    """What a board stands on."""

    now: datetime
    program: Program
    words: ProgramWords
    figures: MonthlyFigures
    data: Months | None
    """The months of which there are figures."""
    this_month: int
    months: Months
    """Those that are shown."""

    def told(self) -> dict[str, Any]:
        """What every board says of itself."""
        held = self.data or Months(self.this_month, self.this_month)
        return {
            "as_of": self.now,
            "first": month_label(self.months.first),
            "last": month_label(self.months.last),
            "currency": self.program.currency,
            "data_from": month_label(held.first),
            "data_to": month_label(held.last),
        }


def read_ground(context: AppContext, connection: Connection, first: str | None, last: str | None) -> Ground:
    """Read it for a range of months (`YYYY-MM`); Problem `request_invalid` for one that cannot be shown."""
    now = context.ledger.now(connection)
    program = context.ledger.history(connection).at(instant_of(now))
    this_month = program.calendar.month_of(instant_of(now))
    figures = MonthlyFigures(queries.sum_figures(connection))
    data = figures.span()
    months = chosen_months(first, last, this_month, data)
    return Ground(now, program, ProgramWords(context.programs.published(connection), now), figures, data, this_month, months)
