"""Calendar arithmetic in a program's time zone: instants are UTC, days and months are local.

A day is the number of days since 1970-01-01, a month is `year * 12 + month - 1`, so that windows are plain comparisons. A local
day ends where the next one starts; `day_start` of the day after is therefore the first instant at which something usable
"until" a day is gone.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from typing import Final
from zoneinfo import ZoneInfo

from regulars.kit.instants import DAY, EPOCH_ORDINAL, Instant, datetime_of, instant_of

UNKNOWN: Final = 10**15
UNSTEADY: Final = UNKNOWN + 1
YEARS: Final = 130
"""So many years from 1970 on lie in tables, where looking up costs next to nothing; other days are worked out every time."""


class Calendar:
    """The local days and months of one zone. It remembers what it worked out, which never changes."""

    def __init__(self, zone: ZoneInfo) -> None:
        self.zone: Final = zone
        self._offsets: Final = [UNKNOWN] * DAYS
        self._starts: Final = [UNKNOWN] * DAYS

    def local(self, instant: Instant) -> int:
        """What a clock on the wall shows, in microseconds since 1970-01-01 on that wall."""
        offset = self._offset_on(instant // DAY)
        return instant + (self._offset_at(instant) if offset == UNSTEADY else offset)

    def day_of(self, instant: Instant) -> int:
        """The local day of an instant."""
        return self.local(instant) // DAY

    def month_of(self, instant: Instant) -> int:
        """The local month of an instant."""
        return month_of_day(self.local(instant) // DAY)

    def day_start(self, day: int) -> Instant:
        """The instant at which a local day starts."""
        if not 0 <= day < DAYS:
            return self._start_of(day)
        start = self._starts[day]
        if start == UNKNOWN:
            start = self._starts[day] = self._start_of(day)
        return start

    def month_start(self, month: int) -> Instant:
        """The instant at which a local month starts."""
        return self.day_start(first_day(month))

    def later_by_days(self, instant: Instant, days: int) -> Instant:
        """The same wall-clock time `days` later.

        >>> shanghai, start = Calendar(ZoneInfo("Asia/Shanghai")), instant_of(datetime(2025, 6, 1, 2, tzinfo=UTC))
        >>> shanghai.later_by_days(start, 7) - start == 7 * DAY
        True
        """
        later = instant + days * DAY
        offset = self._offset_on(later // DAY)
        if offset != UNSTEADY and self.local(instant) - instant == offset:
            return later
        wall = datetime_of(instant).astimezone(self.zone) + timedelta(days=days)  # keeps the wall clock
        return instant_of(wall)

    def _offset_on(self, day: int) -> int:
        """The offset all through a day of UTC; `UNSTEADY` where it changes."""
        if not 0 <= day < DAYS:
            return self._steady_offset(day)
        offset = self._offsets[day]
        if offset == UNKNOWN:
            offset = self._offsets[day] = self._steady_offset(day)
        return offset

    def _steady_offset(self, day: int) -> int:
        first, last = self._offset_at(day * DAY), self._offset_at(day * DAY + DAY - 1)
        return first if first == last else UNSTEADY

    def _start_of(self, day: int) -> Instant:
        return instant_of(datetime.combine(date_of(day), time(), self.zone))

    def _offset_at(self, instant: Instant) -> int:
        offset = datetime_of(instant).astimezone(self.zone).utcoffset()
        assert offset is not None, "a zone knows its offset"
        return offset // timedelta(microseconds=1)


@lru_cache(maxsize=64)
def calendar_of(zone: ZoneInfo) -> Calendar:
    """The calendar of a zone, one for the whole process."""
    return Calendar(zone)


def day_number(day: date) -> int:
    """A date as a day number.

    >>> day_number(date(1970, 1, 2))
    1
    """
    return day.toordinal() - EPOCH_ORDINAL


def date_of(day: int) -> date:
    """A day number as a date."""
    return date.fromordinal(day + EPOCH_ORDINAL)


FIRST_MONTH: Final = 1970 * 12
_FIRST_DAYS: Final = [
    day_number(date(month // 12, month % 12 + 1, 1)) for month in range(FIRST_MONTH, FIRST_MONTH + YEARS * 12 + 1)
]
DAYS: Final = _FIRST_DAYS[-1]
_MONTHS: Final = [
    FIRST_MONTH + number
    for number in range(YEARS * 12)
    for _ in range(_FIRST_DAYS[number + 1] - _FIRST_DAYS[number])
]  # fmt: skip


def month_of_day(day: int) -> int:
    """The month that a day lies in."""
    if 0 <= day < DAYS:
        return _MONTHS[day]
    named = date_of(day)
    return named.year * 12 + named.month - 1


def first_day(month: int) -> int:
    """The first day of a month."""
    number = month - FIRST_MONTH
    if 0 <= number < YEARS * 12:
        return _FIRST_DAYS[number]
    return day_number(date(month // 12, month % 12 + 1, 1))


def last_day(month: int) -> int:
    """The last day of a month."""
    return first_day(month + 1) - 1


def weekday_of(day: int) -> int:
    """The day of the week, 0 for Monday.

    >>> weekday_of(day_number(date(2025, 6, 1))) == date(2025, 6, 1).weekday()
    True
    """
    return (day + 3) % 7


def add_months(day: int, months: int) -> int:
    """The same day `months` later, or that month's last day where it is shorter.

    >>> date_of(add_months(day_number(date(2024, 2, 29)), 12))
    datetime.date(2025, 2, 28)
    """
    month = month_of_day(day)
    return min(first_day(month + months) + day - first_day(month), last_day(month + months))


def birthday_in(year: int, birthday: int) -> int:
    """The day of a year on which a birthday (month * 100 + day) is kept: one on 29 February on the 28th of a common year.

    >>> date_of(birthday_in(2025, 229)), date_of(birthday_in(2028, 229))
    (datetime.date(2025, 2, 28), datetime.date(2028, 2, 29))
    """
    month = year * 12 + birthday // 100 - 1
    return min(first_day(month) + birthday % 100 - 1, last_day(month))


def month_label(month: int) -> str:
    """A month number as `YYYY-MM`."""
    number = month - FIRST_MONTH
    return _LABELS[number] if 0 <= number < YEARS * 12 else _label(month)


def _label(month: int) -> str:
    return f"{month // 12:04d}-{month % 12 + 1:02d}"


_LABELS: Final = [_label(FIRST_MONTH + number) for number in range(YEARS * 12)]


def parse_month(label: str) -> int:
    """The month number of `YYYY-MM`; ValueError for anything else."""
    first = date.fromisoformat(f"{label}-01")
    return first.year * 12 + first.month - 1


def local_date(moment: datetime, zone: ZoneInfo) -> date:
    """The calendar day of a datetime in a zone."""
    return moment.astimezone(zone).date()


def date_start(day: date, zone: ZoneInfo) -> datetime:
    """The instant (as a datetime, UTC) at which a local day starts."""
    return datetime.combine(day, time(), zone).astimezone(UTC)


def month_date(month: int) -> date:
    """The first day of a month as a date."""
    return date(month // 12, month % 12 + 1, 1)
