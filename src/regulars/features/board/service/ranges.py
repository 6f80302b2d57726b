"""Ranges: which months a board shows, and which earlier ones they are compared with."""

from __future__ import annotations

from typing import Final

from regulars.features.board.contracts import Months
from regulars.kit.calendars import month_label, parse_month
from regulars.kit.problems import FieldError, Problem

MONTHS_DEFAULT: Final = 12
MONTHS_MAX: Final = 120


def chosen_months(first: str | None, last: str | None, this_month: int, data: Months | None) -> Months:
    """The range asked for; Problem `request_invalid` for one that is reversed, too long, or in the future."""
    newest = max(this_month, data.last if data else 0)
    end = this_month if last is None else parse_month(last)
    start = end - MONTHS_DEFAULT + 1 if first is None else parse_month(first)
    if end > newest:
        raise _refusal("to", "lies in the future", f"at most {month_label(newest)}")
    if start > end:
        raise _refusal("from", "lies after the end", f"at most {month_label(end)}")
    if end - start >= MONTHS_MAX:
        raise _refusal("from", "makes the range too long", f"at most {MONTHS_MAX} months")
    return Months(start, end)


def covers(data: Months | None, months: Months, *, only_end: bool) -> bool:
    """Whether data goes back far enough to compare: for a stock to the range's end, for a flow to its start."""
    return data is not None and data.first <= (months.last if only_end else months.first)


def _refusal(path: str, message: str, expected: str) -> Problem:
    return Problem("request_invalid", f"Refused: {path}.", errors=(FieldError(path, message, expected),))
