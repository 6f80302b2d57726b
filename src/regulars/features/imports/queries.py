"""The SQL of import runs: one row per (source, file, mapping), which remembers how far an import came."""

from __future__ import annotations

from typing import NamedTuple
from uuid import UUID

import psycopg


class ImportRun(NamedTuple):
    """An import run as stored."""

    import_id: UUID
    events_done: int
    is_finished: bool


def open_run(connection: psycopg.Connection, source: str, file_sha256: str, mapping_sha256: str) -> ImportRun:
    """The run of this file under this mapping, begun now if there is none."""
    found = connection.execute(
        """
        INSERT INTO import_run (import_id, source, file_sha256, mapping_sha256, started_at)
        VALUES (gen_random_uuid(), %s, %s, %s, now())
        ON CONFLICT (source, file_sha256, mapping_sha256) DO UPDATE SET source = EXCLUDED.source
        RETURNING import_id, events_done, finished_at IS NOT NULL
        """,
        (source, file_sha256, mapping_sha256),
    ).fetchone()
    assert found is not None, "INSERT … RETURNING gives a row"
    return ImportRun(*found)


def advance_run(connection: psycopg.Connection, import_id: UUID, events_done: int) -> None:
    """Remember that the first `events_done` events are in the ledger."""
    connection.execute(
        "UPDATE import_run SET events_done = greatest(events_done, %s) WHERE import_id = %s", (events_done, import_id)
    )


def finish_run(connection: psycopg.Connection, import_id: UUID, report: str) -> None:
    """Remember that every event is in the ledger, and the report (JSON)."""
    connection.execute(
        "UPDATE import_run SET finished_at = now(), report = %s WHERE import_id = %s AND finished_at IS NULL", (report, import_id)
    )
