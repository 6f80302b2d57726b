"""Looks for members who may be one person, round by round."""

from __future__ import annotations

from threading import Event

import structlog

from regulars.features.context import AppContext
from regulars.features.duplicates.facade import search_round
from regulars.worker.rounds import keep_at

ROUND_SECONDS = 30.0

log = structlog.get_logger()


def keep_pairing(context: AppContext, stop: Event, round_seconds: float = ROUND_SECONDS) -> None:
    """Search until `stop` is set; a member who joins is compared after at most a round."""

    def search() -> bool:
        done = search_round(context)
        if done.found:
            log.info("duplicates_found", looked_at=done.looked_at, found=done.found)
        return done.has_more

    keep_at(search, stop, round_seconds, unreached="duplicates_not_searched")
