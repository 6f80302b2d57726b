"""The sweeper over a million members, of whom a tenth has something due: reminders, expiries, activations, decay, reviews."""

from __future__ import annotations

import time
from datetime import datetime
from typing import Any, Final

from bench.million import MEMBERS, Million
from regulars.kit.collecting import collect_seldom
from regulars.ledger.sweep import sweep
from regulars.store.clock import set_test_time

DUE: Final = MEMBERS // 10


def measure(base: Million) -> dict[str, Any]:
    """Members settled a second, by one sweeper. The clock of the base is moved on, so nothing else is measured on it later."""
    collect_seldom()
    sweep(base.context.ledger)
    until = _let_fall_due(base)
    before = _entries(base)
    began = time.perf_counter()
    settled = sweep(base.context.ledger, until)
    seconds = time.perf_counter() - began
    assert settled == DUE, settled
    return {
        "settle_members_per_second": round(settled / seconds),
        "settle": base.about() | {
            "due": settled, "seconds": round(seconds, 1), "entries": _entries(base) - before, "sweepers": 1,
            "repeat": "python -m bench settling",
        },
    }  # fmt: skip


def _let_fall_due(base: Million) -> datetime:
    """Move the clock on until half of the members have something due, and let all but a tenth have been settled by others."""
    with base.database.transaction() as connection:
        row = connection.execute(
            "SELECT next_due_at FROM member_state WHERE next_due_at IS NOT NULL ORDER BY next_due_at OFFSET %s LIMIT 1",
            (MEMBERS // 2,),
        ).fetchone()
        assert row is not None
        until: datetime = row[0]
        set_test_time(connection, until)
        connection.execute(
            "UPDATE member_state SET next_due_at = %(until)s + interval '1 day' WHERE next_due_at <= %(until)s AND NOT EXISTS"
            " (SELECT 1 FROM (SELECT member_id FROM member_state WHERE next_due_at <= %(until)s ORDER BY random() LIMIT %(due)s)"
            "  AS left_over WHERE left_over.member_id = member_state.member_id)",
            {"until": until, "due": DUE},
        )
        connection.execute("UPDATE member_state SET queued_for = next_due_at")
        connection.execute("DELETE FROM member_due")
        connection.execute("INSERT INTO member_due SELECT queued_for, member_id FROM member_state WHERE queued_for IS NOT NULL")
    base.rest()
    return until


def _entries(base: Million) -> int:
    with base.database.snapshot() as connection:
        row = connection.execute("SELECT count(*) FROM entry").fetchone()
    assert row is not None
    return int(row[0])
