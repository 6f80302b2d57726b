"""Accounts of staff."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

import psycopg
from psycopg.rows import class_row, dict_row, scalar_row

from regulars.features.access.contracts import Assignment, StaffAccount
from regulars.features.access.queries.assignments import replace_assignments
from regulars.store.homes import HEADQUARTERS

ACCOUNTS = """
    SELECT staff_id, username, display_name,
        ARRAY(SELECT role FROM staff_assignment AS has WHERE has.staff_id = staff.staff_id ORDER BY role, unit_id) AS roles,
        ARRAY(SELECT unit_id FROM staff_assignment AS has WHERE has.staff_id = staff.staff_id ORDER BY role, unit_id) AS units,
        ARRAY(SELECT inherits FROM staff_assignment AS has WHERE has.staff_id = staff.staff_id ORDER BY role, unit_id) AS below,
        disabled, created_at, email, password_hash IS NOT NULL AS has_password,
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
    password_hash: str | None
    disabled: bool
    email: str | None
    password_changed_at: datetime | None


def insert_staff(connection: psycopg.Connection, account: StaffAccount, password_hash: str | None) -> bool:
    """Add an account; False when the user name or the e-mail address is taken."""
    changed_at = account.created_at if password_hash else None
    cursor = connection.execute(
        "INSERT INTO staff (staff_id, username, display_name, email, password_hash, password_changed_at, created_at)"
        " VALUES (%s, %s, %s, %s, %s, %s, %s) ON CONFLICT DO NOTHING",
        (
            account.staff_id, account.username, account.display_name, account.email, password_hash, changed_at,
            account.created_at,
        ),
    )  # fmt: skip
    if cursor.rowcount == 1:
        replace_assignments(connection, account.staff_id, account.assignments)
    return cursor.rowcount == 1


def count_staff(connection: psycopg.Connection) -> int:
    """How many accounts there are, while no other transaction can add or change one."""
    connection.execute("LOCK TABLE staff IN SHARE ROW EXCLUSIVE MODE")
    with connection.cursor(row_factory=scalar_row) as cursor:
        count: int = cursor.execute("SELECT count(*) FROM staff").fetchone() or 0
    return count


def count_other_active(connection: psycopg.Connection, role: str, staff_id: UUID) -> int:
    """How many active accounts have a role everywhere, beside one, while no other transaction can change that."""
    connection.execute("LOCK TABLE staff IN SHARE ROW EXCLUSIVE MODE")
    statement = (
        "SELECT count(*) FROM staff JOIN staff_assignment AS given USING (staff_id)"
        " WHERE given.role = %s AND given.unit_id = %s AND given.inherits AND NOT disabled AND staff_id <> %s"
    )
    with connection.cursor(row_factory=scalar_row) as cursor:
        count: int = cursor.execute(statement, (role, HEADQUARTERS, staff_id)).fetchone() or 0
    return count


def select_staff(connection: psycopg.Connection) -> list[StaffAccount]:
    """Every account, by user name."""
    return _accounts(connection, f"{ACCOUNTS} ORDER BY username", ())


def select_account(connection: psycopg.Connection, staff_id: UUID) -> StaffAccount | None:
    """One account."""
    return next(iter(_accounts(connection, f"{ACCOUNTS} WHERE staff_id = %s", (staff_id,))), None)


def select_account_named(connection: psycopg.Connection, username: str) -> StaffAccount | None:
    """The account of a user name."""
    return next(iter(_accounts(connection, f"{ACCOUNTS} WHERE username = %s", (username,))), None)


def select_account_by_email(connection: psycopg.Connection, email: str) -> StaffAccount | None:
    """The account of an e-mail address, folded."""
    return next(iter(_accounts(connection, f"{ACCOUNTS} WHERE email = %s", (email,))), None)


def select_secret(connection: psycopg.Connection, username: str) -> StaffSecret | None:
    """The account a log-in names, with what it is checked against."""
    with connection.cursor(row_factory=class_row(StaffSecret)) as cursor:
        return cursor.execute(
            "SELECT staff_id, username, display_name, password_hash, disabled, email, password_changed_at"
            " FROM staff WHERE username = %s",
            (username,),
        ).fetchone()


def update_account(connection: psycopg.Connection, account: StaffAccount) -> bool:
    """Write name, roles, e-mail address and whether it is closed; False when another account has the address."""
    try:
        with connection.transaction():
            connection.execute(
                "UPDATE staff SET display_name = %s, email = %s, disabled = %s WHERE staff_id = %s",
                (account.display_name, account.email, account.disabled, account.staff_id),
            )
            replace_assignments(connection, account.staff_id, account.assignments)
    except psycopg.errors.UniqueViolation:
        return False
    return True


def update_password(connection: psycopg.Connection, staff_id: UUID, password_hash: str, now: datetime) -> None:
    """Change a password."""
    connection.execute(
        "UPDATE staff SET password_hash = %s, password_changed_at = %s WHERE staff_id = %s", (password_hash, now, staff_id)
    )


def _accounts(connection: psycopg.Connection, statement: str, values: Sequence[Any]) -> list[StaffAccount]:
    with connection.cursor(row_factory=dict_row) as cursor:
        rows = cursor.execute(statement.encode(), values).fetchall()
    for row in rows:
        parts = zip(row.pop("roles"), row.pop("units"), row.pop("below"), strict=True)
        row["assignments"] = tuple(Assignment(role, unit_id, inherits) for role, unit_id, inherits in parts)
    return [StaffAccount(**row) for row in rows]
