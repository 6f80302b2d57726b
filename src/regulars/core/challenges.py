"""Challenges: awards that follow a metric of the month, up and down.

After each event every milestone is compared with its metric in the months that changed. What is newly reached is given; what
no longer holds (a refund lowered the metric) is taken back by the same policy as any refund.
"""

from __future__ import annotations

from regulars.core import earning, growth, lots
from regulars.core.moment import Moment
from regulars.core.rules import Milestone


def follow(moment: Moment, months: set[int]) -> None:
    """Bring every milestone in line with its metric in the given months."""
    for rule in moment.program.rules:
        if isinstance(rule, Milestone):
            values = moment.state.metrics.get(rule.metric)
            if values:
                for month in sorted(months):
                    _bring_in_line(moment, rule, month, rule.times(values.get(month, 0)))


def _bring_in_line(moment: Moment, rule: Milestone, month: int, times: int) -> None:
    known = moment.state.milestones.get(rule.key, {})
    difference = times - known.get(month, 0)
    if not difference:
        return
    moment.state.milestones[rule.key] = {**known, month: times}
    reference = f"challenge:{rule.key}:{month}"
    points = abs(difference) * rule.points
    if difference > 0:
        if rule.wallet in moment.program.growth_wallets:
            growth.credit(moment, rule.wallet, points, rule.dimension, rule.key, month, reference)
        else:
            earning.give(moment, rule, points, reference)
    elif rule.wallet in moment.program.growth_wallets:
        growth.take_back(moment, rule.wallet, points, rule.dimension, rule.key, month, reference)
    else:
        lots.take_back(moment, rule.wallet, points, rule.key, reference)
        moment.tell("points.reversed", wallet=rule.wallet, points=points, rule=rule.key)
