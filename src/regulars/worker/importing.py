"""Brings members in from files that were handed over, one import after another.

Several workers may look at once; one of them takes each. A base that is away is tried again in the next round.
"""

from __future__ import annotations

from threading import Event

from regulars.features.context import AppContext
from regulars.features.member_files.facade import work_off
from regulars.worker.rounds import keep_at

ROUND_SECONDS = 1.0


def keep_importing(context: AppContext, stop: Event, round_seconds: float = ROUND_SECONDS) -> None:
    """Work off what is asked until `stop` is set."""
    keep_at(lambda: bool(work_off(context, stop)), stop, round_seconds, unreached="member_imports_not_reached")
