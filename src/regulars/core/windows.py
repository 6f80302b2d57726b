"""Windows: which months a requirement looks at, seen from a month.

Metrics are kept per month, so every window is a pair of month numbers and a sum; no history is scanned.
"""

from __future__ import annotations

from typing import Final

from regulars.core.conditions.sight import Sight
from regulars.core.ladders import GROWTH_METRIC, PERIOD_MONTHS, Clause, Requirement, Window
from regulars.core.state import NO_MONTH, State

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


def seen(window: Window, month: int) -> tuple[int, int]:
    """First and last month of a window as it is seen from `month`, when nothing of a later one has happened yet.

    >>> seen(Window("quarter"), 2025 * 12 + 4) == (2025 * 12 + 3, 2025 * 12 + 4)
    True
    """
    return span(window, month)[0], month


def by_month(state: State, metric: str) -> dict[int, int] | None:
    """A metric month by month; the growth of a wallet is one as well."""
    months = state.metrics.get(metric)
    if months is None and metric.startswith(GROWTH_METRIC):
        held = state.growth.get(metric.removeprefix(GROWTH_METRIC))
        return None if held is None else held.by_month()
    return months


def total(state: State, metric: str, first: int, last: int) -> int:
    """The sum of a metric over months, both ends included."""
    months = by_month(state, metric)
    if months is None:
        return 0
    value = 0
    if (last - first) * 3 < len(months):  # a look-up costs about three steps of a walk
        for month in range(first, last + 1):
            value += months.get(month, 0)
        return value
    for month, counted in months.items():
        if first <= month <= last:
            value += counted
    return value


def months_with(state: State, metric: str, at_least: int, first: int, last: int) -> int:
    """In how many months, both ends included, a metric reached a threshold."""
    months = by_month(state, metric)
    if months is None:
        return 0
    found = 0
    for month, counted in months.items():
        if first <= month <= last and counted >= at_least:
            found += 1
    return found


def measured(state: State, clause: Clause, month: int, up_to: int = NO_MONTH) -> int:
    """What a member has toward a clause seen from `month`: of its metric, or in how many months there is enough of it.

    `up_to` extends the window's end (the buffer of a review): what is earned there counts, and a month there may stand in for
    one that was missed.
    """
    first, last = span(clause.window, month)
    last = max(last, up_to)
    if clause.in_each_month:
        return min(months_with(state, clause.metric, clause.at_least, first, last), clause.window.length())
    return total(state, clause.metric, first, last)


def is_met(state: State, requirement: Requirement, month: int, up_to: int = NO_MONTH, sight: Sight | None = None) -> bool:
    """Whether a requirement holds seen from a month; a requirement without clauses always does.

    Its conditions are asked in `sight`, which is given wherever there can be one.
    """
    if requirement.when is not None:
        assert sight is not None, "a ladder with conditions is judged in the sight of an instant"
        if not requirement.when.holds(sight):
            return False
    clauses, groups = requirement.clauses, requirement.groups
    is_any = requirement.combinator == "any" and bool(clauses or groups)
    for clause in clauses:
        if (measured(state, clause, month, up_to) >= clause.required()) is is_any:
            return is_any
    for group in groups:
        if is_met(state, group, month, up_to, sight) is is_any:
            return is_any
    return not is_any
