"""Instants on the command line: ISO 8601 with a zone, or a plain date, which is the start of that day."""

from __future__ import annotations

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from regulars.kit.calendars import date_start
from regulars.kit.problems import FieldError, Problem


def read_instant(text: str, option: str, zone: ZoneInfo) -> datetime:
    """An instant, or the start of a day in a zone; Problem `request_invalid` for anything else.

    >>> read_instant("2027-01-01", "--to", ZoneInfo("Asia/Shanghai")).isoformat()
    '2026-12-31T16:00:00+00:00'
    >>> read_instant("2027-01-01T08:00:00+08:00", "--to", ZoneInfo("UTC")).isoformat()
    '2027-01-01T00:00:00+00:00'
    """
    try:
        if len(text) == len("2027-01-01"):
            return date_start(date.fromisoformat(text), zone)
        instant = datetime.fromisoformat(text)
        if instant.tzinfo is not None:
            return instant.astimezone(UTC)
    except (ValueError, OverflowError):
        pass
    expected = "a date such as 2027-01-01, or ISO 8601 with a zone such as 2027-01-01T09:30:00+08:00"
    field = FieldError(option, f"{text[:64]} is neither a date nor an instant", expected)
    raise Problem("request_invalid", "The instant cannot be read.", errors=(field,))
