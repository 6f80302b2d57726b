"""Advance: move a sandbox's clock forward, day by day of the program's calendar, and let what is due on each day happen.

Settling once at the end would write the same entries. Going day by day also keeps the order between members: nobody's facts of
March are told before somebody's of February. Days on which nothing is due cost nothing. Each transaction settles at most as many
members as a sweep does, so an advance can stop after any of them; the same call again goes on from there.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from psycopg import Connection

from regulars.features.context import AppContext
from regulars.features.sandbox import queries
from regulars.features.sandbox.contracts import DAYS_MAX, Advanced, ClockReading
from regulars.features.sandbox.service.read_clock import read_clock
from regulars.kit.calendars import date_start, local_date
from regulars.kit.problems import FieldError, Problem
from regulars.ledger.sweep import sweep
from regulars.store.clock import move_test_time
from regulars.store.heads import is_history_coming

LOCKED_WAIT_SECONDS: Final = 0.05
"""How long to wait when all who are due are locked by somebody else."""

Progress = Callable[[datetime, int], None]
"""Told as time passes: where the clock stands, and how many members were just settled."""


def move_clock(context: AppContext, connection: Connection, to: datetime) -> None:
    """Move the clock forward to an instant, and leave what falls due to the next event or sweep.

    Problems `not_a_sandbox`, `clock_backwards`, `clock_too_far` and, while history is being imported, `import_unfinished`.
    """
    _checked(context, connection, to)
    move_test_time(connection, to)


def advance(
    context: AppContext, to: datetime, *, progress: Progress = lambda _now, _members: None, seconds_max: float | None = None
) -> Advanced:
    """Move the clock forward to an instant, and let everything due by then happen in order. Refuses as `move_clock` does.

    After `seconds_max` it stops between two transactions and says that it is not done.
    """
    with context.database.snapshot() as connection:
        zone = _checked(context, connection, to).zone
    way = _Way(progress, seconds_max)
    is_done = False
    with suppress(_TimeIsUp):
        while (until := _enter_next_day(context, to, zone, way)) is not None:
            before = way.settlements
            sweep(context.ledger, until, way.settled)
            if way.settlements == before:
                time.sleep(LOCKED_WAIT_SECONDS)
        is_done = True
    with context.database.snapshot() as connection:
        return Advanced(context.ledger.now(connection), way.settlements, is_done)


class _TimeIsUp(Exception):  # noqa: N818 - no error: a sweep is left between two of its transactions
    """Enough was done for one call."""


class _Way:
    """How far an advance has come."""

    def __init__(self, progress: Progress, seconds_max: float | None) -> None:
        self.now = datetime.min.replace(tzinfo=UTC)
        self.settlements = 0
        self._progress = progress
        self._stop_at = None if seconds_max is None else time.monotonic() + seconds_max

    def entered(self, now: datetime) -> None:
        self.now = now
        self._progress(now, 0)

    def settled(self, members: int) -> None:
        self.settlements += members
        self._progress(self.now, members)
        if self._stop_at is not None and time.monotonic() > self._stop_at:
            raise _TimeIsUp


def _enter_next_day(context: AppContext, to: datetime, zone: ZoneInfo, way: _Way) -> datetime | None:
    """Move the clock to the end of the first day with something due, and say until when to settle; None: nothing is left."""
    with context.database.transaction() as connection:
        _refuse_during_import(connection)
        first = queries.next_due(connection, to)
        day_over = to if first is None else min(to, date_start(local_date(first, zone) + timedelta(days=1), zone))
        move_test_time(connection, day_over)
    way.entered(day_over)
    if first is None:
        return None
    # What is due at midnight belongs to the day that begins there.
    return to if day_over == to else day_over - datetime.resolution


def _checked(context: AppContext, connection: Connection, to: datetime) -> ClockReading:
    clock = read_clock(context, connection)
    if not clock.is_test:
        hint = "Make one with `regulars sandbox create NAME`."
        raise Problem("not_a_sandbox", "This database lives by the computer's clock, which nobody moves.", hint=hint)
    if to < clock.now:
        field = FieldError("to", "lies before the time it is", f"not before {clock.now.isoformat()}")
        raise Problem("clock_backwards", "A clock only moves forward.", errors=(field,))
    if to - clock.now > timedelta(days=DAYS_MAX):
        field = FieldError("to", "is too far ahead", f"at most {DAYS_MAX:,} days after {clock.now.isoformat()}")
        raise Problem("clock_too_far", "The clock cannot be moved as far as this at once.", errors=(field,))
    _refuse_during_import(connection)
    return clock


def _refuse_during_import(connection: Connection) -> None:
    if is_history_coming(connection):
        hint = "Let it finish, or run it again; one that was given up no longer counts after 24 hours."
        raise Problem("import_unfinished", "An import of history is unfinished: settling now would make it late.", hint=hint)
