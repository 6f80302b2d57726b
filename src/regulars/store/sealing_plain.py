"""Sealing what stood in plain: run once, in the transaction that gives a database its keys.

A database made by a release without keys holds secrets as they are; from then on it never does again.
"""

from __future__ import annotations

from psycopg import Connection

from regulars.kit.sealing import DataKey


def seal_what_is_plain(connection: Connection, key: DataKey) -> None:
    """Seal the secrets of second factors and webhooks."""
    for staff_id, secret, pending in connection.execute("SELECT staff_id, secret, pending_secret FROM staff_totp").fetchall():
        place = totp_place(str(staff_id))
        connection.execute(
            "UPDATE staff_totp SET secret = %s, pending_secret = %s WHERE staff_id = %s",
            (_sealed(key, secret, place), _sealed(key, pending, place), staff_id),
        )
    for endpoint_id, secret, previous in connection.execute(
        "SELECT endpoint_id, secret, previous_secret FROM webhook_endpoint"
    ).fetchall():
        place = webhook_place(str(endpoint_id))
        connection.execute(
            "UPDATE webhook_endpoint SET secret = %s, previous_secret = %s WHERE endpoint_id = %s",
            (_sealed(key, secret, place), _sealed(key, previous, place), endpoint_id),
        )


def totp_place(staff_id: str) -> str:
    """Where the secret of a second factor stands."""
    return f"staff_totp {staff_id}"


def webhook_place(endpoint_id: str) -> str:
    """Where the secret of an endpoint stands."""
    return f"webhook {endpoint_id}"


def _sealed(key: DataKey, plain: bytes | None, place: str) -> bytes | None:
    return None if plain is None else key.seal(plain, place)
