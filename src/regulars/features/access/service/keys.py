"""API keys: made once, shown once, and checked against a hash."""

import hmac
from datetime import datetime, timedelta
from typing import NamedTuple

import psycopg

from regulars.features.access import queries
from regulars.features.access.contracts import ApiKey, Principal
from regulars.features.access.roles import check_scopes
from regulars.features.access.tokens import BearerKey, hash_token, new_key
from regulars.kit.problems import FieldError, Problem

NAME_LENGTH_MAX = 100


class CreatedKey(NamedTuple):
    """A fresh key: what to send, shown this once, and what is kept of it."""

    bearer: str
    key: ApiKey


class CheckedKey(NamedTuple):
    """A key that was found good, with what a later check without the database needs."""

    secret_hash: bytes
    principal: Principal
    expires_at: datetime | None


def create_key(
    connection: psycopg.Connection, name: str, scopes: tuple[str, ...], *, now: datetime, valid_days: int | None = None
) -> CreatedKey:
    """Make a key. Raises Problem for an empty name, an unknown scope, or a life that has no length."""
    if not 0 < len(name.strip()) <= NAME_LENGTH_MAX:
        field = FieldError("name", "cannot be used", expected=f"1 to {NAME_LENGTH_MAX} characters saying who uses the key")
        raise Problem("key_invalid", "A key needs a name.", errors=(field,))
    if valid_days is not None and valid_days < 1:
        field = FieldError("valid_days", "is too small", expected="1 or more")
        raise Problem("key_invalid", "A key lives for a day at least.", errors=(field,))
    check_scopes(scopes)
    bearer = new_key()
    expires_at = None if valid_days is None else now + timedelta(days=valid_days)
    key = ApiKey(bearer.key_id, name.strip(), tuple(sorted(set(scopes))), now, expires_at, None, None)
    queries.insert_key(connection, key, hash_token(bearer.secret))
    return CreatedKey(str(bearer), key)


def list_keys(connection: psycopg.Connection) -> list[ApiKey]:
    """Every key, newest first."""
    return queries.select_keys(connection)


def revoke_key(connection: psycopg.Connection, key_id: str, *, now: datetime) -> None:
    """Revoke a key. A server that has just seen it takes up to 30 seconds to notice."""
    if not queries.update_key_revoked(connection, key_id, now):
        raise Problem("key_unknown", f"There is no key {key_id!r}.", hint="`regulars keys list` shows all of them.")


def check_key(connection: psycopg.Connection, bearer: BearerKey, now: datetime) -> CheckedKey | None:
    """Check a key against the database and note its day of use; None when it is not good."""
    row = queries.select_key_secret(connection, bearer.key_id)
    if row is None or not hmac.compare_digest(row.secret_hash, hash_token(bearer.secret)):
        return None
    if row.revoked_at is not None or (row.expires_at is not None and row.expires_at <= now):
        return None
    if row.last_used_on != now.date():
        queries.update_key_used(connection, bearer.key_id, now.date())
    principal = Principal("key", row.name, frozenset(row.scopes))
    return CheckedKey(row.secret_hash, principal, row.expires_at)
