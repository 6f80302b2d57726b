"""The sweeper: lets what is due happen, round after round, until it is told to stop.

Several may run at once, in servers or on their own: each leaves alone what another has locked, and whoever comes first, the
entries are the same. A round that fails (the database is away) writes nothing; it is logged and the next one tries again.
"""

from __future__ import annotations

from threading import Event

import psycopg
import structlog
from psycopg_pool import PoolTimeout

from regulars.kit.problems import Problem
from regulars.ledger.append import Ledger
from regulars.ledger.sweep import queue_whom_nobody_queued, sweep
from regulars.worker.checkpointing import checkpoint_daily
from regulars.worker.expiring import expire_approvals
from regulars.worker.sealing import seal_audit

ROUND_SECONDS = 30.0

log = structlog.get_logger()


def keep_settled(ledger: Ledger, stop: Event, round_seconds: float = ROUND_SECONDS) -> None:
    """Sweep until `stop` is set, waiting between rounds.

    Each round seals the audit log and ends old requests for approval; a day's first makes its checkpoint.
    """
    is_first = True
    while not stop.is_set():
        try:
            if is_first:
                queue_whom_nobody_queued(ledger)
                is_first = False
            seal_audit(ledger)
            expire_approvals(ledger)
            settled = sweep(ledger)
            checkpoint_daily(ledger)
        except (psycopg.OperationalError, PoolTimeout) as error:
            log.warning("sweep_failed", error=type(error).__name__)
        except Problem as problem:
            if problem.code != "program_missing":  # an empty base has nothing to settle
                raise
        else:
            if settled:
                log.info("swept", members=settled)
        stop.wait(round_seconds)
