"""Challenges: awards that follow a metric of the month, up and down.

After each event every milestone whose metric moved is compared with it in the months that changed. What is newly reached is
given; what no longer holds (a refund lowered the metric) is taken back by the same policy as any refund. A milestone that
changes in the middle of a month stays as it was until the month is over, so that what is taken back is what was given. A
milestone with a condition asks it when there is something to give, and never to take back.
"""

from __future__ import annotations

from regulars.core import asking, earning, growth, lots
from regulars.core.moment import Moment
from regulars.core.rules import Milestone
from regulars.core.state import shift_in
from regulars.kit.calendars import month_label


def follow(moment: Moment, everything: bool) -> None:
    """Bring milestones in line with their metrics in the months that moved; `everything`: all of them, in this month too."""
    versions = len(moment.programs.versions)
    if versions == 1 and not everything:
        for rule in moment.program.milestones.values():
            months = moment.counted.get(rule.metric)
            if months is not None:
                for month in sorted(months) if len(months) > 1 else months:
                    _bring_in_line(moment, rule, month)
        return
    touched = {moment.month}
    for months in list(moment.counted.values()):
        touched.update(months)
    for month in sorted(touched):
        for rule in milestones_of(moment, month):
            _bring_in_line(moment, rule, month)


def milestones_of(moment: Moment, month: int) -> list[Milestone]:
    """The milestones of a month so far, each as the first version in force in that month had it."""
    if len(moment.programs.versions) == 1:
        return list(moment.program.milestones.values())
    calendar = moment.program.calendar
    until = min(moment.effective_at, calendar.month_start(month + 1) - 1)
    found: dict[str, Milestone] = {}
    for _, program in moment.programs.between(calendar.month_start(month), until):
        found = {**program.milestones, **found}
    return list(found.values())


def _bring_in_line(moment: Moment, rule: Milestone, month: int) -> None:
    metric = moment.state.metrics.get(rule.metric)
    value = 0 if metric is None else metric.get(month, 0)
    awarded = moment.state.milestones.get(rule.key)
    difference = rule.times(value) - (0 if awarded is None else awarded.get(month, 0))
    if not difference:
        return
    if difference > 0 and rule.when is not None and not asking.admits(moment, rule):
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
        moment.tell("points.reversed", {"wallet": rule.wallet, "points": points, "rule": rule.key})
