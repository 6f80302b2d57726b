"""The daily checkpoint: once a local day, in the first round of a worker after midnight.

Several workers may try at once: they take turns, and those who come later find it made. A ledger that is not the one which the
last checkpoint saw gets none; that is an error in the log in every round until somebody looks.
"""

from __future__ import annotations

import structlog

from regulars.kit.problems import Problem
from regulars.ledger.append import Ledger
from regulars.ledger.checkpoints import make_daily_checkpoint

log = structlog.get_logger()


def checkpoint_daily(ledger: Ledger) -> None:
    """Make the checkpoint of this day, unless there is one."""
    try:
        made = make_daily_checkpoint(ledger)
    except Problem as problem:
        if problem.code != "ledger_changed":
            raise
        log.error("ledger_changed", detail=problem.detail)  # noqa: TRY400 - the place in our code says nothing
        return
    if made is not None:
        log.info(
            "checkpoint_made", checkpoint_no=made.checkpoint_no, members=made.members, entries=made.entries, hash=made.hash.hex()
        )
