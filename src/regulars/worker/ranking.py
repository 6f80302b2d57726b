"""Keeps the orders of the member list up to date, round by round."""

from __future__ import annotations

from functools import partial
from threading import Event

from regulars.features.members.facade import rank_round
from regulars.store.database import Database
from regulars.worker.rounds import keep_at

ROUND_SECONDS = 1.0


def keep_ranked(database: Database, stop: Event, round_seconds: float = ROUND_SECONDS) -> None:
    """Rank until `stop` is set."""
    keep_at(partial(rank_round, database), stop, round_seconds, unreached="members_not_ranked")
