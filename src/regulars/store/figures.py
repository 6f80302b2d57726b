"""Figures: sums per local day, appended as deltas by every write and folded by the worker, so that a board never scans history.

Appending needs no lock on a shared row: two batches that touch the same day write two rows. Folding replaces many rows of a day
by one with the same sum; a reader sees the same total before, during and after.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from psycopg import Connection

from regulars.store.exchange import Exchange, Statement

FigureKey = tuple[int, str, str]
"""(local day as a day number, figure, dimension)"""


_INSERT: Final = Statement(
    "INSERT INTO figure (day, figure, dimension, value) SELECT * FROM unnest($1, $2, $3, $4)", "date", "word", "text", "int8"
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
    """Replace several rows of one day, figure and dimension by one; returns how many rows went away.

    It deletes only rows it sees and adds exactly their sum, so appends that go on meanwhile are simply folded next time.
    """
    row = connection.execute(
        "WITH several AS (SELECT day, figure, dimension FROM figure GROUP BY 1, 2, 3 HAVING count(*) > 1),"
        " gone AS (DELETE FROM figure AS f USING several AS s"
        " WHERE (f.day, f.figure, f.dimension) = (s.day, s.figure, s.dimension)"
        " RETURNING f.day, f.figure, f.dimension, f.value),"
        " kept AS (INSERT INTO figure SELECT day, figure, dimension, sum(value) FROM gone GROUP BY 1, 2, 3 RETURNING 1)"
        " SELECT (SELECT count(*) FROM gone) - (SELECT count(*) FROM kept)"
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
