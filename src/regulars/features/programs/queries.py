"""SQL of the programs slice."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Final, NamedTuple

from psycopg import Connection

from regulars.core.state import State
from regulars.store.codec import state_from_json
from regulars.store.heads import stop_decisions

EVERYBODY: Final = 100.0
"""Percent of all members."""


class VersionRow(NamedTuple):
    """A published version as it is stored."""

    version: int
    in_force_from: datetime
    published_at: datetime
    published_by: str
    note: str
    source_text: str


def versions_after(connection: Connection, version: int) -> Iterator[VersionRow]:
    """Versions above a number, oldest first."""
    rows = connection.execute(
        "SELECT version, in_force_from, published_at, published_by, note, source_text FROM program_version"
        " WHERE version > %s ORDER BY version",
        (version,),
    )
    return (VersionRow(*row) for row in rows)


def lock_versions(connection: Connection) -> None:
    """Let one publication at a time through."""
    stop_decisions(connection)


def insert_version(connection: Connection, row: VersionRow, program_key: str, sha256: str) -> None:
    """Append a version."""
    connection.execute(
        "INSERT INTO program_version (version, program_key, in_force_from, published_at, published_by, note, source_text,"
        " source_sha256) VALUES (%s, %s, %s, %s, %s, %s, %s, %s)",
        (row.version, program_key, *row[1:], sha256),
    )


def count_states(connection: Connection) -> int:
    """How many members there are."""
    row = connection.execute("SELECT count(*) FROM member_document").fetchone()
    assert row is not None, "count always answers"
    return int(row[0])


def sampled_states(connection: Connection, percent: float) -> Iterator[State]:
    """The states of all members (100 percent), or of those in some blocks of the table chosen by chance; streamed."""
    sample = "" if percent >= EVERYBODY else f" TABLESAMPLE SYSTEM ({percent:.6f})"
    with connection.cursor(name="judged_states") as cursor:
        cursor.itersize = 2_000
        cursor.execute(f"SELECT member_document.whole FROM member_document{sample}")  # noqa: S608 - only a number of ours
        for (text,) in cursor:
            yield state_from_json(text)
