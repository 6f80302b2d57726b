"""Second factors: the secrets of one-time passwords, recovery codes, and the roles that need one."""

from datetime import datetime
from typing import NamedTuple
from uuid import UUID

import psycopg
from psycopg.rows import class_row, scalar_row


class TotpRow(NamedTuple):
    """What codes are checked against; the secrets are sealed."""

    secret: bytes | None
    enrolled_at: datetime | None
    last_step: int
    pending_secret: bytes | None
    pending_since: datetime | None


def select_totp(connection: psycopg.Connection, staff_id: UUID) -> TotpRow | None:
    """The secret of an account, and the one it is about to have."""
    with connection.cursor(row_factory=class_row(TotpRow)) as cursor:
        return cursor.execute(
            "SELECT secret, enrolled_at, last_step, pending_secret, pending_since FROM staff_totp WHERE staff_id = %s",
            (staff_id,),
        ).fetchone()


def upsert_pending(connection: psycopg.Connection, staff_id: UUID, secret: bytes, now: datetime) -> None:
    """Keep a secret that waits for its first code."""
    connection.execute(
        "INSERT INTO staff_totp (staff_id, pending_secret, pending_since) VALUES (%s, %s, %s)"
        " ON CONFLICT (staff_id) DO UPDATE SET pending_secret = excluded.pending_secret, pending_since = excluded.pending_since",
        (staff_id, secret, now),
    )


def update_confirmed(connection: psycopg.Connection, staff_id: UUID, secret: bytes, step: int, now: datetime) -> bool:
    """Make the waiting secret the one in use, its first code taken; False when another is waiting by now."""
    cursor = connection.execute(
        "UPDATE staff_totp SET secret = pending_secret, enrolled_at = %s, last_step = %s, pending_secret = NULL,"
        " pending_since = NULL WHERE staff_id = %s AND pending_secret = %s",
        (now, step, staff_id, secret),
    )
    return cursor.rowcount == 1


def update_step(connection: psycopg.Connection, staff_id: UUID, step: int) -> bool:
    """Take a code; False when it, or a later one, was taken before, also by another process a moment ago."""
    cursor = connection.execute(
        "UPDATE staff_totp SET last_step = %s WHERE staff_id = %s AND last_step < %s", (step, staff_id, step)
    )
    return cursor.rowcount == 1


def delete_second_factor(connection: psycopg.Connection, staff_id: UUID) -> bool:
    """Forget secret and recovery codes; False when there was no secret in use."""
    connection.execute("DELETE FROM staff_recovery_code WHERE staff_id = %s", (staff_id,))
    with connection.cursor(row_factory=scalar_row) as cursor:
        return bool(
            cursor.execute("DELETE FROM staff_totp WHERE staff_id = %s RETURNING secret IS NOT NULL", (staff_id,)).fetchone()
        )


def replace_recovery_codes(connection: psycopg.Connection, staff_id: UUID, code_hashes: list[bytes]) -> None:
    """Keep new recovery codes; the old ones are void."""
    connection.execute("DELETE FROM staff_recovery_code WHERE staff_id = %s", (staff_id,))
    connection.execute(
        "INSERT INTO staff_recovery_code (staff_id, code_hash) SELECT %s, unnest(%s::bytea[])", (staff_id, code_hashes)
    )


def update_recovery_code_used(connection: psycopg.Connection, staff_id: UUID, code_hash: bytes, now: datetime) -> bool:
    """Use a recovery code up; False when there is no unused one such."""
    cursor = connection.execute(
        "UPDATE staff_recovery_code SET used_at = %s WHERE staff_id = %s AND code_hash = %s AND used_at IS NULL",
        (now, staff_id, code_hash),
    )
    return cursor.rowcount == 1


def count_recovery_codes(connection: psycopg.Connection, staff_id: UUID) -> int:
    """How many recovery codes are left."""
    statement = "SELECT count(*) FROM staff_recovery_code WHERE staff_id = %s AND used_at IS NULL"
    with connection.cursor(row_factory=scalar_row) as cursor:
        count: int = cursor.execute(statement, (staff_id,)).fetchone() or 0
    return count


def select_roles(connection: psycopg.Connection) -> frozenset[str]:
    """The roles that need a second factor."""
    return frozenset(role for (role,) in connection.execute("SELECT role FROM second_factor_role").fetchall())


def replace_roles(connection: psycopg.Connection, roles: list[str]) -> None:
    """Say which roles need a second factor."""
    connection.execute("DELETE FROM second_factor_role")
    connection.execute("INSERT INTO second_factor_role SELECT unnest(%s::text[])", (roles,))


def delete_sessions_without_factor(connection: psycopg.Connection, roles: list[str], but: UUID | None) -> int:
    """End the sessions that a password alone opened for people who have one of these roles and no second factor; how many."""
    return connection.execute(
        "DELETE FROM staff_session WHERE means = 'password' AND stage = 'open' AND session_id IS DISTINCT FROM %s"
        " AND staff_id IN (SELECT staff_id FROM staff_assignment WHERE role = ANY (%s))"
        " AND staff_id NOT IN (SELECT staff_id FROM staff_totp WHERE secret IS NOT NULL)",
        (but, roles),
    ).rowcount
