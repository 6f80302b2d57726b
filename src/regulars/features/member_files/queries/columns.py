"""SQL of what decides which columns a file of members has."""

from __future__ import annotations

from psycopg import Connection

from regulars.features.privacy.contracts import Channel, Purpose


def select_kinds(connection: Connection) -> list[str]:
    """The kinds of identities that members have."""
    rows = connection.execute("SELECT DISTINCT kind FROM member_identity")
    return [kind for (kind,) in rows.fetchall()]


def has_companies(connection: Connection) -> bool:
    """Whether any member is a company."""
    row = connection.execute("SELECT EXISTS (SELECT FROM member_profile WHERE kind = 'enterprise')").fetchone()
    return row is not None and bool(row[0])


def select_consents_said(connection: Connection) -> list[tuple[Channel, Purpose]]:
    """The channels and purposes of which anybody has said anything."""
    rows = connection.execute("SELECT DISTINCT channel, purpose FROM consent_change ORDER BY 1, 2")
    return [(channel, purpose) for channel, purpose in rows.fetchall()]
