"""Keeps rule-based tags up to date, round by round, until it is told to stop.

Several may run at once: one of them evaluates, the others find nothing to do. A base that is away is tried again in the next
round.
"""

from __future__ import annotations

from threading import Event

import psycopg
import structlog
from psycopg_pool import PoolTimeout

from regulars.features.context import AppContext
from regulars.features.tags.facade import evaluate_round

ROUND_SECONDS = 1.0

log = structlog.get_logger()


def keep_tagged(context: AppContext, stop: Event, round_seconds: float = ROUND_SECONDS) -> None:
    """Evaluate until `stop` is set; what happens to a member shows in the tags after at most a round."""
    while not stop.is_set():
        has_more = False
        try:
            done = evaluate_round(context)
            has_more = done.has_more
            if done.entered or done.left:
                log.info("tagged", rules=done.rules, changed=done.changed, entered=done.entered, left=done.left)
        except (psycopg.OperationalError, PoolTimeout) as error:
            log.warning("tags_not_evaluated", error=type(error).__name__)
        if not has_more:
            stop.wait(round_seconds)
