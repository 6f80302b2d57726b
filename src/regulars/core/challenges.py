"""Challenges: awards that follow a metric of the month, up and down.

After each event every milestone is compared with its metric in the months that changed. What is newly reached is given; what
no longer holds (a refund lowered the metric) is taken back by the same policy as any refund. A milestone that changes in the
middle of a month stays as it was until the month is over, so that what is taken back is what was given.
"""

from __future__ import annotations

from datetime import timedelta

from regulars.core import earning, growth, lots
from regulars.core.moment import Moment
from regulars.core.rules import Milestone
from regulars.core.state import shift_in
from regulars.kit.calendars import month_label, month_start

NOTHING: dict[int, int] = {}


def follow(moment: Moment, months: set[int]) -> None:
    """Bring every milestone in line with its metric in the given months."""
    for month in sorted(months):
        for rule in milestones_of(moment, month):
            value = moment.state.metrics.get(rule.metric, NOTHING).get(month, 0)
            _bring_in_line(moment, rule, month, rule.times(value))


def milestones_of(moment: Moment, month: int) -> list[Milestone]:
    """The milestones of a month so far, each as the first version in force in that month had it."""
    versions = moment.programs.versions
    if len(versions) == 1:
        return list(moment.program.milestones.values())
    zone = moment.program.zone
    until = min(moment.effective_at, month_start(month + 1, zone) - timedelta.resolution)
    found: dict[str, Milestone] = {}
    for _, program in moment.programs.between(month_start(month, zone), until):
        found = {**program.milestones, **found}
    return list(found.values())


def _bring_in_line(moment: Moment, rule: Milestone, month: int, times: int) -> None:
    difference = times - moment.state.milestones.get(rule.key, NOTHING).get(month, 0)
    if not difference:
        return
    shift_in(moment.state.milestones, rule.key, month, difference)
    reference = f"challenge:{rule.key}:{month_label(month)}"
    points = abs(difference) * rule.points
    if difference > 0:
        if rule.wallet in moment.current.growth_wallets:
            growth.credit(moment, rule.wallet, points, rule.dimension, rule.key, month, reference)
        else:
            earning.give(moment, rule, points, reference)
    elif rule.wallet in moment.current.growth_wallets:
        growth.take_back(moment, rule.wallet, points, rule.dimension, rule.key, month, reference)
    else:
        lots.take_back(moment, rule.wallet, points, rule.key, reference)
        moment.tell("points.reversed", wallet=rule.wallet, points=points, rule=rule.key)
