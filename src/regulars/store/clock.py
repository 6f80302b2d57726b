"""The instant that members live by: a sandbox's test clock where there is one, else the computer's."""

from datetime import UTC, datetime

import psycopg


def current_time(connection: psycopg.Connection) -> datetime:
    """The instant that stands for now in this database, in UTC."""
    found = find_test_time(connection)
    return found if found is not None else datetime.now(UTC)


def find_test_time(connection: psycopg.Connection) -> datetime | None:
    """The instant of the test clock; None where the system clock is used."""
    row = connection.execute("SELECT now FROM test_clock").fetchone()
    return None if row is None else row[0].astimezone(UTC)


def set_test_time(connection: psycopg.Connection, now: datetime) -> None:
    """Set the test clock; from then on this database is a sandbox."""
    connection.execute("INSERT INTO test_clock (now) VALUES (%s) ON CONFLICT (only_row) DO UPDATE SET now = excluded.now", (now,))


def move_test_time(connection: psycopg.Connection, to: datetime) -> None:
    """Move the test clock to an instant; one that it has passed already leaves it where it is."""
    connection.execute("UPDATE test_clock SET now = %(to)s WHERE now < %(to)s", {"to": to})
