"""The statements about merges."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

import msgspec
from psycopg import Connection
from psycopg.rows import class_row
from psycopg.types.json import Jsonb

from regulars.features.merges.contracts import MergeRow

_COLUMNS = (
    "merge_id, absorbed_id, survivor_id, merged_at, merged_by, reason, unmerged_at, unmerged_by, unmerge_reason, tier_policy,"
    " profile_policy, fields FROM member_merge"
)


def select_document(connection: Connection, member_id: UUID) -> str | None:
    """A member's state as the store keeps it; None if there is no such member."""
    row = connection.execute("SELECT member_document.whole FROM member_document WHERE member_id = %s", (member_id,)).fetchone()
    return None if row is None else str(row[0])


def insert_merge(connection: Connection, row: MergeRow, moved: dict[str, Any]) -> None:
    """Remember a merge with what the slices moved."""
    connection.execute(
        "INSERT INTO member_merge (merge_id, absorbed_id, survivor_id, merged_at, merged_by, reason, tier_policy, profile_policy,"
        " fields, moved) VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s)",
        (*row[:6], row.tier_policy, row.profile_policy, Jsonb(row.fields), msgspec.json.encode(moved).decode()),
    )


def select_merge(connection: Connection, merge_id: str) -> MergeRow | None:
    """A merge by its id."""
    with connection.cursor(row_factory=class_row(MergeRow)) as cursor:
        return cursor.execute(f"SELECT {_COLUMNS} WHERE merge_id = %s".encode(), (merge_id,)).fetchone()


def select_moved(connection: Connection, merge_id: str) -> dict[str, Any]:
    """What the slices moved."""
    row = connection.execute("SELECT moved FROM member_merge WHERE merge_id = %s", (merge_id,)).fetchone()
    assert row is not None, "the merge was found before"
    moved: dict[str, Any] = msgspec.json.decode(row[0])
    return moved


def end_merge(connection: Connection, merge_id: str, at: datetime, by: str, reason: str) -> None:
    """Remember that a merge was undone."""
    connection.execute(
        "UPDATE member_merge SET unmerged_at = %s, unmerged_by = %s, unmerge_reason = %s WHERE merge_id = %s",
        (at, by, reason, merge_id),
    )


def select_merges_of(connection: Connection, member_id: UUID) -> list[MergeRow]:
    """Every merge in which a member was absorbed or survived, the latest first."""
    with connection.cursor(row_factory=class_row(MergeRow)) as cursor:
        statement = f"SELECT {_COLUMNS} WHERE absorbed_id = %s OR survivor_id = %s ORDER BY merged_at DESC, merge_id"
        return cursor.execute(statement.encode(), (member_id, member_id)).fetchall()
