"""Keeps the extracts of documents up to date, round by round."""

from __future__ import annotations

from functools import partial
from threading import Event

from regulars.store.database import Database
from regulars.store.extracts import follow_round
from regulars.worker.rounds import keep_at

ROUND_SECONDS = 1.0


def keep_extracted(database: Database, stop: Event, round_seconds: float = ROUND_SECONDS) -> None:
    """Follow until `stop` is set."""
    keep_at(partial(follow_round, database), stop, round_seconds, unreached="extracts_not_followed")
