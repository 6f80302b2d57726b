"""Sessions: a random token in a cookie, kept as a hash. They end 8 hours after the last request, and 24 after log-in."""

from datetime import datetime, timedelta
from typing import NamedTuple

import psycopg

from regulars.features.access import queries
from regulars.features.access.contracts import Principal
from regulars.features.access.passwords import is_password
from regulars.features.access.roles import ROLES
from regulars.features.access.service.accounts import fold_username
from regulars.features.access.tokens import hash_token, new_token
from regulars.kit.problems import Problem

IDLE_MAX = timedelta(hours=8)
AGE_MAX = timedelta(hours=24)
SEEN_GRANULARITY = timedelta(minutes=1)


class OpenedSession(NamedTuple):
    """A fresh session: the token for the cookie, and who it is."""

    token: str
    principal: Principal


def find_account(connection: psycopg.Connection, username: str) -> queries.StaffSecret | None:
    """The account that a log-in names, before its password is checked."""
    return queries.select_staff_secret(connection, fold_username(username))


def check_password(account: queries.StaffSecret | None, password: str) -> queries.StaffSecret:
    """Give the account back if the password is right; the refusal is the same for every reason, and as slow.

    It takes tens of milliseconds by design, so it is done outside of any transaction.
    """
    fits = is_password(password, account.password_hash if account else None)
    if account is None or not fits or account.disabled:
        raise Problem("credentials_invalid", "User name or password is wrong.", hint="Check both, and the case of letters.")
    return account


def open_session(connection: psycopg.Connection, account: queries.StaffSecret, now: datetime) -> OpenedSession:
    """Open a session and forget those that have ended."""
    token = new_token()
    queries.delete_sessions_before(connection, now - AGE_MAX)
    queries.insert_session(connection, hash_token(token), account.staff_id, now)
    return OpenedSession(token, _principal(account.username, account.display_name, account.role))


def find_session(connection: psycopg.Connection, token: str, now: datetime) -> Principal | None:
    """Who a session token stands for at an instant; None when it is unknown, idle too long, too old, or closed."""
    token_hash = hash_token(token)
    row = queries.select_session(connection, token_hash)
    if row is None or row.disabled or now - row.created_at >= AGE_MAX or now - row.last_seen_at >= IDLE_MAX:
        return None
    if now - row.last_seen_at >= SEEN_GRANULARITY:
        queries.update_session_seen(connection, token_hash, now)
    return _principal(row.username, row.display_name, row.role)


def close_session(connection: psycopg.Connection, token: str) -> None:
    """End a session; an unknown one is as good as ended."""
    queries.delete_session(connection, hash_token(token))


def _principal(username: str, display_name: str, role: str) -> Principal:
    return Principal("staff", username, ROLES.get(role, frozenset()), display_name, role)
