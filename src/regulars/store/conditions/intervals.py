"""Intervals: which whole numbers pass a test, as ranges; and how ranges of days become ranges of instants.

Days are turned into instants here, by the program's calendar, so that no engine's own time zones are asked: a member bought "on
1 March" means between two instants that core knows.
"""

from __future__ import annotations

from itertools import pairwise
from typing import Final, NamedTuple

from regulars.core.conditions.comparing import Between, Compare, OneOf, Test
from regulars.kit.calendars import Calendar
from regulars.kit.instants import Instant

DAYS_MAX: Final = 200_000
"""Days further from 1970 than this, about five centuries, are not told from for ever."""


class Range(NamedTuple):
    """Numbers from `low` to `high`, both included; None: without end."""

    low: int | None
    high: int | None


def passing(test: Test) -> list[Range]:
    """The ranges of whole numbers that pass a test."""
    if isinstance(test, Between):
        inside, outside = [Range(test.low, test.high)], [Range(None, test.low - 1), Range(test.high + 1, None)]
        return inside if test.is_inside else outside
    if isinstance(test, OneOf):
        values = sorted(test.values)
        if test.is_in:
            return [Range(value, value) for value in values]
        edges = [None, *values, None]
        between = [Range(None if low is None else low + 1, None if high is None else high - 1) for low, high in pairwise(edges)]
        return [held for held in between if held.low is None or held.high is None or held.low <= held.high]
    assert isinstance(test, Compare), "a number is compared"
    value = test.operand
    return {
        "=": [Range(value, value)], "!=": [Range(None, value - 1), Range(value + 1, None)], "<": [Range(None, value - 1)],
        "<=": [Range(None, value)], ">": [Range(value + 1, None)], ">=": [Range(value, None)],
    }[test.sign]  # fmt: skip


def days_ago(ranges: list[Range], today: int) -> list[Range]:
    """Ranges of "how many days ago" as ranges of days. Nothing is less than 0 days ago: what lies ahead is 0."""
    found = []
    for low, high in ranges:
        if high is not None and high < 0:
            continue
        latest = None if low is None or low <= 0 else today - low
        found.append(Range(None if high is None else today - high, latest))
    return found


def instants(ranges: list[Range], calendar: Calendar) -> list[tuple[Instant | None, Instant | None]]:
    """Ranges of days as ranges of instants: from the first one included to the last one excluded."""
    found = []
    for low, high in ranges:
        if (low is not None and low > DAYS_MAX) or (high is not None and high < -DAYS_MAX):
            continue
        start = None if low is None or low < -DAYS_MAX else calendar.day_start(low)
        end = None if high is None or high > DAYS_MAX else calendar.day_start(high + 1)
        found.append((start, end))
    return found
