"""SQL of contests: the standing is read off the scores that follow the states (`store/extracts.py`)."""

from __future__ import annotations

from typing import Final
from uuid import UUID

from psycopg import Connection

from regulars.features.contests.contracts import Closing

_STANDING: Final = """
    SELECT score.member_id, score.score FROM member_score AS score JOIN member USING (member_id)
    WHERE contest = %(contest)s AND score >= %(least)s AND is_frozen = %(frozen)s
        AND merged_into IS NULL AND erased_at IS NULL
    ORDER BY score.score DESC, score.member_no LIMIT %(max)s"""


def select_standing(
    connection: Connection, contest: str, at_least: int, count_max: int | None, *, frozen: bool = False
) -> list[tuple[UUID, int]]:
    """The members who are furthest, with their scores; of two alike the one who has been a member longer.

    `frozen`: those who are frozen, of whom nobody wins, and nobody else.
    """
    rows = connection.execute(_STANDING.encode(), {"contest": contest, "least": at_least, "max": count_max, "frozen": frozen})
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
