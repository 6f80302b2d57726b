"""Sessions, and the links by which a person chooses a password."""

from datetime import datetime
from typing import NamedTuple
from uuid import UUID

import psycopg
from psycopg.rows import class_row

from regulars.features.access.contracts import StaffSession, Stage


class SessionRow(NamedTuple):
    """A session with the account it belongs to."""

    session_id: UUID
    staff_id: UUID
    username: str
    display_name: str
    disabled: bool
    stage: Stage
    created_at: datetime
    last_seen_at: datetime
    address: str


class LinkRow(NamedTuple):
    """A link with the account it is for."""

    staff_id: UUID
    username: str
    display_name: str
    purpose: str
    expires_at: datetime
    used_at: datetime | None
    disabled: bool


class NewSession(NamedTuple):
    """A session to be opened."""

    token_hash: bytes
    staff_id: UUID
    stage: Stage
    means: str
    address: str
    agent: str


def insert_session(connection: psycopg.Connection, new: NewSession, now: datetime) -> None:
    """Open a session."""
    connection.execute(
        "INSERT INTO staff_session (token_hash, staff_id, stage, means, address, agent, created_at, last_seen_at)"
        " VALUES (%s, %s, %s, %s, %s, %s, %s, %s)",
        (*new, now, now),
    )


def select_session(connection: psycopg.Connection, token_hash: bytes) -> SessionRow | None:
    """A session with its account."""
    with connection.cursor(row_factory=class_row(SessionRow)) as cursor:
        return cursor.execute(
            "SELECT session_id, staff_id, username, display_name, disabled, stage, session.created_at, last_seen_at,"
            " address FROM staff_session AS session JOIN staff USING (staff_id) WHERE token_hash = %s",
            (token_hash,),
        ).fetchone()


def select_sessions_of(
    connection: psycopg.Connection, staff_id: UUID, created_after: datetime, seen_after: datetime
) -> list[StaffSession]:
    """The open sessions of an account that have not ended, last used first."""
    with connection.cursor(row_factory=class_row(StaffSession)) as cursor:
        return cursor.execute(
            "SELECT session_id, created_at, last_seen_at, means, address, agent FROM staff_session"
            " WHERE staff_id = %s AND stage = 'open' AND created_at > %s AND last_seen_at > %s"
            " ORDER BY last_seen_at DESC, session_id",
            (staff_id, created_after, seen_after),
        ).fetchall()


def update_session_seen(connection: psycopg.Connection, session_id: UUID, address: str, now: datetime) -> None:
    """Note when and from where a session is used."""
    connection.execute(
        "UPDATE staff_session SET last_seen_at = %s, address = %s WHERE session_id = %s", (now, address, session_id)
    )


def delete_session(connection: psycopg.Connection, token_hash: bytes) -> None:
    """End the session of a token."""
    connection.execute("DELETE FROM staff_session WHERE token_hash = %s", (token_hash,))


def delete_session_of(connection: psycopg.Connection, staff_id: UUID, session_id: UUID) -> bool:
    """End one session of an account; False when it has none such."""
    return (
        connection.execute("DELETE FROM staff_session WHERE staff_id = %s AND session_id = %s", (staff_id, session_id)).rowcount
        == 1
    )


def delete_sessions_of(connection: psycopg.Connection, staff_id: UUID, but: UUID | None = None) -> int:
    """End every session of an account but one; how many."""
    cursor = connection.execute(
        "DELETE FROM staff_session WHERE staff_id = %s AND session_id IS DISTINCT FROM %s", (staff_id, but)
    )
    return cursor.rowcount


def delete_sessions_before(connection: psycopg.Connection, created_before: datetime) -> None:
    """Forget the sessions that are too old to be used."""
    connection.execute("DELETE FROM staff_session WHERE created_at < %s", (created_before,))


def delete_outlived_sessions(connection: psycopg.Connection, created_until: datetime, seen_until: datetime) -> int:
    """End the open sessions that began, or were last used, too long ago; how many."""
    return connection.execute(
        "DELETE FROM staff_session WHERE stage = 'open' AND (created_at <= %s OR last_seen_at <= %s)", (created_until, seen_until)
    ).rowcount


def has_session(connection: psycopg.Connection, session_id: UUID) -> bool:
    """Whether there is a session."""
    return connection.execute("SELECT FROM staff_session WHERE session_id = %s", (session_id,)).fetchone() is not None


def insert_link(
    connection: psycopg.Connection, code_hash: bytes, staff_id: UUID, purpose: str, now: datetime, expires_at: datetime
) -> None:
    """Add a link; those that the account had are void."""
    connection.execute("DELETE FROM staff_link WHERE staff_id = %s AND used_at IS NULL", (staff_id,))
    connection.execute(
        "INSERT INTO staff_link (code_hash, staff_id, purpose, created_at, expires_at) VALUES (%s, %s, %s, %s, %s)",
        (code_hash, staff_id, purpose, now, expires_at),
    )


def select_link(connection: psycopg.Connection, code_hash: bytes) -> LinkRow | None:
    """A link with its account."""
    with connection.cursor(row_factory=class_row(LinkRow)) as cursor:
        return cursor.execute(
            "SELECT staff_id, username, display_name, purpose, expires_at, used_at, disabled"
            " FROM staff_link JOIN staff USING (staff_id) WHERE code_hash = %s",
            (code_hash,),
        ).fetchone()


def update_link_used(connection: psycopg.Connection, code_hash: bytes, now: datetime) -> bool:
    """Use a link up; False when somebody else has just done so."""
    statement = "UPDATE staff_link SET used_at = %s WHERE code_hash = %s AND used_at IS NULL"
    return connection.execute(statement, (now, code_hash)).rowcount == 1


def delete_links_of(connection: psycopg.Connection, staff_id: UUID) -> None:
    """Make every unused link of an account void."""
    connection.execute("DELETE FROM staff_link WHERE staff_id = %s AND used_at IS NULL", (staff_id,))
