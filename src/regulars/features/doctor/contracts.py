"""What a check is: a function from an installation to what it found, with what to do about it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal, NamedTuple

from regulars.features.context import AppContext

Level = Literal["ok", "warn", "fail"]
"""`fail`: something is wrong now. `warn`: it works, and somebody should look."""


class Finding(NamedTuple):
    """What a check says of one matter."""

    check: str
    level: Level
    says: str
    do: str = ""
    """What to do; empty where nothing is to be done."""


@dataclass(frozen=True, kw_only=True)
class Limits:
    """From where on a check complains. The defaults suit an installation that a shop depends on."""

    disk_free_bytes_warn: int = 5 * 2**30
    disk_free_bytes_fail: int = 2**30
    settlement_lag_warn: timedelta = timedelta(minutes=15)
    settlement_lag_fail: timedelta = timedelta(days=1)
    outbox_lag_warn: timedelta = timedelta(minutes=15)
    checkpoint_age_warn: timedelta = timedelta(days=2)
    backup_age_warn: timedelta = timedelta(days=2)
    clock_skew_warn: timedelta = timedelta(seconds=1)
    clock_skew_fail: timedelta = timedelta(seconds=30)
    unfolded_figures_warn: int = 20_000
    dead_rows_warn: int = 50_000
    dead_share_warn: float = 0.4
    transaction_age_warn: timedelta = timedelta(hours=1)
    transaction_ids_warn: int = 500_000_000
    transaction_ids_fail: int = 1_500_000_000
    connection_share_warn: float = 0.8


@dataclass(frozen=True, kw_only=True)
class Subject:
    """The installation that is looked at, with its database open and at the schema of this release."""

    context: AppContext
    limits: Limits

    def wall_clock(self) -> datetime:
        """The time of this machine."""
        return self.context.wall_clock()


Check = Callable[[Subject], Iterator[Finding]]


def graded(value: float, warn: float, fail: float | None = None) -> Level:
    """The level of a value of which more is worse.

    >>> graded(3, 5, 10), graded(5, 5, 10), graded(10, 5, 10)
    ('ok', 'warn', 'fail')
    """
    if fail is not None and value >= fail:
        return "fail"
    return "warn" if value >= warn else "ok"


def spoken(span: timedelta) -> str:
    """A span of time as people say it.

    >>> spoken(timedelta(seconds=90)), spoken(timedelta(hours=30)), spoken(timedelta(days=3)), spoken(timedelta(seconds=1.26))
    ('90 seconds', '30 hours', '3 days', '1.3 seconds')
    """
    seconds = abs(span.total_seconds())
    for unit, length in (("days", 86_400), ("hours", 3_600), ("minutes", 60)):
        if seconds >= 2 * length:
            return f"{seconds / length:.0f} {unit}"
    return f"{seconds:.3g} seconds" if seconds >= 10 else f"{seconds:.1f} seconds"
