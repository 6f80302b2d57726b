"""SQL of the conditions slice: how many members a condition holds for, and the first of them."""

from __future__ import annotations

from psycopg import Connection
from psycopg.rows import class_row

from regulars.core.conditions.condition import Condition
from regulars.features.conditions.contracts import FieldWord, MatchingMember, TagWord
from regulars.kit.calendars import Calendar
from regulars.kit.instants import Instant
from regulars.store.conditions import Narrow, members_where
from regulars.store.names import read_names

SECONDS_MAX = 15
"""How long the base is searched before the answer is that it takes too long."""


def limit_time(connection: Connection) -> None:
    """Let no statement of this transaction run longer; psycopg raises QueryCanceled then."""
    connection.execute(f"SET LOCAL statement_timeout = '{SECONDS_MAX}s'".encode())


def select_tags(connection: Connection) -> list[TagWord]:
    """The tags that conditions may name, by name."""
    with connection.cursor(row_factory=class_row(TagWord)) as cursor:
        return cursor.execute("SELECT tag_no, key, name FROM tag ORDER BY name, tag_no").fetchall()


def select_fields(connection: Connection) -> list[FieldWord]:
    """The fields of profiles that conditions may name: open ones that are not sealed."""
    with connection.cursor(row_factory=class_row(FieldWord)) as cursor:
        return cursor.execute(
            "SELECT key, name, kind, choices::json AS choices, confirm_days IS NOT NULL AS is_confirmed, is_personal"
            " FROM member_field WHERE is_open ORDER BY created_at, key"
        ).fetchall()


def count_matching(connection: Connection, condition: Condition, calendar: Calendar, at: Instant, narrow: Narrow) -> int:
    """How many members a condition holds for."""
    found = members_where(condition, calendar, at, "postgres", narrow)
    row = connection.execute(f"SELECT count(*) FROM ({found}) AS found".encode()).fetchone()  # noqa: S608 - written by the store
    assert row is not None
    count: int = row[0]
    return count


def select_matching(
    connection: Connection, condition: Condition, calendar: Calendar, at: Instant, narrow: Narrow, count_max: int
) -> list[MatchingMember]:
    """The first members that a condition holds for, by member number."""
    found = members_where(condition, calendar, at, "postgres", narrow)
    statement = (
        "SELECT member_id, found.member_no, '' AS display_name, tier_key, points_available, last_order_at"  # noqa: S608 - as above
        f" FROM ({found}) AS found JOIN member USING (member_id) JOIN member_state USING (member_id)"
        f" ORDER BY found.member_no LIMIT {count_max:d}"
    )
    with connection.cursor(row_factory=class_row(MatchingMember)) as cursor:
        members = cursor.execute(statement.encode()).fetchall()
    names = read_names(connection, [member.member_id for member in members])
    return [member._replace(display_name=names[member.member_id]) for member in members]
