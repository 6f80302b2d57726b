"""SQL of the events slice: the quarantine."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from psycopg import Connection

from regulars.features.events.contracts import QuarantinedEvent

_COLUMNS = "e.source, e.event_id, e.type, e.member_id, e.occurred_at, e.decided_at, e.body, e.outcome"
_STILL_HELD = (
    "e.status = 'quarantined' AND NOT EXISTS (SELECT 1 FROM event AS r WHERE r.source = %(release)s"
    " AND r.event_id = encode(sha256(convert_to(e.source || chr(10) || e.event_id, 'UTF8')), 'hex'))"
)


def list_quarantined(
    connection: Connection, release: str, after: tuple[datetime, UUID, str, str] | None, count_max: int
) -> list[QuarantinedEvent]:
    """Events still held, oldest first, after a position."""
    at, member_id, source, event_id = after or (None, None, None, None)
    rows = connection.execute(
        f"SELECT {_COLUMNS} FROM event AS e WHERE {_STILL_HELD}"  # noqa: S608 - only constants
        " AND (%(at)s::timestamptz IS NULL"
        " OR (e.decided_at, e.member_id, e.source, e.event_id) > (%(at)s, %(member)s::uuid, %(source)s, %(id)s))"
        " ORDER BY e.decided_at, e.member_id, e.source, e.event_id LIMIT %(max)s",
        {"release": release, "max": count_max, "at": at, "member": member_id, "source": source, "id": event_id},
    )
    return [QuarantinedEvent(*row) for row in rows]


def count_quarantined(connection: Connection, release: str) -> int:
    """How many events are still held."""
    row = connection.execute(
        f"SELECT count(*) FROM event AS e WHERE {_STILL_HELD}",  # noqa: S608 - only constants
        {"release": release},
    ).fetchone()
    assert row is not None, "an aggregate always answers"
    return int(row[0])


def find_quarantined(connection: Connection, source: str, event_id: str) -> QuarantinedEvent | None:
    """A quarantined event by its key, released since or not."""
    row = connection.execute(
        f"SELECT {_COLUMNS} FROM event AS e WHERE e.source = %s AND e.event_id = %s AND e.status = 'quarantined'",  # noqa: S608 - only constants
        (source, event_id),
    ).fetchone()
    return QuarantinedEvent(*row) if row else None
