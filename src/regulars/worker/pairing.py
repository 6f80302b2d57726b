"""Looks for members who may be one person, round by round, until it is told to stop.

Several may run at once: one of them searches, the others find nothing to do. A base that is away is tried again in the next
round.
"""

from __future__ import annotations

from threading import Event

import psycopg
import structlog
from psycopg_pool import PoolTimeout

from regulars.features.context import AppContext
from regulars.features.duplicates.facade import search_round

ROUND_SECONDS = 30.0

log = structlog.get_logger()


def keep_pairing(context: AppContext, stop: Event, round_seconds: float = ROUND_SECONDS) -> None:
    """Search until `stop` is set; a member who joins is compared after at most a round."""
    while not stop.is_set():
        has_more = False
        try:
            done = search_round(context)
            has_more = done.has_more
            if done.found:
                log.info("duplicates_found", looked_at=done.looked_at, found=done.found)
        except (psycopg.OperationalError, PoolTimeout) as error:
            log.warning("duplicates_not_searched", error=type(error).__name__)
        if not has_more:
            stop.wait(round_seconds)
