"""SQL of the programs slice."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import NamedTuple

from psycopg import Connection


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
    connection.execute("LOCK TABLE program_version IN EXCLUSIVE MODE")


def insert_version(connection: Connection, row: VersionRow, program_key: str, sha256: str) -> None:
    """Append a version."""
    connection.execute(
        "INSERT INTO program_version (version, program_key, in_force_from, published_at, published_by, note, source_text,"
        " source_sha256) VALUES (%s, %s, %s, %s, %s, %s, %s, %s)",
        (row.version, program_key, *row[1:], sha256),
    )
