"""API keys: made once, shown once, and checked against a hash; replaced by a successor while both work for a while."""

import hmac
from dataclasses import replace
from datetime import datetime, timedelta
from typing import NamedTuple
from uuid import UUID

import psycopg

from regulars.features.access.contracts import Actor, ApiKey, Principal, Visitor
from regulars.features.access.queries import keys as queries
from regulars.features.access.queries.assignments import select_known_units
from regulars.features.access.roles import KEY_SCOPES, UNIT_SCOPES, check_scopes
from regulars.features.access.service.granting import reach_of
from regulars.features.access.service.log import note
from regulars.features.access.tokens import BearerKey, hash_token, new_key
from regulars.kit.problems import FieldError, Problem
from regulars.store.homes import HEADQUARTERS

NAME_LENGTH_MAX = 100
VALID_DAYS_MAX = 3_660
OVERLAP_HOURS_MAX = 24 * 30


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
    connection: psycopg.Connection,
    name: str,
    scopes: tuple[str, ...],
    *,
    actor: Actor,
    now: datetime,
    valid_days: int | None = None,
    unit_id: UUID = HEADQUARTERS,
    inherits: bool = True,
) -> CreatedKey:
    """Make a key, which reaches a unit's members and, if so wanted, those below it.

    Raises Problem for an empty name, an unknown scope or unit, or a life that has no length.
    """
    if not 0 < len(name.strip()) <= NAME_LENGTH_MAX:
        field = FieldError("name", "cannot be used", expected=f"1 to {NAME_LENGTH_MAX} characters saying who uses the key")
        raise Problem("key_invalid", "A key needs a name.", errors=(field,))
    is_everywhere = unit_id == HEADQUARTERS and inherits
    check_scopes(scopes, KEY_SCOPES if is_everywhere else KEY_SCOPES & UNIT_SCOPES)
    if not select_known_units(connection, (unit_id,)):
        raise Problem("unit_unknown", "There is no such unit.", errors=(FieldError("unit_id", "is not known"),))
    expires_at = None if valid_days is None else now + timedelta(days=_checked_days(valid_days))
    key = ApiKey("", name.strip(), tuple(sorted(set(scopes))), now, expires_at, None, None, None, unit_id, inherits)
    created = _insert(connection, key)
    detail = f"{created.key.key_id}: {' '.join(created.key.scopes)}"
    note(connection, "key_created", f"key:{created.key.name}", actor, now, detail)
    return created


def list_keys(connection: psycopg.Connection) -> list[ApiKey]:
    """Every key, newest first."""
    return queries.select_keys(connection)


def rotate_key(
    connection: psycopg.Connection,
    key_id: str,
    *,
    overlap_hours: int,
    actor: Actor,
    now: datetime,
    valid_days: int | None = None,
) -> CreatedKey:
    """Make a successor with the same name and scopes; the old key works on for so many hours, then no more.

    The successor lives as long as the old one was meant to, unless `valid_days` says otherwise. Raises Problem `key_unknown`,
    `key_ended` or `key_invalid`.
    """
    if not 0 <= overlap_hours <= OVERLAP_HOURS_MAX:
        field = FieldError("overlap_hours", "is out of range", expected=f"0 to {OVERLAP_HOURS_MAX}")
        raise Problem("key_invalid", "The two keys cannot overlap for so long.", errors=(field,))
    old = _find(connection, key_id)
    if old.revoked_at is not None or old.replaced_by is not None or (old.expires_at is not None and old.expires_at <= now):
        raise Problem("key_ended", "The key was revoked, replaced, or has expired.", hint="Create a new key instead.")
    fresh = replace(old, created_at=now, expires_at=_end_of_successor(old, now, valid_days), last_used_on=None)
    created = _insert(connection, fresh)
    queries.update_key_replaced(connection, key_id, created.key.key_id, now + timedelta(hours=overlap_hours))
    note(
        connection,
        "key_rotated",
        f"key:{created.key.name}",
        actor,
        now,
        f"{key_id} → {created.key.key_id}, both for {overlap_hours} h",
    )
    return created


def revoke_key(connection: psycopg.Connection, key_id: str, *, actor: Actor, now: datetime) -> None:
    """Revoke a key. A server that has just seen it takes up to 30 seconds to notice. Raises Problem `key_unknown`."""
    key = _find(connection, key_id)
    if key.revoked_at is None:
        queries.update_key_revoked(connection, key_id, now)
        note(connection, "key_revoked", f"key:{key.name}", actor, now, key_id)


def check_key(connection: psycopg.Connection, bearer: BearerKey, visitor: Visitor, now: datetime) -> CheckedKey | None:
    """Check a key against the database and note the first use of a day; None when it is not good."""
    row = queries.select_key_secret(connection, bearer.key_id)
    if row is None or not hmac.compare_digest(row.secret_hash, hash_token(bearer.secret)):
        return None
    if row.revoked_at is not None or (row.expires_at is not None and row.expires_at <= now):
        return None
    scopes = frozenset(row.scopes)
    is_everywhere = row.unit_id == HEADQUARTERS and row.inherits
    limits = {} if is_everywhere else dict.fromkeys(scopes, reach_of(row.unit_id, inherits=row.inherits))
    principal = Principal("key", row.name, scopes, limits=limits)
    if row.last_used_on != now.date() and queries.update_key_used(connection, bearer.key_id, now.date()):
        note(connection, "key_used", principal.known_as, Actor(principal.known_as, visitor), now, bearer.key_id)
    return CheckedKey(row.secret_hash, principal, row.expires_at)


def _insert(connection: psycopg.Connection, wanted: ApiKey) -> CreatedKey:
    bearer = new_key()
    key = replace(wanted, key_id=bearer.key_id)
    queries.insert_key(connection, key, hash_token(bearer.secret))
    return CreatedKey(str(bearer), key)


def _end_of_successor(old: ApiKey, now: datetime, valid_days: int | None) -> datetime | None:
    if valid_days is not None:
        return now + timedelta(days=_checked_days(valid_days))
    return None if old.expires_at is None else now + (old.expires_at - old.created_at)


def _checked_days(valid_days: int) -> int:
    if not 1 <= valid_days <= VALID_DAYS_MAX:
        field = FieldError("valid_days", "is out of range", expected=f"1 to {VALID_DAYS_MAX}")
        raise Problem("key_invalid", "A key lives for a day at least, and ten years at most.", errors=(field,))
    return valid_days


def _find(connection: psycopg.Connection, key_id: str) -> ApiKey:
    key = queries.select_key_for_change(connection, key_id)
    if key is None:
        raise Problem("key_unknown", f"There is no key {key_id!r}.", hint="The list of keys shows all of them.")
    return key
