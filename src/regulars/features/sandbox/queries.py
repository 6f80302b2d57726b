"""SQL of the sandbox slice: who is due, found by the queue of due members."""

from __future__ import annotations

from datetime import datetime

from psycopg import Connection

_WAITING = "member_due JOIN member_state USING (member_id)"


def next_due(connection: Connection, until: datetime | None = None) -> datetime | None:
    """The first instant at which something is due for anybody, if it is not after `until`.

    Nobody stands in the queue later than what is due for them. So who stands first says up to where it has to be searched.
    """
    row = connection.execute(
        f"SELECT min(next_due_at) FROM {_WAITING} WHERE next_due_at <= coalesce(%s, 'infinity'::timestamptz) AND due_at <="  # noqa: S608 - only constants
        f" (SELECT next_due_at FROM {_WAITING} WHERE next_due_at IS NOT NULL ORDER BY due_at LIMIT 1)".encode(),
        (until,),
    ).fetchone()
    assert row is not None, "an aggregate always answers"
    found: datetime | None = row[0]
    return found


def count_due(connection: Connection, until: datetime) -> int:
    """How many members have something due by an instant."""
    row = connection.execute(
        f"SELECT count(DISTINCT member_id) FROM {_WAITING} WHERE due_at <= %(until)s AND next_due_at <= %(until)s".encode(),  # noqa: S608 - only constants
        {"until": until},
    ).fetchone()
    assert row is not None, "an aggregate always answers"
    return int(row[0])
