"""What the events slice offers to others."""

from __future__ import annotations

from psycopg import Connection

from regulars.features.events import queries
from regulars.features.events.service.release import release
from regulars.ledger.wire import RELEASE_SOURCE

__all__ = ["quarantined_total", "release"]


def quarantined_total(connection: Connection) -> int:
    """How many events wait for staff."""
    return queries.count_quarantined(connection, RELEASE_SOURCE)
