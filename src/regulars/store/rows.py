"""Rows: appending many rows to a table, by the cheaper of two ways.

COPY costs least per row but a round trip of its own, which a pipeline cannot carry. A handful of rows goes in as arrays instead,
so that all tables of a small transaction are written in one round trip.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from psycopg import Connection

PIPELINED_ROWS_MAX: Final = 100
"""Up to so many rows go in as arrays."""


class Table:
    """A table that rows are appended to: its columns in order, each with its PostgreSQL type."""

    def __init__(self, name: str, **columns: str) -> None:
        names = ", ".join(columns)
        arrays = ", ".join(f"%b::{kind}[]" for kind in columns.values())
        self._types = tuple(columns.values())
        self._insert = f"INSERT INTO {name} ({names}) SELECT * FROM unnest({arrays})"  # noqa: S608 - names of our own
        self._copy = f"COPY {name} ({names}) FROM STDIN (FORMAT binary)"

    def append(self, connection: Connection, rows: Sequence[Sequence[Any]]) -> None:
        """Append rows; at most `PIPELINED_ROWS_MAX` of them inside a pipeline."""
        if not rows:
            return
        if len(rows) <= PIPELINED_ROWS_MAX:
            connection.execute(self._insert, [list(column) for column in zip(*rows, strict=True)])
            return
        with connection.cursor() as cursor, cursor.copy(self._copy) as copy:
            copy.set_types(self._types)
            for row in rows:
                copy.write_row(row)
