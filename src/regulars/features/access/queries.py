"""The statements of access. Times come from the caller: accounts live by the real clock, which a test can pass in."""

from datetime import date, datetime
from typing import NamedTuple
from uuid import UUID

import psycopg
from psycopg.rows import class_row, scalar_row

from regulars.features.access.contracts import ApiKey, StaffAccount

STAFF_COLUMNS = "staff_id, username, display_name, role, disabled, created_at"
KEY_COLUMNS = "key_id, name, scopes, created_at, expires_at, revoked_at, last_used_on"


class StaffSecret(NamedTuple):
    """What a log-in is checked against."""

    staff_id: UUID
    username: str
    display_name: str
    role: str
    password_hash: str
    disabled: bool


class SessionRow(NamedTuple):
    """An open session with the account it belongs to."""

    username: str
    display_name: str
    role: str
    disabled: bool
    created_at: datetime
    last_seen_at: datetime


class KeySecret(NamedTuple):
    """What a bearer key is checked against."""

    secret_hash: bytes
    name: str
    scopes: list[str]
    expires_at: datetime | None
    revoked_at: datetime | None
    last_used_on: date | None


def insert_staff(connection: psycopg.Connection, account: StaffAccount, password_hash: str) -> bool:
    """Add an account; False when the user name is taken."""
    cursor = connection.execute(
        "INSERT INTO staff (staff_id, username, display_name, role, password_hash, created_at)"
        " VALUES (%s, %s, %s, %s, %s, %s) ON CONFLICT (username) DO NOTHING",
        (account.staff_id, account.username, account.display_name, account.role, password_hash, account.created_at),
    )
    return cursor.rowcount == 1


def count_staff(connection: psycopg.Connection) -> int:
    """How many accounts there are, while no other transaction can add one."""
    connection.execute("LOCK TABLE staff IN SHARE ROW EXCLUSIVE MODE")
    with connection.cursor(row_factory=scalar_row) as cursor:
        count: int = cursor.execute("SELECT count(*) FROM staff").fetchone() or 0
    return count


def select_staff(connection: psycopg.Connection) -> list[StaffAccount]:
    """Every account, by user name."""
    with connection.cursor(row_factory=class_row(StaffAccount)) as cursor:
        return cursor.execute(f"SELECT {STAFF_COLUMNS} FROM staff ORDER BY username").fetchall()  # noqa: S608 - our own list


def select_staff_secret(connection: psycopg.Connection, username: str) -> StaffSecret | None:
    """The account a log-in names."""
    with connection.cursor(row_factory=class_row(StaffSecret)) as cursor:
        return cursor.execute(
            "SELECT staff_id, username, display_name, role, password_hash, disabled FROM staff WHERE username = %s", (username,)
        ).fetchone()


def update_staff_disabled(connection: psycopg.Connection, username: str, *, disabled: bool) -> bool:
    """Close or reopen an account; False when there is none."""
    return connection.execute("UPDATE staff SET disabled = %s WHERE username = %s", (disabled, username)).rowcount == 1


def update_staff_password(connection: psycopg.Connection, username: str, password_hash: str) -> bool:
    """Change a password; False when there is no such account."""
    return connection.execute("UPDATE staff SET password_hash = %s WHERE username = %s", (password_hash, username)).rowcount == 1


def insert_session(connection: psycopg.Connection, token_hash: bytes, staff_id: UUID, now: datetime) -> None:
    """Open a session."""
    connection.execute(
        "INSERT INTO staff_session (token_hash, staff_id, created_at, last_seen_at) VALUES (%s, %s, %s, %s)",
        (token_hash, staff_id, now, now),
    )


def select_session(connection: psycopg.Connection, token_hash: bytes) -> SessionRow | None:
    """A session with its account."""
    with connection.cursor(row_factory=class_row(SessionRow)) as cursor:
        return cursor.execute(
            "SELECT username, display_name, role, disabled, session.created_at, last_seen_at"
            " FROM staff_session AS session JOIN staff USING (staff_id) WHERE token_hash = %s",
            (token_hash,),
        ).fetchone()


def update_session_seen(connection: psycopg.Connection, token_hash: bytes, now: datetime) -> None:
    """Note that a session is in use."""
    connection.execute("UPDATE staff_session SET last_seen_at = %s WHERE token_hash = %s", (now, token_hash))


def delete_session(connection: psycopg.Connection, token_hash: bytes) -> None:
    """Close a session."""
    connection.execute("DELETE FROM staff_session WHERE token_hash = %s", (token_hash,))


def delete_sessions_of(connection: psycopg.Connection, username: str) -> None:
    """Close every session of an account."""
    connection.execute("DELETE FROM staff_session WHERE staff_id = (SELECT staff_id FROM staff WHERE username = %s)", (username,))


def delete_sessions_before(connection: psycopg.Connection, created_before: datetime) -> None:
    """Forget the sessions that are too old to be used."""
    connection.execute("DELETE FROM staff_session WHERE created_at < %s", (created_before,))


def insert_key(connection: psycopg.Connection, key: ApiKey, secret_hash: bytes) -> None:
    """Add a key."""
    connection.execute(
        "INSERT INTO api_key (key_id, secret_hash, name, scopes, created_at, expires_at) VALUES (%s, %s, %s, %s, %s, %s)",
        (key.key_id, secret_hash, key.name, list(key.scopes), key.created_at, key.expires_at),
    )


def select_keys(connection: psycopg.Connection) -> list[ApiKey]:
    """Every key, newest first."""
    rows = connection.execute(f"SELECT {KEY_COLUMNS} FROM api_key ORDER BY created_at DESC, key_id").fetchall()  # noqa: S608 - our own list
    return [ApiKey(key_id, name, tuple(scopes), *times) for key_id, name, scopes, *times in rows]


def select_key_secret(connection: psycopg.Connection, key_id: str) -> KeySecret | None:
    """What a bearer key is checked against."""
    with connection.cursor(row_factory=class_row(KeySecret)) as cursor:
        return cursor.execute(
            "SELECT secret_hash, name, scopes, expires_at, revoked_at, last_used_on FROM api_key WHERE key_id = %s", (key_id,)
        ).fetchone()


def update_key_used(connection: psycopg.Connection, key_id: str, day: date) -> None:
    """Note the day of a key's last use."""
    connection.execute("UPDATE api_key SET last_used_on = %s WHERE key_id = %s", (day, key_id))


def update_key_revoked(connection: psycopg.Connection, key_id: str, now: datetime) -> bool:
    """Revoke a key; the first revocation stands. False when there is no such key."""
    cursor = connection.execute("UPDATE api_key SET revoked_at = coalesce(revoked_at, %s) WHERE key_id = %s", (now, key_id))
    return cursor.rowcount == 1
