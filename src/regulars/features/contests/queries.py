"""SQL of contests: the standing is read off the states of the members who did something since the contest began."""

from __future__ import annotations

from datetime import datetime
from typing import Final
from uuid import UUID

from psycopg import Connection

from regulars.features.contests.contracts import Closing

_SCORES: Final = """
    SELECT s.member_id, m.member_no, (member_document.whole::jsonb -> -1 -> 'scores' -> %(contest)s ->> '0')::bigint AS score
    FROM member_state AS s JOIN member AS m USING (member_id) JOIN member_document USING (member_id)
    WHERE (%(since)s::timestamptz IS NULL OR s.last_active_at >= %(since)s) AND m.merged_into IS NULL AND m.erased_at IS NULL
        AND member_document.whole LIKE '%%"scores":%%'"""


def select_standing(
    connection: Connection, contest: str, since: datetime | None, at_least: int, count_max: int
) -> list[tuple[UUID, int]]:
    """The members who are furthest, with their scores; of two alike the one who has been a member longer.

    `since`: nobody counts who was not active from then on; None where the metric moves without that.
    """
    rows = connection.execute(
        f"SELECT member_id, score FROM ({_SCORES}) AS scored WHERE score >= %(least)s"  # noqa: S608 - only constants
        " ORDER BY score DESC, member_no LIMIT %(max)s".encode(),
        {"contest": contest, "since": since, "least": at_least, "max": count_max},
    ).fetchall()
    return [(member_id, int(score)) for member_id, score in rows]


def select_closings(connection: Connection) -> list[Closing]:
    """How contests were closed."""
    rows = connection.execute("SELECT honour, first_day, closed_at, closed_by, winners FROM contest_closing")
    return [Closing(*row) for row in rows]


def insert_closing(connection: Connection, closing: Closing) -> None:
    """Keep who won, unless somebody else closed it a moment earlier."""
    connection.execute(
        "INSERT INTO contest_closing (honour, first_day, closed_at, closed_by, winners) VALUES (%s, %s, %s, %s, %s)"
        " ON CONFLICT DO NOTHING",
        closing,
    )
