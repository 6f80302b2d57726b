"""Rows: appending and updating many rows of a table, by the cheaper of two ways.

COPY costs least per row but a round trip of its own, which a pipeline cannot carry. A handful of rows goes in as arrays instead,
so that all tables of a small transaction are written in one round trip.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, Final

from psycopg import Connection
from psycopg.adapt import Dumper
from psycopg.pq import Format

from regulars.store.binary import ARRAY_OIDS, Rows, array_data

PIPELINED_ROWS_MAX: Final = 100
"""Up to so many rows go in as arrays."""


class Array:
    """A parameter that is an array of one type of column."""

    def __init__(self, kind: str, values: Sequence[Any]) -> None:
        self.kind = kind
        self.values = values


class _ArrayDumper(Dumper):
    """Every kind of array is a type of its own to the server, so psycopg asks by kind which dumper to keep."""

    format = Format.BINARY

    def get_key(self, obj: Array, format: Any) -> Any:  # noqa: A002, ARG002 - psycopg's signature
        return (self.cls, obj.kind)

    def upgrade(self, obj: Array, format: Any) -> Dumper:  # noqa: A002, ARG002 - psycopg's signature
        dumper = _ArrayDumper(self.cls)
        dumper.oid = ARRAY_OIDS[obj.kind]
        return dumper

    def dump(self, obj: Array) -> bytes:
        return array_data(obj.kind, obj.values)


def teach_arrays(connection: Connection) -> None:
    """Teach a connection to write `Array`."""
    connection.adapters.register_dumper(Array, _ArrayDumper)


class Table:
    """A table that rows are written to: its columns in order, each with its PostgreSQL type."""

    def __init__(self, name: str, **columns: str) -> None:
        self.names = list(columns)
        self.kinds = tuple(columns.values())
        self.unnest = "unnest(" + ", ".join(["%b"] * len(columns)) + ")"
        listed = ", ".join(columns)
        self._insert = f"INSERT INTO {name} ({listed}) SELECT * FROM {self.unnest}"  # noqa: S608 - names of our own
        self._copy = f"COPY {name} ({listed}) FROM STDIN (FORMAT binary)"

    def arrays(self, rows: Sequence[Sequence[Any]]) -> list[Array]:
        """Rows as one array per column, for `unnest`."""
        return [Array(kind, column) for kind, column in zip(self.kinds, zip(*rows, strict=True), strict=True)]

    def rows(self) -> Rows:
        """An empty collection of rows for this table."""
        return Rows(self.kinds, PIPELINED_ROWS_MAX)

    def filled(self, rows: Iterable[tuple[Any, ...]]) -> Rows:
        """Rows that are at hand already."""
        made = self.rows()
        for row in rows:
            made.add(row)
        return made

    def append(self, connection: Connection, rows: Rows) -> None:
        """Append rows; few of them may be inside a pipeline."""
        if not rows.count:
            return
        if rows.is_few:
            connection.execute(self._insert, self.arrays(rows.few))
            return
        with connection.cursor() as cursor, cursor.copy(self._copy) as copy:
            copy.write(rows.copy_data())
