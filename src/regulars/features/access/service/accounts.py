"""Accounts of staff: create, list, close, and change a password. Closing and changing end every session."""

import re
import unicodedata
from datetime import datetime

import psycopg

from regulars.features.access import queries
from regulars.features.access.contracts import StaffAccount
from regulars.features.access.passwords import generate_password, hash_password
from regulars.features.access.roles import check_role
from regulars.kit.ids import new_id
from regulars.kit.problems import FieldError, Problem

USERNAME = re.compile(r"[\w.@+-]{2,64}")
DISPLAY_NAME_LENGTH_MAX = 100


def fold_username(username: str) -> str:
    """The one spelling under which a user name is kept.

    >>> fold_username(" Ａdmin ")
    'admin'
    """
    return unicodedata.normalize("NFKC", username).strip().casefold()


def create_staff(
    connection: psycopg.Connection, username: str, role: str, password: str, *, now: datetime, display_name: str = ""
) -> StaffAccount:
    """Add an account. Raises Problem for a bad or taken user name, an unknown role, a short password."""
    folded = fold_username(username)
    if not USERNAME.fullmatch(folded):
        field = FieldError("username", "cannot be used", expected="2 to 64 letters, digits or . _ @ + -")
        raise Problem("username_invalid", "The user name cannot be used.", errors=(field,))
    check_role(role)
    shown = (display_name.strip() or folded)[:DISPLAY_NAME_LENGTH_MAX]
    account = StaffAccount(new_id(), folded, shown, role, disabled=False, created_at=now)
    if not queries.insert_staff(connection, account, hash_password(password)):
        field = FieldError("username", "is taken", hint="Choose another one.")
        raise Problem("staff_exists", f"There is already an account {folded!r}.", errors=(field,))
    return account


def ensure_first_staff(connection: psycopg.Connection, username: str, *, now: datetime) -> str | None:
    """Create an administrator if there is no account at all, and return the password; None when there is one."""
    if queries.count_staff(connection):
        return None
    password = generate_password()
    create_staff(connection, username, "admin", password, now=now)
    return password


def list_staff(connection: psycopg.Connection) -> list[StaffAccount]:
    """Every account, by user name."""
    return queries.select_staff(connection)


def disable_staff(connection: psycopg.Connection, username: str) -> None:
    """Close an account at once."""
    folded = fold_username(username)
    if not queries.update_staff_disabled(connection, folded, disabled=True):
        raise _unknown(folded)
    queries.delete_sessions_of(connection, folded)


def reset_password(connection: psycopg.Connection, username: str, password: str | None = None) -> str:
    """Give an account a new password (a generated one by default), open it again, and return the password."""
    folded, chosen = fold_username(username), password or generate_password()
    if not queries.update_staff_password(connection, folded, hash_password(chosen)):
        raise _unknown(folded)
    queries.update_staff_disabled(connection, folded, disabled=False)
    queries.delete_sessions_of(connection, folded)
    return chosen


def _unknown(username: str) -> Problem:
    return Problem("staff_unknown", f"There is no account {username!r}.", hint="`regulars staff list` shows all of them.")
