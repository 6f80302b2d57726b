"""The statements of webhooks. Times come from the caller: deliveries live by the real clock, which a test can pass in."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from psycopg import Connection
from psycopg.rows import class_row, scalar_row

from regulars.features.webhooks.contracts import Claimed, Delivery, DisabledReason, Endpoint, Message

_ENDPOINT = "endpoint_id, url, description, types, is_active, disabled_reason, failing_since, created_at, created_by"
_DELIVERY = """delivery_no, endpoint_id, message_id, member_id, type, body, status, attempts, next_attempt_at, last_attempt_at,
    last_answer, created_at"""


class Reader(NamedTuple):
    """How far an endpoint has read, and what it wants."""

    endpoint_id: UUID
    types: list[str]
    read_to: int
    since: datetime


def insert_endpoint(connection: Connection, endpoint: Endpoint, secret: bytes) -> None:
    """Add an endpoint that hears what is recorded from now on."""
    connection.execute(
        f"INSERT INTO webhook_endpoint ({_ENDPOINT}, secret, read_to, since)"  # noqa: S608 - only constants
        " SELECT %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, relayed_to, %s FROM outbox_relay",
        (*endpoint[:3], list(endpoint.types), *endpoint[4:], secret, endpoint.created_at),
    )


def select_endpoints(connection: Connection, endpoint_id: UUID | None = None) -> list[Endpoint]:
    """All endpoints, oldest first, or one."""
    with connection.cursor(row_factory=class_row(Endpoint)) as cursor:
        return cursor.execute(
            f"SELECT {_ENDPOINT} FROM webhook_endpoint WHERE %(id)s::uuid IS NULL OR endpoint_id = %(id)s"  # noqa: S608 - only constants
            " ORDER BY created_at, endpoint_id",
            {"id": endpoint_id},
        ).fetchall()


def count_endpoints(connection: Connection) -> int:
    """How many endpoints there are, while no other transaction can add one."""
    connection.execute("LOCK TABLE webhook_endpoint IN SHARE ROW EXCLUSIVE MODE")
    with connection.cursor(row_factory=scalar_row) as cursor:
        return int(cursor.execute("SELECT count(*) FROM webhook_endpoint").fetchone() or 0)


def update_endpoint(connection: Connection, endpoint: Endpoint) -> None:
    """Write what staff may change; who is switched on again starts without a failure behind it."""
    connection.execute(
        "UPDATE webhook_endpoint SET url = %s, description = %s, types = %s, is_active = %s, disabled_reason = %s,"
        " failing_since = CASE WHEN %s AND NOT is_active THEN NULL ELSE failing_since END WHERE endpoint_id = %s",
        (
            endpoint.url, endpoint.description, list(endpoint.types), endpoint.is_active, endpoint.disabled_reason,
            endpoint.is_active, endpoint.endpoint_id,
        ),
    )  # fmt: skip


def delete_endpoint(connection: Connection, endpoint_id: UUID) -> bool:
    """Remove an endpoint with its deliveries; False if there is none."""
    return connection.execute("DELETE FROM webhook_endpoint WHERE endpoint_id = %s", (endpoint_id,)).rowcount == 1


def replace_secret(connection: Connection, endpoint_id: UUID, secret: bytes, previous_until: datetime) -> None:
    """Sign with a new secret, and until an instant with the old one too."""
    connection.execute(
        "UPDATE webhook_endpoint SET previous_secret = secret, previous_until = %s, secret = %s WHERE endpoint_id = %s",
        (previous_until, secret, endpoint_id),
    )


def rewind(connection: Connection, endpoint_id: UUID, since: datetime) -> int:
    """Let an endpoint read again what was recorded since an instant; returns how many transactions that is."""
    with connection.cursor(row_factory=scalar_row) as cursor:
        first = cursor.execute(
            "SELECT min(relay_no) FROM outbox WHERE recorded_at >= %s AND relay_no IS NOT NULL", (since,)
        ).fetchone()
        if first is None:
            return 0
        cursor.execute(
            "UPDATE webhook_endpoint SET read_to = least(read_to, %s), since = least(since, %s) WHERE endpoint_id = %s",
            (first - 1, since, endpoint_id),
        )
        again = cursor.execute(
            "SELECT count(*) FROM outbox WHERE relay_no >= %s AND recorded_at >= %s", (first, since)
        ).fetchone()
    return int(again or 0)


def lock_reader(connection: Connection) -> Reader | None:
    """An active endpoint that has something to read, locked for this transaction; None when all are up to date or being read."""
    with connection.cursor(row_factory=class_row(Reader)) as cursor:
        return cursor.execute(
            "SELECT endpoint_id, types, read_to, since FROM webhook_endpoint, outbox_relay"
            " WHERE is_active AND read_to < relayed_to ORDER BY read_to LIMIT 1 FOR UPDATE OF webhook_endpoint SKIP LOCKED"
        ).fetchone()


def insert_deliveries(connection: Connection, endpoint_id: UUID, messages: Sequence[Message], now: datetime) -> None:
    """Append messages to an endpoint's queue, in order."""
    with connection.cursor() as cursor:
        cursor.executemany(
            "INSERT INTO webhook_delivery (endpoint_id, message_id, member_id, type, body, status, next_attempt_at, created_at)"
            " VALUES (%s, %s, %s, %s, %s, 'pending', %s, %s)",
            [(endpoint_id, *message, now, now) for message in messages],
        )


