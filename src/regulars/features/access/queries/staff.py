"""Accounts of staff."""

from datetime import datetime
from typing import NamedTuple
from uuid import UUID

import psycopg
from psycopg.rows import class_row, scalar_row

from regulars.features.access.contracts import StaffAccount

ACCOUNTS = """
    SELECT staff_id, username, display_name, role, disabled, created_at, email, password_hash IS NOT NULL AS has_password,
        EXISTS (SELECT FROM staff_totp WHERE staff_totp.staff_id = staff.staff_id AND secret IS NOT NULL) AS has_second_factor,
        (SELECT max(last_seen_at) FROM staff_session AS session WHERE session.staff_id = staff.staff_id AND stage = 'open')
            AS last_seen_at
    FROM staff
"""


class StaffSecret(NamedTuple):
    """What a log-in is checked against."""

    staff_id: UUID
    username: str
    display_name: str
    role: str
    password_hash: str | None
    disabled: bool
    email: str | None
    password_changed_at: datetime | None


def insert_staff(connection: psycopg.Connection, account: StaffAccount, password_hash: str | None) -> bool:
    """Add an account; False when the user name or the e-mail address is taken."""
    changed_at = account.created_at if password_hash else None
    cursor = connection.execute(
        "INSERT INTO staff (staff_id, username, display_name, role, email, password_hash, password_changed_at, created_at)"
        " VALUES (%s, %s, %s, %s, %s, %s, %s, %s) ON CONFLICT DO NOTHING",
        (
            account.staff_id, account.username, account.display_name, account.role, account.email, password_hash, changed_at,
            account.created_at,
        ),
    )  # fmt: skip
    return cursor.rowcount == 1


def count_staff(connection: psycopg.Connection) -> int:
    """How many accounts there are, while no other transaction can add or change one."""
    connection.execute("LOCK TABLE staff IN SHARE ROW EXCLUSIVE MODE")
    with connection.cursor(row_factory=scalar_row) as cursor:
        count: int = cursor.execute("SELECT count(*) FROM staff").fetchone() or 0
    return count


def count_other_active(connection: psycopg.Connection, role: str, staff_id: UUID) -> int:
    """How many active accounts of a role there are beside one, while no other transaction can change that."""
    connection.execute("LOCK TABLE staff IN SHARE ROW EXCLUSIVE MODE")
    statement = "SELECT count(*) FROM staff WHERE role = %s AND NOT disabled AND staff_id <> %s"
    with connection.cursor(row_factory=scalar_row) as cursor:
        count: int = cursor.execute(statement, (role, staff_id)).fetchone() or 0
    return count


def select_staff(connection: psycopg.Connection) -> list[StaffAccount]:
    """Every account, by user name."""
    with connection.cursor(row_factory=class_row(StaffAccount)) as cursor:
        return cursor.execute(f"{ACCOUNTS} ORDER BY username").fetchall()


def select_account(connection: psycopg.Connection, staff_id: UUID) -> StaffAccount | None:
    """One account."""
    with connection.cursor(row_factory=class_row(StaffAccount)) as cursor:
        return cursor.execute(f"{ACCOUNTS} WHERE staff_id = %s", (staff_id,)).fetchone()


def select_account_named(connection: psycopg.Connection, username: str) -> StaffAccount | None:
    """The account of a user name."""
    with connection.cursor(row_factory=class_row(StaffAccount)) as cursor:
        return cursor.execute(f"{ACCOUNTS} WHERE username = %s", (username,)).fetchone()


def select_account_by_email(connection: psycopg.Connection, email: str) -> StaffAccount | None:
    """The account of an e-mail address, folded."""
    with connection.cursor(row_factory=class_row(StaffAccount)) as cursor:
        return cursor.execute(f"{ACCOUNTS} WHERE email = %s", (email,)).fetchone()


def select_secret(connection: psycopg.Connection, username: str) -> StaffSecret | None:
    """The account a log-in names, with what it is checked against."""
    with connection.cursor(row_factory=class_row(StaffSecret)) as cursor:
        return cursor.execute(
            "SELECT staff_id, username, display_name, role, password_hash, disabled, email, password_changed_at"
            " FROM staff WHERE username = %s",
            (username,),
        ).fetchone()


def update_account(connection: psycopg.Connection, account: StaffAccount) -> bool:
    """Write name, role, e-mail address and whether it is closed; False when another account has the address."""
    try:
        with connection.transaction():
            connection.execute(
                "UPDATE staff SET display_name = %s, role = %s, email = %s, disabled = %s WHERE staff_id = %s",
                (account.display_name, account.role, account.email, account.disabled, account.staff_id),
            )
    except psycopg.errors.UniqueViolation:
        return False
    return True


def update_password(connection: psycopg.Connection, staff_id: UUID, password_hash: str, now: datetime) -> None:
    """Change a password."""
    connection.execute(
        "UPDATE staff SET password_hash = %s, password_changed_at = %s WHERE staff_id = %s", (password_hash, now, staff_id)
    )
