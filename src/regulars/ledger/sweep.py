"""Sweep: settle members for whom something is due, in small transactions, whoever else is writing meanwhile."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from regulars.core.settlement import settle
from regulars.kit.instants import NEVER, instant_of
from regulars.ledger.activity import Activity
from regulars.ledger.append import Ledger
from regulars.ledger.figures import NO_RECORDS
from regulars.ledger.writing import Writing
from regulars.store.due import hold_waiting, queue_forgotten, take_out
from regulars.store.exchange import Exchange
from regulars.store.figures import fold_figures
from regulars.store.heads import hold_programs, is_history_coming, read_heads
from regulars.store.states import lock_states

SWEEP_MEMBERS_MAX = 500
"""Members looked at in one transaction."""


def queue_whom_nobody_queued(ledger: Ledger) -> int:
    """Queue members who have something due and do not stand in the queue; returns how many. It walks through all states.

    There are none, unless a server of an earlier release went on writing after the queue was made.
    """
    with ledger.database.transaction(as_service=True) as connection:
        return queue_forgotten(connection)


def sweep(ledger: Ledger, until: datetime | None = None, progress: Callable[[int], None] = lambda _: None) -> int:
    """Settle everything due by now (or by an earlier instant); returns how many members were settled.

    Members locked by somebody else are left out of a transaction and found again by the next one. While an import of history is
    unfinished nothing is settled: settling late changes nothing, but settling early would make the rest of the history late.
    """
    settled = 0
    while True:
        with ledger.database.transaction(as_service=True) as connection:
            if is_history_coming(connection):
                break
            hold_programs(connection)
            heads = read_heads(connection)
            now = ledger.instant(heads.test_now)
            due_by = min(instant_of(until), now) if until else now
            programs = ledger.history(connection)
            waiting = hold_waiting(connection, due_by, SWEEP_MEMBERS_MAX)
            states = lock_states(connection, {row.member_id for row in waiting})
            take_out(connection, waiting)
            writing = Writing(programs, states, heads.active_days)
            count = 0
            for row in waiting:
                stored = states[row.member_id]
                if stored.queued_for != row.due_at:  # an earlier row has overtaken this one
                    continue
                stored.queued_for = NEVER
                count += stored.state.next_due_at <= due_by
                before = Activity.of(stored.state)
                entries, facts = settle(programs, stored.state, due_by)
                writing.add_result(stored, before, entries, facts, None, due_by, NO_RECORDS)
                writing.finish(stored)
            writing.flush(Exchange(connection))
        settled += count
        progress(count)
        if len(waiting) < SWEEP_MEMBERS_MAX:
            break
    with ledger.database.transaction(as_service=True) as connection:
        fold_figures(connection)
    return settled