def mark_read(connection: Connection, endpoint_id: UUID, read_to: int) -> None:
    """Note how far an endpoint has read."""
    connection.execute("UPDATE webhook_endpoint SET read_to = %s WHERE endpoint_id = %s", (read_to, endpoint_id))


def claim(
    connection: Connection, now: datetime, lost_at: datetime, busy: Sequence[UUID], per_endpoint: int, limit: int
) -> list[Claimed]:
    """Take deliveries whose turn it is: due, first of their member, of endpoints that are not busy.

    Each counts as attempted, and comes back by itself at `lost_at` should the process die before it hears the answer.
    """
    with connection.cursor(row_factory=class_row(Claimed)) as cursor:
        return cursor.execute(
            "WITH first AS (SELECT d.delivery_no, row_number() OVER (PARTITION BY d.endpoint_id ORDER BY d.delivery_no) AS place"
            "   FROM webhook_delivery AS d JOIN webhook_endpoint AS e USING (endpoint_id)"
            "   WHERE d.status = 'pending' AND d.next_attempt_at <= %(now)s AND e.is_active AND d.endpoint_id <> ALL (%(busy)s)"
            "   AND NOT EXISTS (SELECT FROM webhook_delivery AS b WHERE b.status = 'pending' AND b.endpoint_id = d.endpoint_id"
            "     AND b.member_id = d.member_id AND b.delivery_no < d.delivery_no)),"
            " taken AS (SELECT delivery_no FROM webhook_delivery WHERE status = 'pending' AND next_attempt_at <= %(now)s"
            "   AND delivery_no IN (SELECT delivery_no FROM first WHERE place <= %(each)s ORDER BY delivery_no LIMIT %(limit)s)"
            "   FOR UPDATE SKIP LOCKED)"
            " UPDATE webhook_delivery AS d SET attempts = d.attempts + 1, next_attempt_at = %(lost)s, last_attempt_at = %(now)s"
            " FROM taken, webhook_endpoint AS e WHERE d.delivery_no = taken.delivery_no AND e.endpoint_id = d.endpoint_id"
            " RETURNING d.delivery_no, d.endpoint_id, d.message_id, d.body, d.attempts, e.url,"
            " CASE WHEN e.previous_until > %(now)s THEN ARRAY[e.secret, e.previous_secret] ELSE ARRAY[e.secret] END AS secrets,"
            " e.failing_since",
            {"now": now, "lost": lost_at, "busy": list(busy), "each": per_endpoint, "limit": limit},
        ).fetchall()


