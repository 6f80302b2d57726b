"""Whose person has which account, and log-ins by the identity provider that are on their way."""

from datetime import datetime
from typing import NamedTuple
from uuid import UUID

import psycopg
from psycopg.rows import class_row


class AttemptRow(NamedTuple):
    """What a log-in that comes back is checked against."""

    nonce: str
    verifier: str
    next_path: str
    created_at: datetime


def insert_attempt(connection: psycopg.Connection, state_hash: bytes, attempt: AttemptRow) -> None:
    """Remember a log-in that was sent to the provider."""
    connection.execute(
        "INSERT INTO provider_attempt (state_hash, nonce, verifier, next_path, created_at) VALUES (%s, %s, %s, %s, %s)",
        (state_hash, *attempt),
    )


def take_attempt(connection: psycopg.Connection, state_hash: bytes) -> AttemptRow | None:
    """Take a log-in that came back: once."""
    with connection.cursor(row_factory=class_row(AttemptRow)) as cursor:
        return cursor.execute(
            "DELETE FROM provider_attempt WHERE state_hash = %s RETURNING nonce, verifier, next_path, created_at", (state_hash,)
        ).fetchone()


def delete_attempts_before(connection: psycopg.Connection, created_before: datetime) -> None:
    """Forget log-ins that never came back."""
    connection.execute("DELETE FROM provider_attempt WHERE created_at < %s", (created_before,))


def select_linked(connection: psycopg.Connection, issuer: str, subject: str) -> UUID | None:
    """The account that a provider's person has."""
    row = connection.execute(
        "SELECT staff_id FROM staff_provider WHERE issuer = %s AND subject = %s", (issuer, subject)
    ).fetchone()
    return None if row is None else row[0]


def insert_linked(connection: psycopg.Connection, issuer: str, subject: str, staff_id: UUID, now: datetime) -> bool:
    """Note which account a provider's person has; False when the account is another person's of that provider."""
    cursor = connection.execute(
        "INSERT INTO staff_provider (issuer, subject, staff_id, linked_at) VALUES (%s, %s, %s, %s) ON CONFLICT DO NOTHING",
        (issuer, subject, staff_id, now),
    )
    return cursor.rowcount == 1
