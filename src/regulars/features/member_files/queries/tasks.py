"""SQL of imports as tasks: a table that is a queue as well, and the files that wait there. Its times are the database's."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Final, Literal, NamedTuple
from uuid import UUID

from psycopg import Connection
from psycopg.rows import class_row

from regulars.features.member_files.contracts import FilePart, Head, ImportStatus
from regulars.features.member_files.queries.runs import drop_rejects, place_of
from regulars.store.reach import Reach
from regulars.store.vault import vault_of

COMMAND_LINE: Final = "command line"
LOST_AFTER: Final = timedelta(seconds=60)
"""Who works on an import says so with every batch; after so much silence somebody else may go on with it."""
ATTEMPTS_MAX: Final = 3
FILES_KEPT: Final = timedelta(days=7)
PART_BYTES: Final = 1024 * 1024
COLUMNS: Final = (
    "import_id, asked_by, asked_at, file_name, file_sha256, status, mapping, reach, rows_total, rows_done, tally, tried,"
    " seen_at IS NOT NULL AS is_begun, finished_at, problem, approval_id,"
    " coalesce((SELECT sum(faults) FROM member_import_reject AS r WHERE r.import_id = member_import.import_id), 0)::int AS listed"
)

FROM: Final = "FROM member_import"


class StoredImport(NamedTuple):
    """An import as it is kept. `mapping`, `tally` and `tried` are JSON."""

    import_id: UUID
    asked_by: str
    asked_at: datetime
    file_name: str
    file_sha256: str
    status: ImportStatus
    mapping: str | None
    reach: str | None
    rows_total: int
    rows_done: int
    tally: str
    tried: str | None
    is_begun: bool
    finished_at: datetime | None
    problem: str | None
    approval_id: UUID | None
    """The request that it be started, where somebody else has to agree."""
    listed: int
    """How many faults are listed."""


def insert_import(
    connection: Connection, import_id: UUID, asked_by: str, now: datetime, part: FilePart, head: Head, reach: Reach | None
) -> None:
    """Keep a file that somebody hands over."""
    secrets = vault_of(connection).secrets()
    connection.execute(
        "INSERT INTO member_import (import_id, asked_by, asked_at, file_name, file_sha256, rows_total, head, reach, status)"
        " VALUES (%s, %s, %s, %s, %s, %s, %s, %s, 'uploaded')",
        (
            import_id, asked_by, now, part.name, part.sha256, part.rows,
            secrets.seal(json.dumps(head, ensure_ascii=False).encode(), place_of(import_id)), reach_text(reach),
        ),
    )  # fmt: skip
    with connection.cursor() as cursor:
        cursor.executemany(
            "INSERT INTO member_import_file (import_id, part_no, sealed) VALUES (%s, %s, %s)",
            [
                (import_id, start // PART_BYTES, secrets.seal(part.content[start : start + PART_BYTES], place_of(import_id)))
                for start in range(0, len(part.content), PART_BYTES)
            ],
        )


def read_file(connection: Connection, import_id: UUID) -> Iterator[bytes]:
    """The file of an import, part by part; nothing where it is gone."""
    rows = connection.execute(
        "SELECT sealed FROM member_import_file WHERE import_id = %s ORDER BY part_no", (import_id,)
    ).fetchall()
    secrets = vault_of(connection).secrets()
    for (sealed,) in rows:
        yield secrets.open(sealed, place_of(import_id))


def read_head(connection: Connection, import_id: UUID) -> Head:
    """The headers of a file, each with its first cells; none for one that came by command."""
    row = connection.execute("SELECT head FROM member_import WHERE import_id = %s", (import_id,)).fetchone()
    if row is None or row[0] is None:
        return []
    opened = vault_of(connection).secrets().open(row[0], place_of(import_id))
    return [(header, cells) for header, cells in json.loads(opened)]


def select_import(connection: Connection, import_id: UUID) -> StoredImport | None:
    """One of them."""
    with connection.cursor(row_factory=class_row(StoredImport)) as cursor:
        statement = f"SELECT {COLUMNS} {FROM} WHERE import_id = %s"
        return cursor.execute(statement.encode(), (import_id,)).fetchone()


def select_imports(connection: Connection, asked_by: str | None, limit: int) -> list[StoredImport]:
    """The newest, of everybody or of one."""
    whose = "" if asked_by is None else " WHERE asked_by = %(by)s"
    statement = f"SELECT {COLUMNS} {FROM}{whose} ORDER BY asked_at DESC, import_id DESC LIMIT %(limit)s"
    with connection.cursor(row_factory=class_row(StoredImport)) as cursor:
        return cursor.execute(statement.encode(), {"by": asked_by, "limit": limit}).fetchall()


def count_waiting(connection: Connection) -> int:
    """How many wait for a worker, or are worked on; nobody else asks until the transaction ends."""
    connection.execute("LOCK TABLE member_import IN SHARE ROW EXCLUSIVE MODE")
    row = connection.execute(
        "SELECT count(*) FROM member_import WHERE status IN ('trying', 'importing') AND asked_by <> %s", (COMMAND_LINE,)
    ).fetchone()
    assert row is not None, "an aggregate always answers"
    return int(row[0])


def queue(
    connection: Connection, import_id: UUID, status: Literal["trying", "importing"], mapping: str, reach: str | None
) -> None:
    """Let a worker try an import out, or carry it out, from its first row, as far as whoever asks reaches."""
    drop_rejects(connection, import_id)
    connection.execute(
        "UPDATE member_import SET status = %s, mapping = %s, reach = %s, rows_done = 0, tally = '{}', attempts = 0,"
        " seen_at = NULL, problem = NULL, tried = CASE WHEN %s = 'trying' THEN NULL ELSE tried END WHERE import_id = %s",
        (status, mapping, reach, status, import_id),
    )


def claim_next(connection: Connection) -> StoredImport | None:
    """Take the import that waited longest, or one whose process fell silent."""
    connection.execute(
        "UPDATE member_import SET status = 'failed', finished_at = now(),"
        " problem = 'Whoever worked on it fell silent, several times.'"
        " WHERE status IN ('trying', 'importing') AND seen_at < now() - %s AND attempts >= %s",
        (LOST_AFTER, ATTEMPTS_MAX),
    )
    row = connection.execute(
        "UPDATE member_import SET attempts = attempts + 1, seen_at = now() WHERE import_id = (SELECT import_id FROM member_import"
        "  WHERE status IN ('trying', 'importing') AND asked_by <> %s AND (seen_at IS NULL OR seen_at < now() - %s)"
        "  ORDER BY asked_at, import_id LIMIT 1 FOR UPDATE SKIP LOCKED) RETURNING import_id",
        (COMMAND_LINE, LOST_AFTER),
    ).fetchone()
    return None if row is None else select_import(connection, row[0])


def note_alive(connection: Connection, import_id: UUID, rows_done: int) -> bool:
    """Say how far a dry run, or the way back to where an import was, has come; False when it was cancelled meanwhile."""
    changed = connection.execute(
        "UPDATE member_import SET seen_at = now(), attempts = 0, rows_done = greatest(rows_done, %s)"
        " WHERE import_id = %s AND status IN ('trying', 'importing')",
        (rows_done, import_id),
    )
    return changed.rowcount == 1


def keep_tried(connection: Connection, import_id: UUID, tally: str) -> None:
    """Keep what a dry run found, unless it was cancelled in the last moment."""
    connection.execute(
        "UPDATE member_import SET status = 'tried', tried = %s, tally = '{}', seen_at = NULL"
        " WHERE import_id = %s AND status = 'trying'",
        (tally, import_id),
    )


def end(connection: Connection, import_id: UUID, status: Literal["failed", "cancelled"], problem: str | None = None) -> None:
    """Note that no more will come of an import; one that has ended stays as it is."""
    connection.execute(
        "UPDATE member_import SET status = %s, finished_at = now(), problem = %s WHERE import_id = %s AND finished_at IS NULL",
        (status, problem, import_id),
    )
    drop_file(connection, import_id)


def put_back(connection: Connection, import_id: UUID) -> None:
    """Leave it to the next process: this one is told to stop, which is no attempt."""
    connection.execute("UPDATE member_import SET seen_at = NULL, attempts = 0 WHERE import_id = %s", (import_id,))


def drop_file(connection: Connection, import_id: UUID) -> None:
    """Forget the file of an import."""
    connection.execute("DELETE FROM member_import_file WHERE import_id = %s", (import_id,))
    connection.execute("UPDATE member_import SET head = NULL WHERE import_id = %s", (import_id,))


def forget_left_lying(connection: Connection, now: datetime) -> None:
    """Forget files that somebody handed over and did nothing with."""
    connection.execute(
        "DELETE FROM member_import WHERE status IN ('uploaded', 'tried') AND asked_at < %s AND asked_by <> %s"
        " AND (kept_until IS NULL OR kept_until < %s)",
        (now - FILES_KEPT, COMMAND_LINE, now),
    )


def hold(connection: Connection, import_id: UUID, approval_id: UUID, until: datetime) -> None:
    """Keep an import and its file for a request that it be started."""
    connection.execute(
        "UPDATE member_import SET approval_id = %s, kept_until = %s WHERE import_id = %s", (approval_id, until, import_id)
    )


def reach_text(reach: Reach | None) -> str | None:
    """How far whoever asks reaches, as JSON."""
    if reach is None:
        return None
    return json.dumps({"below": sorted(map(str, reach.below)), "only": sorted(map(str, reach.only))})


def reach_of(text: str | None) -> Reach | None:
    """How far whoever asked reaches."""
    if text is None:
        return None
    found = json.loads(text)
    return Reach(frozenset(map(UUID, found["below"])), frozenset(map(UUID, found["only"])))
