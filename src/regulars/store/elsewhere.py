"""Elsewhere: what decisions were told that is not in their member's own history, beside the few events that need it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple
from uuid import UUID

from psycopg import Connection

from regulars.core.records import Record
from regulars.store.codec import record_from_json
from regulars.store.records import NOW_HELD


class ElsewhereRow(NamedTuple):
    """What an event was told, to be stored with it."""

    member_id: UUID
    event_no: int
    named: UUID
    """The member whom the sender named."""
    under: UUID | None
    """The absorbed member to whom the event belongs."""
    touched: list[str]
    """References whose records it wrote."""
    told: str | None


def insert_elsewhere(connection: Connection, rows: Sequence[ElsewhereRow]) -> None:
    """Append what events were told."""
    with connection.cursor() as cursor:
        cursor.executemany(
            "INSERT INTO event_elsewhere (member_id, event_no, named, under, touched, told) VALUES (%s, %s, %s, %s, %s, %s)", rows
        )


def find_touched(connection: Connection, member_id: UUID, names: Sequence[UUID]) -> dict[str, UUID]:
    """The references that a survivor's events under these former names wrote, each with the latest such name."""
    rows = connection.execute(
        "SELECT reference, under FROM event_elsewhere, unnest(touched) AS reference"
        " WHERE member_id = %s AND under = ANY(%s) ORDER BY event_no",
        (member_id, list(names)),
    )
    return dict(rows.fetchall())


def find_held_records(connection: Connection, holders: Sequence[UUID], reference: str) -> list[tuple[UUID, Record]]:
    """The records of some members under one reference, of those who were absorbed last first."""
    statement = (
        "WITH RECURSIVE way AS ("  # noqa: S608 - only constants
        " SELECT member_id AS holder, member_id AS at, 0 AS steps FROM member WHERE member_id = ANY(%s)"
        "  UNION ALL SELECT way.holder, m.merged_into, way.steps + 1 FROM way JOIN member AS m ON m.member_id = way.at"
        "  WHERE m.merged_into IS NOT NULL)"
        f" SELECT r.member_id, r.record FROM {NOW_HELD} AS r"
        " JOIN (SELECT holder, max(steps) AS steps FROM way GROUP BY holder) AS far ON far.holder = r.member_id"
        " WHERE r.reference = %s ORDER BY far.steps"
    )
    rows = connection.execute(statement, (list(holders), reference))
    return [(holder, record_from_json(reference, text)) for holder, text in rows]
