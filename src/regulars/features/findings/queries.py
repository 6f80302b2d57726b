"""SQL of findings: events of the kind that watches cause, as long as no later review of the same member answers them.

What was found of a member who was merged since is the survivor's, and so is the review.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Final
from uuid import UUID

from psycopg import Connection

from regulars.features.findings.contracts import Finding, Suspect

_FROM: Final = "FROM event AS e JOIN member AS m ON m.member_id = e.member_id"
_CAUSE: Final = (
    "JOIN event AS c ON c.member_id = split_part(e.event_id, ':', 1)::uuid"
    " AND c.event_no = split_part(e.event_id, ':', 2)::bigint"
)
"""A follow-up is named after the event that caused it (`ledger/following.py`)."""
_OPEN: Final = """
    CROSS JOIN LATERAL (
        SELECT CASE WHEN m.merged_into IS NULL THEN e.member_id ELSE standing_for(e.member_id) END AS member_id) AS one
    WHERE e.type = 'earning.unusual' AND NOT EXISTS (
        SELECT FROM event AS r WHERE r.type = 'earning.reviewed' AND r.status = 'accepted' AND r.event_id <> %(but)s
            AND r.member_id = one.member_id AND CASE WHEN r.member_id = e.member_id THEN r.event_no > e.event_no
                ELSE r.decided_at >= e.decided_at END)"""


def select_suspects(connection: Connection, after: tuple[datetime, UUID] | None, count_max: int) -> list[Suspect]:
    """Members of whom something waits, the longest wait first, after a position."""
    at, member_id = after or (None, None)
    rows = connection.execute(
        f"SELECT min(e.decided_at), one.member_id, count(*) {_FROM} {_OPEN} GROUP BY one.member_id"
        " HAVING %(at)s::timestamptz IS NULL OR (min(e.decided_at), one.member_id) > (%(at)s, %(member)s::uuid)"
        " ORDER BY 1, 2 LIMIT %(max)s".encode(),
        {"but": "", "at": at, "member": member_id, "max": count_max},
    )
    return [Suspect(*row) for row in rows]


def count_suspects(connection: Connection) -> int:
    """Of how many members something waits."""
    row = connection.execute(f"SELECT count(DISTINCT one.member_id) {_FROM} {_OPEN}".encode(), {"but": ""}).fetchone()
    assert row is not None, "an aggregate always answers"
    return int(row[0])


def select_suspects_among(connection: Connection, member_ids: Sequence[UUID]) -> list[UUID]:
    """Those of some members of whom something waits."""
    rows = connection.execute(
        f"SELECT DISTINCT one.member_id {_FROM} {_OPEN} AND one.member_id = ANY(%(members)s) ORDER BY 1".encode(),
        {"but": "", "members": list(member_ids)},
    )
    return [member_id for (member_id,) in rows]


def count_open(connection: Connection, member_id: UUID, review_id: str) -> int:
    """How much waits of a member, but for one review."""
    row = connection.execute(
        f"SELECT count(*) {_FROM} {_OPEN} AND one.member_id = %(member)s".encode(), {"but": review_id, "member": member_id}
    ).fetchone()
    assert row is not None, "an aggregate always answers"
    return int(row[0])


def select_findings(connection: Connection, member_ids: Sequence[UUID], each_max: int) -> list[Finding]:
    """What was found of members, the latest first, each with the event that caused it."""
    rows = connection.execute(
        "SELECT member_id, decided_at, occurred_at, body, source, event_id, type FROM ("  # noqa: S608 - only constants
        " SELECT one.member_id, e.decided_at, e.occurred_at, e.body, c.source, c.event_id, c.type, e.event_no,"
        " row_number() OVER (PARTITION BY one.member_id ORDER BY e.decided_at DESC, e.event_no DESC) AS place"
        f" {_FROM} {_CAUSE} {_OPEN} AND one.member_id = ANY(%(members)s)) AS found"
        " WHERE place <= %(each)s ORDER BY decided_at DESC, event_no DESC".encode(),
        {"but": "", "members": list(member_ids), "each": each_max},
    )
    return [Finding(*row) for row in rows]
