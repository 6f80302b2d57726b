"""SQL of imports as they run: how far one came, and what did not go in."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import fields
from datetime import datetime, timedelta
from typing import Final, NamedTuple
from uuid import UUID

from psycopg import Connection

from regulars.features.imports.contracts import RowReject
from regulars.features.member_files.contracts import Tally
from regulars.kit.ids import new_id
from regulars.store.vault import vault_of

REJECTS_KEPT: Final = timedelta(days=30)


class ImportRun(NamedTuple):
    """An import as it is kept."""

    import_id: UUID
    rows_done: int
    tally: Tally
    is_finished: bool


def open_command_run(
    connection: Connection, file_name: str, file_sha256: str, mapping_sha256: str, by: str, now: datetime
) -> ImportRun:
    """The import of this file under this mapping by command, begun now if there is none."""
    connection.execute(
        "INSERT INTO member_import (import_id, asked_by, asked_at, file_name, file_sha256, mapping_sha256)"
        " VALUES (%s, %s, %s, %s, %s, %s) ON CONFLICT (file_sha256, mapping_sha256) WHERE asked_by = 'command line' DO NOTHING",
        (new_id(), by, now, file_name, file_sha256, mapping_sha256),
    )
    row = connection.execute(
        "SELECT import_id, rows_done, tally, finished_at IS NOT NULL FROM member_import"
        " WHERE file_sha256 = %s AND mapping_sha256 = %s AND asked_by = %s",
        (file_sha256, mapping_sha256, by),
    ).fetchone()
    assert row is not None, "it was inserted if it was not there"
    return ImportRun(row[0], row[1], tally_of(row[2]), row[3])


def drop_rejects(connection: Connection, import_id: UUID) -> None:
    """Forget what did not go in."""
    connection.execute("DELETE FROM member_import_reject WHERE import_id = %s", (import_id,))


def begin_again(connection: Connection, import_id: UUID) -> None:
    """Let an import start from its first row."""
    drop_rejects(connection, import_id)
    connection.execute(
        "UPDATE member_import SET rows_done = 0, tally = '{}', finished_at = NULL, status = 'importing' WHERE import_id = %s",
        (import_id,),
    )


def hold_run(connection: Connection, import_id: UUID) -> int:
    """How many rows are in, held so that nobody else goes on with the import until the transaction ends."""
    row = connection.execute("SELECT rows_done FROM member_import WHERE import_id = %s FOR UPDATE", (import_id,)).fetchone()
    assert row is not None, "an import is not taken away while it runs"
    return int(row[0])


def advance_run(connection: Connection, import_id: UUID, rows_done: int, rows_total: int, tally: Tally) -> None:
    """Keep that so many rows are in, and what became of all of them."""
    connection.execute(
        "UPDATE member_import SET rows_done = %s, rows_total = %s, tally = %s WHERE import_id = %s",
        (rows_done, rows_total, tally_text(tally), import_id),
    )


def finish_run(connection: Connection, import_id: UUID, now: datetime) -> None:
    """Keep that every row is in."""
    connection.execute("UPDATE member_import SET status = 'done', finished_at = %s WHERE import_id = %s", (now, import_id))


def add_rejects(connection: Connection, import_id: UUID, part_no: int, rejects: Sequence[RowReject]) -> None:
    """Keep what did not go in of a part of the file, sealed."""
    if rejects:
        text = json.dumps(rejects, ensure_ascii=False).encode()
        sealed = vault_of(connection).secrets().seal(text, place_of(import_id))
        connection.execute(
            "INSERT INTO member_import_reject (import_id, part_no, faults, sealed) VALUES (%s, %s, %s, %s)",
            (import_id, part_no, len(rejects), sealed),
        )


def select_rejects(connection: Connection, import_id: UUID, limit: int) -> list[RowReject]:
    """What did not go in, in the order of the rows, up to a number of faults."""
    rows = connection.execute(
        "SELECT sealed FROM member_import_reject WHERE import_id = %s ORDER BY part_no", (import_id,)
    ).fetchall()
    found: list[RowReject] = []
    for (sealed,) in rows:
        opened = vault_of(connection).secrets().open(sealed, place_of(import_id))
        found += [RowReject(*each) for each in json.loads(opened)]
        if len(found) >= limit:
            break
    return found[:limit]


def forget_rejects(connection: Connection, now: datetime) -> None:
    """Drop what did not go in of imports that ended long ago."""
    connection.execute(
        "DELETE FROM member_import_reject USING member_import WHERE member_import.import_id = member_import_reject.import_id"
        " AND finished_at < %s",
        (now - REJECTS_KEPT,),
    )


def place_of(import_id: UUID) -> str:
    """Where what an import keeps sealed stands."""
    return f"member_import {import_id}"


def tally_text(tally: Tally) -> str:
    """A tally as JSON."""
    return json.dumps({field.name: getattr(tally, field.name) for field in fields(tally)})


def tally_of(text: str) -> Tally:
    """A tally from JSON."""
    found = Tally(**json.loads(text))
    found.faults = Counter(found.faults)
    return found
