"""SQL of the demo slice: what the base holds."""

from __future__ import annotations

from typing import NamedTuple

from psycopg import Connection


class Held(NamedTuple):
    """Rows of the base."""

    members: int
    events: int
    entries: int


def count_held(connection: Connection) -> Held:
    """How many members, events and entries there are."""
    row = connection.execute(
        "SELECT (SELECT count(*) FROM member), (SELECT count(*) FROM event), (SELECT count(*) FROM entry)"
    ).fetchone()
    assert row is not None, "an aggregate always answers"
    return Held(*row)


def count_tiers(connection: Connection) -> dict[str, int]:
    """Members by tier."""
    return dict(connection.execute("SELECT tier_key, count(*) FROM member_state GROUP BY tier_key").fetchall())


def points_held(connection: Connection) -> int:
    """Points in all lots, usable or still to come, as a board counts them: debt is not taken off."""
    row = connection.execute("SELECT coalesce(sum(points_available + points_pending), 0)::bigint FROM member_state").fetchone()
    assert row is not None, "an aggregate always answers"
    return int(row[0])


def sum_points(connection: Connection, wallet: str) -> dict[str, int]:
    """The wallet's movements by kind, signed, over all time."""
    rows = connection.execute(
        "SELECT substr(figure, length(%s) + 2), sum(value)::bigint FROM figure WHERE starts_with(figure, %s || '.') GROUP BY 1",
        (wallet, wallet),
    )
    return dict(rows.fetchall())