def finish(connection: Connection, claimed: Claimed, status: str, answer: str, next_attempt_at: datetime) -> None:
    """Write what an attempt came to, unless a later attempt has begun since."""
    connection.execute(
        "UPDATE webhook_delivery SET status = %s, last_answer = %s, next_attempt_at = %s"
        " WHERE delivery_no = %s AND attempts = %s AND status = 'pending'",
        (status, answer, next_attempt_at, claimed.delivery_no, claimed.attempts),
    )


def note_success(connection: Connection, endpoint_id: UUID) -> None:
    """An endpoint answers again."""
    connection.execute(
        "UPDATE webhook_endpoint SET failing_since = NULL WHERE endpoint_id = %s AND failing_since IS NOT NULL", (endpoint_id,)
    )


def note_failure(connection: Connection, endpoint_id: UUID, now: datetime) -> None:
    """An endpoint did not take a message; the first time since the last success counts."""
    connection.execute(
        "UPDATE webhook_endpoint SET failing_since = %s WHERE endpoint_id = %s AND failing_since IS NULL", (now, endpoint_id)
    )


def disable(connection: Connection, endpoint_id: UUID, reason: DisabledReason) -> None:
    """Send nothing more to an endpoint; what waits stays."""
    connection.execute(
        "UPDATE webhook_endpoint SET is_active = false, disabled_reason = %s WHERE endpoint_id = %s", (reason, endpoint_id)
    )


def select_deliveries(
    connection: Connection, endpoint_id: UUID, status: str | None, before: int | None, limit: int
) -> list[Delivery]:
    """Deliveries of an endpoint, newest first."""
    with connection.cursor(row_factory=class_row(Delivery)) as cursor:
        return cursor.execute(
            f"SELECT {_DELIVERY} FROM webhook_delivery WHERE endpoint_id = %(endpoint)s"  # noqa: S608 - only constants
            " AND (%(status)s::text IS NULL OR status = %(status)s) AND delivery_no < %(before)s"
            " ORDER BY delivery_no DESC LIMIT %(limit)s",
            {"endpoint": endpoint_id, "status": status, "before": before or 2**62, "limit": limit},
        ).fetchall()


def count_deliveries(connection: Connection) -> dict[tuple[UUID, str], int]:
    """How many deliveries there are, by endpoint and status."""
    rows = connection.execute("SELECT endpoint_id, status, count(*) FROM webhook_delivery GROUP BY 1, 2")
    return {(endpoint_id, status): count for endpoint_id, status, count in rows}


def try_again(connection: Connection, endpoint_id: UUID, delivery_no: int | None, now: datetime) -> int:
    """Give one dead delivery, or all of an endpoint, a new life; returns how many."""
    return connection.execute(
        "UPDATE webhook_delivery SET status = 'pending', attempts = 0, next_attempt_at = %(now)s"
        " WHERE endpoint_id = %(endpoint)s AND status = 'dead' AND (%(no)s::bigint IS NULL OR delivery_no = %(no)s)",
        {"now": now, "endpoint": endpoint_id, "no": delivery_no},
    ).rowcount


def forget(connection: Connection, delivered_before: datetime, dead_before: datetime) -> int:
    """Drop old deliveries that are over; returns how many."""
    return connection.execute(
        "DELETE FROM webhook_delivery WHERE (status = 'delivered' AND created_at < %s) OR (status = 'dead' AND created_at < %s)",
        (delivered_before, dead_before),
    ).rowcount


def read_by_all(connection: Connection) -> int:
    """The relay number up to which every endpoint has read; one that is switched off is not waited for."""
    with connection.cursor(row_factory=scalar_row) as cursor:
        return int(
            cursor.execute(
                "SELECT coalesce((SELECT min(read_to) FROM webhook_endpoint WHERE is_active), relayed_to) FROM outbox_relay"
            ).fetchone()
            or 0
        )
