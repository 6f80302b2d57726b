"""The naive model's calendar: Shanghai, which has no summer time."""

from datetime import UTC, date, datetime, timedelta

HOURS_AHEAD = timedelta(hours=8)
Month = tuple[int, int]


def local(instant: datetime) -> datetime:
    """Wall-clock time in the shop."""
    return instant + HOURS_AHEAD


def midnight(day: date) -> datetime:
    """When a local day starts."""
    return datetime(day.year, day.month, day.day, tzinfo=UTC) - HOURS_AHEAD


def new_year(year: int) -> datetime:
    """When a local year starts."""
    return midnight(date(year, 1, 1))


def month_of(instant: datetime) -> Month:
    """The local month of an instant."""
    return local(instant).year, local(instant).month


def later(month: Month, months: int) -> Month:
    """So many months on, or back."""
    number = month[0] * 12 + month[1] - 1 + months
    return number // 12, number % 12 + 1


def month_start(month: Month) -> datetime:
    """When a local month starts."""
    return midnight(date(*month, 1))


def same_day_later(day: date, months: int) -> date:
    """The same day so many months on, or the last one of that month."""
    year, month = later((day.year, day.month), months)
    last = date(*later((year, month), 1), 1) - timedelta(days=1)
    return min(date(year, month, min(day.day, last.day)), last)
