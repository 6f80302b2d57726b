"""Undoing: an award is taken back, whoever asks - a refund of the order, or the end of a referral.

What of it has expired unspent is gone already and not taken twice; what is taken back is given back to the rule's limit.
"""

from __future__ import annotations

from regulars.core import growth, limits, lots
from regulars.core.giving import POINTS_EARNED
from regulars.core.moment import Moment
from regulars.core.records import Award, Facts


def undo(moment: Moment, award: Award, points: int, credited: dict[str, int], facts: Facts, reference: str) -> Award:
    """Take so many points of an award back. `credited` counts what had expired already, by wallet."""
    if points <= 0:
        return award
    if award.wallet in moment.current.growth_wallets:
        growth.take_back(moment, award.wallet, points, award.dimension, award.rule, award.month, reference)
    else:
        moment.count(POINTS_EARNED, award.month, -points)
        known = credited.get(award.wallet, 0)
        already_gone = min(points, facts.expired.get(award.wallet, 0) - known)
        if already_gone > 0:
            credited[award.wallet] = known + already_gone
        due = points - max(already_gone, 0)
        if due:
            lots.take_back(moment, award.wallet, due, award.rule, reference)
            moment.tell("points.reversed", {"wallet": award.wallet, "points": due, "rule": award.rule})
    if award.period != limits.NO_PERIOD:
        limits.give_back(moment, award.rule, award.period, points, award.taken + points == award.given)
    return award.with_taken(award.taken + points)
