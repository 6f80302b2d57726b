"""API keys."""

from datetime import date, datetime
from typing import NamedTuple
from uuid import UUID

import psycopg
from psycopg.rows import class_row

from regulars.features.access.contracts import ApiKey

KEY_COLUMNS = "key_id, name, scopes, created_at, expires_at, revoked_at, last_used_on, replaced_by, unit_id, inherits"


class KeySecret(NamedTuple):
    """What a bearer key is checked against."""

    secret_hash: bytes
    name: str
    scopes: list[str]
    expires_at: datetime | None
    revoked_at: datetime | None
    last_used_on: date | None
    unit_id: UUID
    inherits: bool


def insert_key(connection: psycopg.Connection, key: ApiKey, secret_hash: bytes) -> None:
    """Add a key."""
    connection.execute(
        "INSERT INTO api_key (key_id, secret_hash, name, scopes, created_at, expires_at, unit_id, inherits)"
        " VALUES (%s, %s, %s, %s, %s, %s, %s, %s)",
        (key.key_id, secret_hash, key.name, list(key.scopes), key.created_at, key.expires_at, key.unit_id, key.inherits),
    )


def select_keys(connection: psycopg.Connection) -> list[ApiKey]:
    """Every key, newest first."""
    rows = connection.execute(f"SELECT {KEY_COLUMNS} FROM api_key ORDER BY created_at DESC, key_id").fetchall()  # noqa: S608 - our own list
    return [_key(row) for row in rows]


def select_key_for_change(connection: psycopg.Connection, key_id: str) -> ApiKey | None:
    """One key, which nobody else changes until the transaction ends."""
    row = connection.execute(f"SELECT {KEY_COLUMNS} FROM api_key WHERE key_id = %s FOR UPDATE", (key_id,)).fetchone()  # noqa: S608 - our own list
    return None if row is None else _key(row)


def select_key_secret(connection: psycopg.Connection, key_id: str) -> KeySecret | None:
    """What a bearer key is checked against."""
    with connection.cursor(row_factory=class_row(KeySecret)) as cursor:
        return cursor.execute(
            "SELECT secret_hash, name, scopes, expires_at, revoked_at, last_used_on, unit_id, inherits FROM api_key"
            " WHERE key_id = %s",
            (key_id,),
        ).fetchone()


def update_key_used(connection: psycopg.Connection, key_id: str, day: date) -> bool:
    """Note the day of a key's last use; False when another process has just done so."""
    statement = "UPDATE api_key SET last_used_on = %s WHERE key_id = %s AND last_used_on IS DISTINCT FROM %s"
    return connection.execute(statement, (day, key_id, day)).rowcount == 1


def update_key_revoked(connection: psycopg.Connection, key_id: str, now: datetime) -> None:
    """Revoke a key; the first revocation stands."""
    connection.execute("UPDATE api_key SET revoked_at = coalesce(revoked_at, %s) WHERE key_id = %s", (now, key_id))


def update_key_replaced(connection: psycopg.Connection, key_id: str, successor_id: str, expires_at: datetime) -> None:
    """Say which key stands in for another, and when the other ends at the latest."""
    connection.execute(
        "UPDATE api_key SET replaced_by = %s, expires_at = least(expires_at, %s) WHERE key_id = %s",
        (successor_id, expires_at, key_id),
    )


def _key(row: tuple[object, ...]) -> ApiKey:
    key_id, name, scopes, *rest = row
    return ApiKey(key_id, name, tuple(scopes), *rest)  # type: ignore[arg-type] # the rest of KEY_COLUMNS
