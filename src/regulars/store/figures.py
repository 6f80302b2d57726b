"""Figures: sums per local day, so that a board never scans history. Whoever reads `figure` sees them whole at every moment.

What a transaction changes of them is one row of `figure_change`, which needs no lock on a shared row and costs one row's
writing. Folding adds those rows to `figure_sum`, which has one row for each day, figure and dimension; `figure` is the view of
both together, the same before, during and after a fold.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from psycopg import Connection

from regulars.store.exchange import Exchange, Statement

FigureKey = tuple[int, str, str]
"""(local day as a day number, figure, dimension)"""


_INSERT: Final = Statement(
    "INSERT INTO figure_change (days, figures, dimensions, changes) VALUES ($1, $2, $3, $4)", "date", "word", "text", "int8"
)


def add_figures(exchange: Exchange, deltas: Mapping[FigureKey, int]) -> None:
    """Append the deltas of one transaction."""
    keys = [key for key, value in deltas.items() if value]
    if keys:
        days: list[object] = [key[0] for key in keys]
        figures: list[object] = [key[1] for key in keys]
        dimensions: list[object] = [key[2] for key in keys]
        values: list[object] = [deltas[key] for key in keys]
        exchange.ask(_INSERT, _INSERT.of(days, figures, dimensions, values))


def fold_figures(connection: Connection) -> int:
    """Add what transactions changed to the sums; returns of how many transactions.

    It deletes only rows it sees and adds exactly what they say, so appends that go on meanwhile are simply folded next time.
    """
    row = connection.execute(
        "WITH gone AS (DELETE FROM figure_change RETURNING days, figures, dimensions, changes),"
        " added AS (INSERT INTO figure_sum AS held (day, figure, dimension, value)"
        " SELECT day, figure, dimension, sum(change)"
        " FROM gone, unnest(days, figures, dimensions, changes) AS each (day, figure, dimension, change)"
        " GROUP BY 1, 2, 3 ORDER BY 2, 1, 3"
        " ON CONFLICT (figure, day, dimension) DO UPDATE SET value = held.value + excluded.value)"
        " SELECT count(*) FROM gone"
    ).fetchone()
    assert row is not None, "an aggregate always answers"
    return int(row[0])


def lack_tiers(connection: Connection) -> bool:
    """Whether there are figures of a release that did not split them by tier."""
    row = connection.execute(
        "SELECT EXISTS (SELECT FROM figure WHERE figure = 'members_joined' AND dimension = ''"
        " GROUP BY day HAVING sum(value) <> 0)"
    ).fetchone()
    assert row is not None, "EXISTS always answers"
    return bool(row[0])


def see_one_moment(connection: Connection) -> None:
    """Let a transaction that has just begun read what was there when it began, whatever is committed meanwhile."""
    connection.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
