"""What a database holds, in the few numbers by which a backup is recognised; and the record of backups that were made.

The numbers can be read under the schema of any release, because a backup is what one makes before an upgrade.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import NamedTuple

from psycopg import Connection

from regulars.kit.problems import Problem
from regulars.store.checkpoints import Checkpoint, read_checkpoint
from regulars.store.sealed_keys import count_by_master_key


class Contents(NamedTuple):
    """What a database holds at one moment."""

    schema_head: str
    """The last migration."""
    program_versions: tuple[int, ...]
    members: int
    events: int
    entries: int
    checkpoint: Checkpoint | None
    """The newest."""
    test_time: datetime | None
    """What the test clock of a sandbox shows."""
    master_keys: tuple[str, ...] = ()
    """Ids of the master keys by which something in it is sealed."""


class BackupRun(NamedTuple):
    """A backup that was made."""

    finished_at: datetime
    file_name: str
    bytes: int
    sha256: str


def read_contents(connection: Connection) -> Contents:
    """Count a database; Problem `database_empty` where no release has made its tables."""
    if not _has(connection, "alembic_version"):
        raise Problem("database_empty", "There is nothing in the database.", hint="Is it the right one?")
    heads = connection.execute("SELECT version_num FROM alembic_version ORDER BY 1").fetchall()
    versions = connection.execute("SELECT version FROM program_version ORDER BY 1").fetchall()
    counts = connection.execute(
        "SELECT (SELECT count(*) FROM member), (SELECT count(*) FROM event), (SELECT count(*) FROM entry),"
        " (SELECT now FROM test_clock)"
    ).fetchone()
    assert counts is not None, "an aggregate always answers"
    members, events, entries, test_time = counts
    return Contents(
        schema_head=" ".join(head for (head,) in heads),
        program_versions=tuple(version for (version,) in versions),
        members=members,
        events=events,
        entries=entries,
        checkpoint=read_checkpoint(connection) if _has(connection, "ledger_checkpoint") else None,
        test_time=None if test_time is None else test_time.astimezone(UTC),
        master_keys=tuple(count_by_master_key(connection)) if _has(connection, "data_key") else (),
    )


def keep_waiting(connection: Connection) -> None:
    """Let this transaction stay open and idle for as long as a dump takes."""
    connection.execute("SET LOCAL idle_in_transaction_session_timeout = 0")


def record_backup(connection: Connection, run: BackupRun) -> None:
    """Remember a backup, where the schema of this release is there to do so."""
    if _has(connection, "backup_run"):
        connection.execute("INSERT INTO backup_run (finished_at, file_name, bytes, sha256) VALUES (%s, %s, %s, %s)", run)


def read_last_backup(connection: Connection) -> BackupRun | None:
    """The newest backup that was made of a database."""
    row = connection.execute(
        "SELECT finished_at, file_name, bytes, sha256 FROM backup_run ORDER BY finished_at DESC LIMIT 1"
    ).fetchone()
    return None if row is None else BackupRun(*row)


def _has(connection: Connection, table: str) -> bool:
    row = connection.execute("SELECT to_regclass(%s) IS NOT NULL", (table,)).fetchone()
    assert row is not None, "a function always answers"
    return bool(row[0])
