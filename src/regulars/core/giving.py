"""Giving: the one way in which a rule's award reaches a wallet, and the way back."""

from __future__ import annotations

from typing import Final

from regulars.core import growth, lots
from regulars.core.moment import Moment
from regulars.core.rules import Milestone, Rule
from regulars.kit.instants import Instant

POINTS_EARNED: Final = "points_earned"
"""Metric: points earned in a month by rules that are not milestones themselves, net of refunds."""


def give(moment: Moment, rule: Rule, points: int, reference: str, month: int = 0) -> None:
    """Credit an award to the wallet its rule names; '' for the moment's own reference, 0 for its own month."""
    month = month or moment.month
    if rule.wallet in moment.current.growth_wallets:
        growth.credit(moment, rule.wallet, points, rule.dimension, rule.key, month, reference)
        return
    lots.credit(moment, rule.wallet, "earn", points, rule.key, usable_from(moment, rule), reference)
    if not isinstance(rule, Milestone):
        moment.count(POINTS_EARNED, month, points)
    moment.tell("points.earned", {"wallet": rule.wallet, "points": points, "rule": rule.key})


def usable_from(moment: Moment, rule: Rule) -> Instant:
    """When what a rule gives can be used: at once, after some days, or from a date on."""
    if rule.pending_days:
        return moment.program.calendar.later_by_days(moment.effective_at, rule.pending_days)
    return rule.pending_until


def take(moment: Moment, rule: Rule, points: int, reference: str, month: int) -> None:
    """Take back what a rule gave in a month, by the same policy as any refund."""
    if rule.wallet in moment.current.growth_wallets:
        growth.take_back(moment, rule.wallet, points, rule.dimension, rule.key, month, reference)
        return
    lots.take_back(moment, rule.wallet, points, rule.key, reference)
    if not isinstance(rule, Milestone):
        moment.count(POINTS_EARNED, month, -points)
    moment.tell("points.reversed", {"wallet": rule.wallet, "points": points, "rule": rule.key})
