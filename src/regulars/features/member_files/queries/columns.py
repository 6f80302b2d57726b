"""SQL of what decides which columns a file of members has."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from psycopg import Connection

from regulars.features.privacy.contracts import Channel, Purpose


def select_kinds(connection: Connection) -> list[str]:
    """The kinds of identities that members have."""
    rows = connection.execute("SELECT DISTINCT kind FROM member_identity")
    return [kind for (kind,) in rows.fetchall()]


def select_companies(connection: Connection, member_ids: Sequence[UUID]) -> list[UUID]:
    """Those of some members who are companies of which something personal is known, such as contacts."""
    rows = connection.execute(
        "SELECT member_id FROM member_profile WHERE kind = 'enterprise' AND sealed IS NOT NULL AND member_id = ANY(%s)",
        (list(member_ids),),
    )
    return [member_id for (member_id,) in rows.fetchall()]


def select_consents_said(connection: Connection) -> list[tuple[Channel, Purpose]]:
    """The channels and purposes of which anybody has said anything."""
    rows = connection.execute("SELECT DISTINCT channel, purpose FROM consent_change ORDER BY 1, 2")
    return [(channel, purpose) for channel, purpose in rows.fetchall()]
