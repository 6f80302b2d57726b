"""Instants as integers: microseconds since the start of 1970, UTC.

Whatever decides, sorts or compares works on these; `datetime` is for edges (JSON, databases, people). Integers are exact, cost
nothing to compare, and mean the same in Python, PostgreSQL and Arrow.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Final

Instant = int
"""Microseconds since 1970-01-01T00:00:00Z."""

SECOND: Final = 1_000_000
HOUR: Final = 3_600 * SECOND
DAY: Final = 86_400 * SECOND
NEVER: Final = 10**18
"""Later than every instant: what never expires, what is never due."""
BEFORE_ALL: Final = -NEVER
"""Earlier than every instant: what has not happened yet."""

EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
EPOCH_ORDINAL: Final = EPOCH.toordinal()


def instant_of(moment: datetime) -> Instant:
    """An aware datetime as an instant, exactly.

    >>> instant_of(datetime(1970, 1, 2, 0, 0, 0, 7, tzinfo=UTC))
    86400000007
    """
    utc = moment if moment.tzinfo is UTC else moment.astimezone(UTC)
    seconds = (utc.toordinal() - EPOCH_ORDINAL) * 86_400 + utc.hour * 3_600 + utc.minute * 60 + utc.second
    return seconds * SECOND + utc.microsecond


def datetime_of(instant: Instant) -> datetime:
    """An instant as a datetime in UTC; OverflowError beyond the years that it knows (so for `NEVER`).

    >>> datetime_of(-1).isoformat()
    '1969-12-31T23:59:59.999999+00:00'
    """
    return EPOCH + timedelta(0, 0, instant)


def maybe_datetime(instant: Instant) -> datetime | None:
    """An instant as a datetime; None for `NEVER` and `BEFORE_ALL`."""
    return EPOCH + timedelta(0, 0, instant) if BEFORE_ALL < instant < NEVER else None


def maybe_instant(moment: datetime | None, otherwise: Instant) -> Instant:
    """A datetime as an instant; what stands for none, if there is none."""
    return otherwise if moment is None else instant_of(moment)


def iso_text(instant: Instant) -> str:
    """An instant as ISO 8601 text in UTC."""
    return datetime_of(instant).isoformat()


_TWO: Final = [f"{number:02d}" for number in range(60)]
_DATES: Final[dict[int, str]] = {}
DATES_MAX: Final = 10_000


def utc_text(instant: Instant) -> str:
    """The same with `Z` for UTC, as answers carry it, for an instant within the years that a datetime knows.

    >>> utc_text(7), utc_text(3_600 * SECOND)
    ('1970-01-01T00:00:00.000007Z', '1970-01-01T01:00:00Z')
    """
    day, rest = instant // DAY, instant % DAY
    date = _DATES.get(day)
    if date is None:
        if len(_DATES) >= DATES_MAX:
            _DATES.clear()
        date = _DATES[day] = datetime_of(day * DAY).date().isoformat()
    seconds, micros = rest // SECOND, rest % SECOND
    time = f"{date}T{_TWO[seconds // 3_600]}:{_TWO[seconds // 60 % 60]}:{_TWO[seconds % 60]}"
    return f"{time}.{str(micros + SECOND)[1:]}Z" if micros else f"{time}Z"
