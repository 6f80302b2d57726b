"""Windows: which months a requirement looks at, seen from a month.

Metrics are kept per month, so every window is a pair of month numbers and a sum; no history is scanned.
"""

from __future__ import annotations

from typing import Final

from regulars.core.program import Clause, Requirement, Window
from regulars.core.state import NO_MONTH, State

PERIOD_MONTHS: Final = {"month": 1, "quarter": 3, "half": 6, "year": 12}
FIRST_MONTH: Final = 0


def span(window: Window, month: int) -> tuple[int, int]:
    """First and last month of a window seen from `month`. Calendar windows end with their period.

    >>> span(Window("quarter"), 2025 * 12 + 4) == (2025 * 12 + 3, 2025 * 12 + 5)
    True
    """
    if window.kind == "lifetime":
        return FIRST_MONTH, month
    if window.kind == "rolling":
        return month - window.months + 1, month
    length = PERIOD_MONTHS[window.kind]
    first = month - month % length
    return first, first + length - 1


def total(state: State, metric: str, first: int, last: int) -> int:
    """The sum of a metric over months, both ends included."""
    months = state.metrics.get(metric)
    if months is None:
        return 0
    value = 0
    for month, counted in months.items():
        if first <= month <= last:
            value += counted
    return value


def measured(state: State, clause: Clause, month: int, up_to: int = NO_MONTH) -> int:
    """What a member has toward a clause seen from `month`; `up_to` extends the window's end (the buffer of a review)."""
    first, last = span(clause.window, month)
    return total(state, clause.metric, first, max(last, up_to))


def is_met(state: State, requirement: Requirement, month: int, up_to: int = NO_MONTH) -> bool:
    """Whether a requirement holds seen from a month; a requirement without clauses always does."""
    is_any = requirement.combinator == "any" and bool(requirement.clauses)
    for clause in requirement.clauses:
        if (measured(state, clause, month, up_to) >= clause.at_least) is is_any:
            return is_any
    return not is_any
