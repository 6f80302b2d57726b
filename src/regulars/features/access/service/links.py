"""Links by which a person chooses a password: an invitation for a new account, a reset for a forgotten password.

A link works once and for a while, and a new one makes the last void. Whoever makes it hands it over; nobody but the person
ever knows the password.
"""

from datetime import datetime, timedelta
from typing import Literal, NamedTuple

import psycopg

from regulars.features.access.contracts import Actor, StaffAccount, StaffLink, Visitor
from regulars.features.access.passwords import hash_password
from regulars.features.access.queries import sessions as queries
from regulars.features.access.queries import staff as staff_queries
from regulars.features.access.service import attempts
from regulars.features.access.service.accounts import known_as, own_words, read_staff
from regulars.features.access.service.log import note
from regulars.features.access.service.second_factor import remove_second_factor
from regulars.features.access.tokens import hash_token, new_token
from regulars.kit.problems import Problem
from regulars.store.database import Database
from regulars.store.log_in_rules import select_staff_rules

Purpose = Literal["invitation", "reset"]
VALID: dict[str, timedelta] = {"invitation": timedelta(days=7), "reset": timedelta(hours=24)}


class ReadLink(NamedTuple):
    """What a link's holder may know before using it."""

    username: str
    display_name: str
    purpose: str
    expires_at: datetime
    password_length_min: int


def make_link(
    connection: psycopg.Connection, account: StaffAccount, *, actor: Actor, now: datetime, forgets_second_factor: bool = False
) -> StaffLink:
    """Make a link; for an account with a password, the password stays good until the link is used.

    `forgets_second_factor`: the phone is gone too. Raises Problem `staff_deactivated`.
    """
    if account.disabled:
        raise Problem("staff_deactivated", "The account is deactivated.", hint="Activate it first.")
    purpose: Purpose = "reset" if account.has_password else "invitation"
    code, expires_at = new_token(), now + VALID[purpose]
    queries.insert_link(connection, hash_token(code), account.staff_id, purpose, now, expires_at)
    if forgets_second_factor and remove_second_factor(connection, account.staff_id, known_as(account), actor, now):
        queries.delete_sessions_of(connection, account.staff_id)
    note(connection, "invited" if purpose == "invitation" else "link_made", known_as(account), actor, now)
    return StaffLink(code, account.username, purpose, expires_at)


def read_link(connection: psycopg.Connection, code: str, now: datetime) -> ReadLink:
    """Who a link is for. Raises Problem `link_invalid` for one that is unknown, used, void or expired."""
    row = _find(connection, code, now)
    length_min = select_staff_rules(connection).password_length_min
    return ReadLink(row.username, row.display_name, row.purpose, row.expires_at, length_min)


def use_link(database: Database, code: str, password: str, visitor: Visitor, now: datetime) -> str:
    """Set the password a person chose, end their sessions, and return the user name to log in with.

    Raises Problem `link_invalid`, `password_too_short` or `password_weak`.
    """
    with database.transaction() as connection:
        account = read_staff(connection, _find(connection, code, now).staff_id)
        length_min = select_staff_rules(connection).password_length_min
    password_hash = hash_password(password, length_min, own_words(account))
    with database.transaction() as connection:
        row = _find(connection, code, now)
        if not queries.update_link_used(connection, hash_token(code), now):
            raise _invalid()
        staff_queries.update_password(connection, row.staff_id, password_hash, now)
        queries.delete_sessions_of(connection, row.staff_id)
        attempts.forget(connection, row.username)
        note(connection, "link_used", known_as(account), Actor(known_as(account), visitor), now, row.purpose)
    return row.username


def _find(connection: psycopg.Connection, code: str, now: datetime) -> queries.LinkRow:
    row = queries.select_link(connection, hash_token(code))
    if row is None or row.used_at is not None or row.disabled or row.expires_at <= now:
        raise _invalid()
    return row


def _invalid() -> Problem:
    return Problem("link_invalid", "The link is not valid any more.", hint="Ask an administrator for a new one.")
