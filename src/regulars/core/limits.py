"""Limits: how much a rule may still give to a member in a period, and what of that an award has used.

The state remembers points, and times where they are limited, by rule and period. What a refund takes back is given back to the
period that it was taken from.
"""

from __future__ import annotations

from typing import Final

from regulars.core.moment import Moment
from regulars.core.rules import Limit, Rule
from regulars.core.state import shift_in

PERIODS_MAX: Final = 48
"""Periods that a state remembers of a rule before those that no event can reach any more are dropped."""
NO_PERIOD: Final = -(10**9)
"""The period of an award that no limit counts."""


def left(moment: Moment, rule: Rule, points: int) -> int:
    """What the rule may give of an award now."""
    limit = rule.limit
    if limit is None:
        return points
    period = limit.period_of(moment.day)
    if limit.times and times_used(moment, rule.key, period) >= limit.times:
        return 0
    if not limit.points:
        return points
    used = moment.state.limits.get(rule.key)
    return min(points, max(limit.points - (0 if used is None else used.get(period, 0)), 0))


def times_used(moment: Moment, rule: str, period: int) -> int:
    """How often the rule gave something in a period."""
    extras = moment.state.extras
    used = None if extras is None else extras.times.get(rule)
    return 0 if used is None else used.get(period, 0)


def use(moment: Moment, rule: Rule, points: int) -> int:
    """Count an award that is given, and say in which period it counts."""
    limit = rule.limit
    if limit is None:
        return NO_PERIOD
    period = limit.period_of(moment.day)
    if limit.points:
        used = moment.state.limits.get(rule.key)
        if used is None:
            used = moment.state.limits[rule.key] = {}
        elif len(used) >= PERIODS_MAX:
            _forget(moment, limit, used)
        used[period] = used.get(period, 0) + points
    if limit.times:
        times = moment.state.opened().times
        known = times.get(rule.key)
        if known is not None and len(known) >= PERIODS_MAX:
            _forget(moment, limit, known)
        shift_in(times, rule.key, period, 1)
    return period


def give_back(moment: Moment, rule: str, period: int, points: int, is_all_gone: bool) -> None:
    """Give back what a refund took; the time is given back once all of the award is gone. What is forgotten stays forgotten."""
    if period == NO_PERIOD:
        return
    used = moment.state.limits.get(rule)
    held = 0 if used is None else used.get(period, 0)
    if held:
        shift_in(moment.state.limits, rule, period, -min(points, held))
    if is_all_gone and times_used(moment, rule, period):
        shift_in(moment.state.opened().times, rule, period, -1)


def _forget(moment: Moment, limit: Limit, used: dict[int, int]) -> None:
    oldest = limit.period_of(moment.program.calendar.day_of(moment.now) - moment.program.late_days - 1)
    for period in [period for period in used if period < oldest]:
        del used[period]
