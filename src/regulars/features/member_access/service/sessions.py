"""Sessions of members: a token of 256 random bits, kept as SHA-256, that sees one member's own data."""

from __future__ import annotations

import hashlib
import secrets
from datetime import datetime
from uuid import UUID

from psycopg import Connection

from regulars.features.member_access import queries
from regulars.features.member_access.contracts import Means, OpenedSession
from regulars.store.log_in_rules import select_member_rules
from regulars.store.members import standing_for

PREFIX = "ms_"
TOKEN_LENGTH_MAX = 100


def open_session(connection: Connection, member_id: UUID, means: Means, now: datetime) -> OpenedSession:
    """Open a session; the token is given this once."""
    token = PREFIX + secrets.token_urlsafe(32)
    queries.insert_session(connection, _hash(token), member_id, means, now)
    return OpenedSession(token, standing_for(connection, member_id), now + select_member_rules(connection).age_max)


def find_session(connection: Connection, token: str, now: datetime) -> UUID | None:
    """The member behind a token, or whoever stands for them; None for a session that has ended."""
    if not token.startswith(PREFIX) or len(token) > TOKEN_LENGTH_MAX:
        return None
    rules = select_member_rules(connection)
    member_id = queries.select_session(connection, _hash(token), now - rules.age_max, now - rules.idle_max)
    if member_id is None:
        return None
    queries.touch_session(connection, _hash(token), now)
    return standing_for(connection, member_id)


def end_outlived_sessions(connection: Connection, now: datetime) -> int:
    """End every session that has lasted or waited longer than it may by now, for good; how many."""
    rules = select_member_rules(connection)
    return queries.delete_outlived_sessions(connection, now - rules.age_max, now - rules.idle_max)


def end_session(connection: Connection, token: str) -> None:
    """End a session."""
    queries.delete_session(connection, _hash(token))


def _hash(token: str) -> bytes:
    return hashlib.sha256(token.encode()).digest()
