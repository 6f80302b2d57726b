"""Contests: how far each member is in what a limited-time honour is won by - so much of a metric within some days.

What one event changed is the difference of the metric's sum before and after it, as for tasks; it counts on the day of what it is
about, so a refund counts back on the day of its order. Who wins is a rank over members, which no decision about one of them can
know: whoever closes a contest sends an event to each winner.
"""

from __future__ import annotations

from typing import Final

from regulars.core.moment import Moment
from regulars.core.state import State, shift_in

WHOLE: Final = 0
"""A score is one number; it is kept by period like every counter."""


def sums(moment: Moment) -> dict[str, int] | None:
    """What the metrics of contests that this event may move come to so far; None while there is none."""
    found: dict[str, int] = {}
    for contest in moment.program.contests.values():
        if contest.first_day <= moment.day <= contest.last_day + moment.program.late_days:
            found[contest.metric] = _sum(moment.state, contest.metric)
    return found or None


def follow(moment: Moment, before: dict[str, int]) -> None:
    """Move the scores of the contests in whose days it happened."""
    day = moment.program.calendar.day_of(moment.counts_at)
    for key, contest in moment.program.contests.items():
        if contest.metric in before and contest.first_day <= day <= contest.last_day:
            change = _sum(moment.state, contest.metric) - before[contest.metric]
            if change:
                shift_in(moment.state.opened().scores, key, WHOLE, change)


def _sum(state: State, metric: str) -> int:
    total = 0
    for value in state.metrics.get(metric, {}).values():
        total += value
    return total
