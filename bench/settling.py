"""The sweeper over a million members, of whom a tenth has something due: reminders, expiries, activations, decay, reviews."""

from __future__ import annotations

import tempfile
import time
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from bench.million import MEMBERS, Million
from regulars.kit.collecting import collect_seldom
from regulars.ledger.sweep import sweep
from regulars.store.clock import set_test_time

DUE_SHARE: Final = 10
"""One member in so many has something due."""


def measure() -> dict[str, Any]:
    """Members settled a second, by one sweeper, on a base of its own."""
    print("settling …", flush=True)
    with tempfile.TemporaryDirectory(prefix="regulars-bench-") as folder, Million(Path(folder), "retail.yaml") as base:
        collect_seldom()
        until, due = _let_fall_due(base)
        before = _entries(base)
        began = time.perf_counter()
        settled = sweep(base.context.ledger, until)
        seconds = time.perf_counter() - began
        assert settled >= due, (settled, due)
        return {
            "settle_members_per_second": round(settled / seconds),
            "settle": base.about() | {
                "due": due, "seconds": round(seconds, 1), "entries": _entries(base) - before, "sweepers": 1,
                "repeat": "python -m bench settling",
            },
        }  # fmt: skip


def _let_fall_due(base: Million) -> tuple[datetime, int]:
    """Move the clock on until a tenth of the members has something due; that instant, and how many they are."""
    with base.database.transaction() as connection:
        row = connection.execute(
            "SELECT next_due_at FROM member_state WHERE next_due_at IS NOT NULL ORDER BY next_due_at OFFSET %s LIMIT 1",
            (MEMBERS // DUE_SHARE,),
        ).fetchone()
        assert row is not None
        until: datetime = row[0]
        set_test_time(connection, until)
        counted = connection.execute("SELECT count(*) FROM member_state WHERE next_due_at <= %s", (until,)).fetchone()
    assert counted is not None
    base.analyze()
    return until, counted[0]


def _entries(base: Million) -> int:
    with base.database.snapshot() as connection:
        row = connection.execute("SELECT count(*) FROM entry").fetchone()
    assert row is not None
    return int(row[0])
