"""Challenges: awards that follow a metric of the month, up and down.

After each event every milestone whose metric moved is compared with it in the months that changed. What is newly reached is
given; what no longer holds (a refund lowered the metric) is taken back by the same policy as any refund. A milestone that
changes in the middle of a month stays as it was until the month is over, so that what is taken back is what was given. A
milestone with a condition asks it when there is something to give, and never to take back.
"""

from __future__ import annotations

from regulars.core import asking, giving
from regulars.core.moment import Moment
from regulars.core.rules import Milestone
from regulars.core.state import State, shift_in
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
            # A condition is asked when the metric moves, as where there is one version, and not by whatever happens next.
            if rule.when is None or everything or month in moment.counted.get(rule.metric, []):
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
    times = rule.times(0 if metric is None else metric.get(month, 0))
    awarded_in = moment.state.milestones.get(rule.key)
    awarded = 0 if awarded_in is None else awarded_in.get(month, 0)
    if times > awarded and rule.when is not None and not asking.admits(moment, rule):
        return
    if rule.limit is None:
        if times != awarded:
            _move(moment, rule, month, times - awarded, (times - awarded) * rule.points)
        return
    points = within_limit(moment.state, rule, month, times)
    given = _given(moment.state, rule, month)
    if points < times * rule.points:
        moment.skipped.append((rule.key, "limit_reached"))
        times = -(-points // rule.points)  # those that gave something
    if times != awarded or points != given:
        shift_in(moment.state.limits, rule.key, month, points - given)
        _move(moment, rule, month, times - awarded, points - given)


def within_limit(state: State, rule: Milestone, month: int, times: int) -> int:
    """Points that so many awards in a month give, as far as the rule's limit lets them."""
    points = times * rule.points
    if rule.limit is None:
        return points
    is_life = rule.limit.per == "life"
    if rule.limit.times:
        awarded_in = state.milestones.get(rule.key)
        elsewhere = sum(awarded_in.values()) - awarded_in.get(month, 0) if is_life and awarded_in else 0
        points = min(points, max(rule.limit.times - elsewhere, 0) * rule.points)
    if rule.limit.points:
        given_in = state.limits.get(rule.key)
        elsewhere = sum(given_in.values()) - _given(state, rule, month) if is_life and given_in else 0
        points = min(points, max(rule.limit.points - elsewhere, 0))
    return points


def _given(state: State, rule: Milestone, month: int) -> int:
    """Points that the rule gave in a month."""
    awarded_in, given_in = state.milestones.get(rule.key), state.limits.get(rule.key)
    whole = 0 if awarded_in is None else awarded_in.get(month, 0) * rule.points
    return whole if given_in is None else given_in.get(month, whole)


def _move(moment: Moment, rule: Milestone, month: int, times: int, points: int) -> None:
    shift_in(moment.state.milestones, rule.key, month, times)
    reference = f"challenge:{rule.key}:{month_label(month)}"
    if points > 0:
        giving.give(moment, rule, points, reference, month)
    elif points < 0:
        giving.take(moment, rule, -points, reference, month)
