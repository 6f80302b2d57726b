"""The statements of approvals."""

import json
from dataclasses import astuple
from datetime import datetime
from typing import Any
from uuid import UUID

import psycopg

from regulars.features.approvals.contracts import Approval, Policy

COLUMNS = (
    "approval_id, member_id, type, data, foreseen, status, requested_by, requested_at, expires_at, decided_by, decided_at, note,"
    " outcome"
)
POLICY = "adjustment_above, days, merges, honours, mass_above, unmerges, imports_above"
"""The fields of a Policy, in its order."""


def insert_approval(connection: psycopg.Connection, approval: Approval) -> None:
    """Add a request."""
    connection.execute(
        "INSERT INTO approval (approval_id, member_id, type, data, foreseen, requested_by, requested_at, expires_at)"
        " VALUES (%s, %s, %s, %s, %s, %s, %s, %s)",
        (
            approval.approval_id, approval.member_id, approval.type, json.dumps(approval.data), json.dumps(approval.foreseen),
            approval.requested_by, approval.requested_at, approval.expires_at,
        ),
    )  # fmt: skip


def select_approval(connection: psycopg.Connection, approval_id: UUID) -> Approval | None:
    """One request."""
    statement = f"SELECT {COLUMNS} FROM approval WHERE approval_id = %s"  # noqa: S608 - our own list
    row = connection.execute(statement.encode(), (approval_id,)).fetchone()
    return None if row is None else _approval(row)


def select_approvals(
    connection: psycopg.Connection,
    *,
    status: str | None,
    requested_by: str | None,
    before: tuple[datetime, UUID] | None,
    limit: int,
) -> list[Approval]:
    """Requests, newest first, past a position."""
    at, approval_id = before or (None, None)
    rows = connection.execute(
        f"SELECT {COLUMNS} FROM approval"  # noqa: S608 - our own list
        " WHERE (%(status)s::text IS NULL OR status = %(status)s) AND (%(by)s::text IS NULL OR requested_by = %(by)s)"
        " AND (%(at)s::timestamptz IS NULL OR (requested_at, approval_id) < (%(at)s, %(id)s::uuid))"
        " ORDER BY requested_at DESC, approval_id DESC LIMIT %(limit)s",
        {"status": status, "by": requested_by, "at": at, "id": approval_id, "limit": limit},
    ).fetchall()
    return [_approval(row) for row in rows]


def update_decided(
    connection: psycopg.Connection,
    approval_id: UUID,
    status: str,
    *,
    by: str,
    at: datetime,
    note: str,
    outcome: str | None = None,
) -> bool:
    """Decide a request that waits; False when it no longer does, because another one was faster."""
    cursor = connection.execute(
        "UPDATE approval SET status = %s, decided_by = %s, decided_at = %s, note = %s, outcome = %s"
        " WHERE approval_id = %s AND status = 'pending'",
        (status, by, at, note, outcome, approval_id),
    )
    return cursor.rowcount == 1


def expire(connection: psycopg.Connection, now: datetime) -> int:
    """Let requests end that waited too long; how many."""
    return connection.execute(
        "UPDATE approval SET status = 'expired' WHERE status = 'pending' AND expires_at <= %s", (now,)
    ).rowcount


def select_policy(connection: psycopg.Connection) -> Policy:
    """What needs two people."""
    row = connection.execute(f"SELECT {POLICY} FROM approval_policy".encode()).fetchone()  # noqa: S608 - our own list
    assert row is not None, "a migration wrote it"
    return Policy(*row)


def update_policy(connection: psycopg.Connection, policy: Policy) -> None:
    """Say what needs two people."""
    connection.execute(
        f"UPDATE approval_policy SET ({POLICY}) = (%s, %s, %s, %s, %s, %s, %s)".encode(),  # noqa: S608 - our own list
        astuple(policy),
    )


def _approval(row: tuple[Any, ...]) -> Approval:
    approval_id, member_id, type_, data, foreseen, *_, outcome = row
    done = None if outcome is None else json.loads(outcome)
    status, requested_by, requested_at, expires_at, decided_by, decided_at, note = row[5:12]
    return Approval(
        approval_id, member_id, type_, json.loads(data), json.loads(foreseen), status, requested_by, requested_at, expires_at,
        decided_by, decided_at, note, done,
    )  # fmt: skip
