"""Forgetting: deliveries that are over, and facts that everybody has heard."""

from __future__ import annotations

from datetime import datetime, timedelta

from regulars.features.webhooks import queries
from regulars.features.webhooks.service.endpoints import FACTS_KEPT
from regulars.store.database import Database
from regulars.store.outbox import forget_relayed

DELIVERED_KEPT = timedelta(days=7)
DEAD_KEPT = timedelta(days=30)


def forget_old(database: Database, now: datetime) -> None:
    """Drop deliveries a week after they arrived and dead letters after a month; facts after a month, once all have read them."""
    with database.transaction() as connection:
        queries.forget(connection, now - DELIVERED_KEPT, now - DEAD_KEPT)
        forget_relayed(connection, now - FACTS_KEPT, queries.read_by_all(connection))
