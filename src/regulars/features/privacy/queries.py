"""The statements of privacy: consents, and what an export of one member reads."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from psycopg import Connection
from psycopg.rows import class_row, dict_row

from regulars.features.privacy.contracts import Consent

_CONSENT = "channel, purpose, is_granted, said_at, source, recorded_at, recorded_by"
EVENTS_MAX = 100_000


def insert_consent(connection: Connection, member_id: UUID, consent: Consent) -> None:
    """Add a line to what a member said."""
    connection.execute(
        f"INSERT INTO consent_change (member_id, {_CONSENT}) VALUES (%s, %s, %s, %s, %s, %s, %s, %s)",  # noqa: S608 - only constants
        (member_id, *consent),
    )


def insert_consents(connection: Connection, said: Sequence[tuple[UUID, Consent]]) -> None:
    """Add lines to what many members said."""
    columns = [list(column) for column in zip(*((member_id, *consent) for member_id, consent in said), strict=True)]
    connection.execute(
        f"INSERT INTO consent_change (member_id, {_CONSENT}) SELECT * FROM unnest(%s::uuid[], %s::text[], %s::text[],"  # noqa: S608 - only constants
        " %s::boolean[], %s::timestamptz[], %s::text[], %s::timestamptz[], %s::text[])",
        columns,
    )


def select_consents_of(connection: Connection, member_ids: Sequence[UUID]) -> dict[UUID, list[Consent]]:
    """What holds now of some members, by channel and purpose; who said nothing is left out."""
    rows = connection.execute(
        f"SELECT DISTINCT ON (member_id, channel, purpose) member_id, {_CONSENT} FROM consent_change"  # noqa: S608 - only constants
        " WHERE member_id = ANY(%s) ORDER BY member_id, channel, purpose, said_at DESC, change_no DESC",
        (list(member_ids),),
    )
    found: dict[UUID, list[Consent]] = {}
    for member_id, *consent in rows.fetchall():
        found.setdefault(member_id, []).append(Consent(*consent))
    return found


def select_consents(connection: Connection, member_id: UUID) -> list[Consent]:
    """What holds now, by channel and purpose."""
    with connection.cursor(row_factory=class_row(Consent)) as cursor:
        return cursor.execute(
            f"SELECT DISTINCT ON (channel, purpose) {_CONSENT} FROM consent_change WHERE member_id = %s"  # noqa: S608 - only constants
            " ORDER BY channel, purpose, said_at DESC, change_no DESC",
            (member_id,),
        ).fetchall()


def select_consent_history(connection: Connection, member_id: UUID, limit: int) -> list[Consent]:
    """What was said, newest first."""
    with connection.cursor(row_factory=class_row(Consent)) as cursor:
        return cursor.execute(
            f"SELECT {_CONSENT} FROM consent_change WHERE member_id = %s"  # noqa: S608 - only constants
            " ORDER BY said_at DESC, change_no DESC LIMIT %s",
            (member_id, limit),
        ).fetchall()


def select_who_consents(connection: Connection, member_ids: Sequence[UUID], channel: str, purpose: str) -> set[UUID]:
    """Which of some members have agreed to a channel and purpose and not taken it back."""
    rows = connection.execute(
        "SELECT member_id FROM (SELECT DISTINCT ON (member_id) member_id, is_granted FROM consent_change"
        " WHERE member_id = ANY(%s) AND channel = %s AND purpose = %s ORDER BY member_id, said_at DESC, change_no DESC) AS newest"
        " WHERE is_granted",
        (list(member_ids), channel, purpose),
    )
    return {member_id for (member_id,) in rows.fetchall()}


def select_member_by_no(connection: Connection, member_no: int) -> UUID | None:
    """The member with a number."""
    row = connection.execute("SELECT member_id FROM member WHERE member_no = %s", (member_no,)).fetchone()
    return None if row is None else row[0]


def select_member_facts(connection: Connection, member_id: UUID) -> dict[str, Any] | None:
    """What stands in a member's own row; None for nobody."""
    with connection.cursor(row_factory=dict_row) as cursor:
        return cursor.execute(
            "SELECT member_id, member_no, joined_at, join_channel, created_at, erased_at FROM member WHERE member_id = %s",
            (member_id,),
        ).fetchone()


def select_state_text(connection: Connection, member_id: UUID) -> str:
    """The state of a member who exists."""
    row = connection.execute("SELECT member_document.whole FROM member_document WHERE member_id = %s", (member_id,)).fetchone()
    assert row is not None, "a member is never written without a state"
    return str(row[0])


def select_events(connection: Connection, member_id: UUID) -> list[dict[str, Any]]:
    """What happened to a member, oldest first, with the bodies as JSON text."""
    return _of_everybody(
        connection,
        member_id,
        "SELECT source, event_id, type, occurred_at, decided_at, status, body FROM event WHERE member_id = ANY(%s)"
        " ORDER BY decided_at, member_id, event_no LIMIT %s",
    )


def select_entries(connection: Connection, member_id: UUID) -> list[dict[str, Any]]:
    """What moved in the member's wallets, oldest first."""
    return _of_everybody(
        connection,
        member_id,
        "SELECT entry_no, at, wallet, kind, amount, rule, reference FROM entry WHERE member_id = ANY(%s)"
        " ORDER BY at, member_id, entry_no LIMIT %s",
    )


def select_merges(connection: Connection, member_id: UUID) -> list[dict[str, Any]]:
    """Who was made one with the member, or taken out again, oldest first."""
    return _of_everybody(
        connection,
        member_id,
        "SELECT absorbed_id, survivor_id, merged_at, merged_by, reason, unmerged_at, unmerged_by, unmerge_reason"
        " FROM member_merge WHERE survivor_id = ANY(%s) ORDER BY merged_at, merge_id LIMIT %s",
    )


def select_approvals(connection: Connection, member_id: UUID) -> list[dict[str, Any]]:
    """What was asked for about the member and needed a second person, oldest first, with its data as JSON text."""
    return _of_everybody(
        connection,
        member_id,
        "SELECT type, data, requested_by, requested_at, status, decided_by, decided_at, note FROM approval"
        " WHERE member_id = ANY(%s) ORDER BY requested_at, approval_id LIMIT %s",
    )


def select_sessions(connection: Connection, member_id: UUID) -> list[dict[str, Any]]:
    """Where the member is logged in, oldest first."""
    return _of_everybody(
        connection,
        member_id,
        "SELECT means, created_at, last_seen_at FROM member_session WHERE member_id = ANY(%s) ORDER BY created_at LIMIT %s",
    )


def select_accesses(connection: Connection, member_id: UUID) -> list[dict[str, Any]]:
    """Who read or changed what is kept of a member, oldest first."""
    return _of_everybody(
        connection,
        member_id,
        "SELECT at, kind, action, actor FROM audit_line WHERE members && %s::uuid[]::text[] ORDER BY line_no LIMIT %s",
    )


def _of_everybody(connection: Connection, member_id: UUID, statement: str) -> list[dict[str, Any]]:
    """Rows of a member and of everybody who was merged into them: they are one person."""
    names = connection.execute(
        "WITH RECURSIVE one (member_id) AS (SELECT %s::uuid"
        " UNION SELECT member.member_id FROM member JOIN one ON member.merged_into = one.member_id) SELECT member_id FROM one",
        (member_id,),
    ).fetchall()
    with connection.cursor(row_factory=dict_row) as cursor:
        return cursor.execute(statement.encode(), ([name for (name,) in names], EVENTS_MAX)).fetchall()
