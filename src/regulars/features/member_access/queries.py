"""The statements of member access."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import NamedTuple
from uuid import UUID

from psycopg import Connection
from psycopg.rows import class_row

SEEN_EVERY = timedelta(hours=1)


class CodeRow(NamedTuple):
    """A code that was sent, as far as it can still be used."""

    member_id: UUID | None
    code_hash: bytes
    attempts: int


def insert_code(connection: Connection, code_id: UUID, member_id: UUID | None, code_hash: bytes, expires_at: datetime) -> None:
    """Keep a code; those that ended are dropped on the way."""
    connection.execute("DELETE FROM member_code WHERE expires_at < %s - interval '1 day'", (expires_at,))
    connection.execute(
        "INSERT INTO member_code (code_id, member_id, code_hash, expires_at) VALUES (%s, %s, %s, %s)",
        (code_id, member_id, code_hash, expires_at),
    )


def take_attempt(connection: Connection, code_id: UUID, now: datetime) -> CodeRow | None:
    """Count an attempt on a code that is still good and was not used; None where there is none such."""
    with connection.cursor(row_factory=class_row(CodeRow)) as cursor:
        return cursor.execute(
            "UPDATE member_code SET attempts = attempts + 1 WHERE code_id = %s AND expires_at > %s AND used_at IS NULL"
            " RETURNING member_id, code_hash, attempts",
            (code_id, now),
        ).fetchone()


def use_code(connection: Connection, code_id: UUID, now: datetime) -> bool:
    """Use a code up; False when another request did so a moment earlier."""
    used = connection.execute("UPDATE member_code SET used_at = %s WHERE code_id = %s AND used_at IS NULL", (now, code_id))
    return used.rowcount == 1


def use_token(connection: Connection, token_hash: bytes, expires_at: datetime, now: datetime) -> bool:
    """Note that a token opened a session; False when it did so before."""
    connection.execute("DELETE FROM member_token_used WHERE expires_at < %s", (now,))
    added = connection.execute(
        "INSERT INTO member_token_used (token_hash, expires_at) VALUES (%s, %s) ON CONFLICT DO NOTHING", (token_hash, expires_at)
    )
    return added.rowcount == 1


def insert_session(connection: Connection, token_hash: bytes, member_id: UUID, means: str, now: datetime) -> None:
    """Open a session."""
    connection.execute(
        "INSERT INTO member_session (token_hash, member_id, means, created_at, last_seen_at) VALUES (%s, %s, %s, %s, %s)",
        (token_hash, member_id, means, now, now),
    )


def select_session(connection: Connection, token_hash: bytes, created_after: datetime, seen_after: datetime) -> UUID | None:
    """Whose session a token opens; None for one that has ended."""
    row = connection.execute(
        "SELECT member_id FROM member_session JOIN member USING (member_id)"
        " WHERE token_hash = %s AND member_session.created_at > %s AND last_seen_at > %s AND erased_at IS NULL",
        (token_hash, created_after, seen_after),
    ).fetchone()
    return None if row is None else row[0]


def touch_session(connection: Connection, token_hash: bytes, now: datetime) -> None:
    """Note that a session is in use, once an hour."""
    connection.execute(
        "UPDATE member_session SET last_seen_at = %s WHERE token_hash = %s AND last_seen_at < %s",
        (now, token_hash, now - SEEN_EVERY),
    )


def delete_session(connection: Connection, token_hash: bytes) -> None:
    """End a session."""
    connection.execute("DELETE FROM member_session WHERE token_hash = %s", (token_hash,))


def delete_outlived_sessions(connection: Connection, created_until: datetime, seen_until: datetime) -> int:
    """End the sessions that began, or were last used, too long ago; how many."""
    return connection.execute(
        "DELETE FROM member_session WHERE created_at <= %s OR last_seen_at <= %s", (created_until, seen_until)
    ).rowcount
