"""Where a clock is to be moved: people say a day or a number of days, the ledger knows instants."""

from __future__ import annotations

from datetime import date, datetime

from regulars.features.sandbox.contracts import ClockReading
from regulars.kit.calendars import calendar_of, date_start
from regulars.kit.instants import datetime_of, instant_of
from regulars.kit.problems import FieldError, Problem


def target_of(clock: ClockReading, *, to: datetime | None, on: date | None, days: int | None) -> datetime:
    """The instant meant by exactly one of an instant, the start of a day, and a number of days later at the same local time."""
    if sum(given is not None for given in (to, on, days)) != 1:
        field = FieldError(
            "to", "exactly one of to, on and days says how far", "to=2027-01-01T00:00:00Z, on=2027-01-01 or days=30"
        )
        raise Problem("request_invalid", "How far should the clock move?", errors=(field,))
    if on is not None:
        return date_start(on, clock.zone)
    if days is not None:
        return datetime_of(calendar_of(clock.zone).later_by_days(instant_of(clock.now), days))
    assert to is not None, "one of them is given"
    return to
