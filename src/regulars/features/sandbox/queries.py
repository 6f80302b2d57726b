"""SQL of the sandbox slice: who is due, read from the index of due times."""

from __future__ import annotations

from datetime import datetime

from psycopg import Connection


def next_due(connection: Connection, until: datetime | None = None) -> datetime | None:
    """The first instant at which something is due for anybody, if it is not after `until`."""
    row = connection.execute(
        "SELECT min(next_due_at) FROM member_state WHERE next_due_at <= coalesce(%s, 'infinity'::timestamptz)", (until,)
    ).fetchone()
    assert row is not None, "an aggregate always answers"
    found: datetime | None = row[0]
    return found


def count_due(connection: Connection, until: datetime) -> int:
    """How many members have something due by an instant."""
    row = connection.execute("SELECT count(*) FROM member_state WHERE next_due_at <= %s", (until,)).fetchone()
    assert row is not None, "an aggregate always answers"
    return int(row[0])
