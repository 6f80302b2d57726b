"""Calendar arithmetic in a program's time zone: instants are UTC, days and months are local.

A month is one integer, `year * 12 + month - 1`, so that windows are plain comparisons. A local day ends where the next
one starts; `day_start` of the day after is therefore the first instant at which something usable "until" a day is gone.
"""

from __future__ import annotations

from calendar import monthrange
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo


def local_date(instant: datetime, zone: ZoneInfo) -> date:
    """The calendar day of an instant in a zone."""
    return instant.astimezone(zone).date()


def month_of(instant: datetime, zone: ZoneInfo) -> int:
    """The month number of an instant in a zone.

    >>> month_label(month_of(datetime(2025, 12, 31, 16, tzinfo=UTC), ZoneInfo("Asia/Shanghai")))
    '2026-01'
    """
    local = instant.astimezone(zone)
    return local.year * 12 + local.month - 1


def month_label(month: int) -> str:
    """A month number as `YYYY-MM`."""
    return f"{month // 12:04d}-{month % 12 + 1:02d}"


def parse_month(label: str) -> int:
    """The month number of `YYYY-MM`; ValueError for anything else."""
    first = date.fromisoformat(f"{label}-01")
    return first.year * 12 + first.month - 1


def day_start(day: date, zone: ZoneInfo) -> datetime:
    """The instant (UTC) at which a local day starts."""
    return datetime.combine(day, time(), zone).astimezone(UTC)


def month_start(month: int, zone: ZoneInfo) -> datetime:
    """The instant (UTC) at which a local month starts."""
    return day_start(first_day(month), zone)


def first_day(month: int) -> date:
    """The first day of a month number."""
    return date(month // 12, month % 12 + 1, 1)


def last_day(month: int) -> date:
    """The last day of a month number."""
    year, number = month // 12, month % 12 + 1
    return date(year, number, monthrange(year, number)[1])


def add_months(day: date, months: int) -> date:
    """The same day `months` later, or that month's last day where it is shorter.

    >>> add_months(date(2024, 2, 29), 12)
    datetime.date(2025, 2, 28)
    """
    month = day.year * 12 + day.month - 1 + months
    return min(first_day(month) + timedelta(days=day.day - 1), last_day(month))


def later_by_days(local: datetime, days: int) -> datetime:
    """The same wall-clock time `days` later, as an instant (UTC); `local` carries its zone.

    >>> later_by_days(datetime(2025, 6, 1, 10, tzinfo=ZoneInfo("Asia/Shanghai")), 7).isoformat()
    '2025-06-08T02:00:00+00:00'
    """
    return (local + timedelta(days=days)).astimezone(UTC)  # arithmetic on a zoned time keeps the wall clock
