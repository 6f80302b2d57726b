"""The deliverer: turns facts into webhook messages and sends them, until it is told to stop.

Several may run at once: facts are numbered by one at a time, an endpoint is read by one at a time, a message is claimed by one.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from threading import Event

import psycopg
import structlog
from psycopg_pool import PoolTimeout

from regulars.features.webhooks.facade import Dispatcher, Sender, forget_old, queue_messages
from regulars.store.database import Database

ROUND_SECONDS = 1.0
FORGET_EVERY = timedelta(hours=1)

log = structlog.get_logger()


def keep_delivering(
    database: Database, sender: Sender, clock: Callable[[], datetime], stop: Event, round_seconds: float = ROUND_SECONDS
) -> None:
    """Relay and send until `stop` is set; a lone fact waits for at most a round."""
    dispatcher = Dispatcher(database, sender, clock)
    forgotten_at: datetime | None = None
    while not stop.is_set():
        has_more = False
        try:
            now = clock()
            if forgotten_at is None or now - forgotten_at >= FORGET_EVERY:
                forget_old(database, now)
                forgotten_at = now
            has_more = queue_messages(database, now)
            has_more = bool(dispatcher.start()) or has_more
        except (psycopg.OperationalError, PoolTimeout) as error:
            log.warning("delivery_failed", error=type(error).__name__)
        if not has_more and not dispatcher.wait(round_seconds):
            stop.wait(round_seconds)
    dispatcher.close()
