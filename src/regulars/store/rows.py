"""Rows: appending and updating many rows of a table, by the cheaper of two ways.

COPY costs least per row but a round trip of its own, which an exchange cannot carry. A handful of rows goes in as arrays instead,
so that all tables of a small transaction are written in one exchange.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, Final, final

from regulars.store.binary import Rows, column_data
from regulars.store.exchange import Exchange, Statement

FEW_ROWS_MAX: Final = 100
"""Up to so many rows go in as arrays."""


@final
class Table:
    """A table that rows are written to: its columns in order, each with its PostgreSQL type."""

    def __init__(self, name: str, **columns: str) -> None:
        self.names: Final = list(columns)
        self.kinds: Final = tuple(columns.values())
        self.unnest: Final = "unnest(" + ", ".join([f"${number}" for number in range(1, len(columns) + 1)]) + ")"
        listed = ", ".join(columns)
        insert = f"INSERT INTO {name} ({listed}) SELECT * FROM {self.unnest}"  # noqa: S608 - names of our own
        self._insert: Final = Statement(insert, *columns.values())
        self._copy: Final = f"COPY {name} ({listed}) FROM STDIN (FORMAT binary)"

    def arrays(self, rows: Sequence[tuple[Any, ...]]) -> list[bytes | None]:
        """Rows as one array per column, for a statement over `unnest`."""
        return [column_data(kind, rows, place) for place, kind in enumerate(self.kinds)]

    def rows(self) -> Rows:
        """An empty collection of rows for this table."""
        return Rows(self.kinds, FEW_ROWS_MAX)

    def filled(self, rows: Iterable[tuple[Any, ...]]) -> Rows:
        """Rows that are at hand already."""
        made = self.rows()
        for row in rows:
            made.add(row)
        return made

    def append(self, exchange: Exchange, rows: Rows) -> None:
        """Append rows: few of them with the exchange, many at once."""
        if not rows.count:
            return
        if rows.is_few:
            exchange.ask(self._insert, self.arrays(rows.few))
            return
        with exchange.connection.cursor() as cursor, cursor.copy(self._copy) as copy:
            copy.write(rows.copy_data())
