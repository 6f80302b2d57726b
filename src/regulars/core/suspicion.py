"""Suspicion: staff have looked into unusual earning. What was held back can be used from now on, or is taken back.

What is taken back is gone like what has expired: a refund of the order that gave it does not take it again.
"""

from __future__ import annotations

from regulars.core import freezing
from regulars.core.events import EarningReviewed, MemberFrozen, MemberUnfrozen
from regulars.core.lot import Lot
from regulars.core.moment import Moment
from regulars.core.records import Facts
from regulars.core.rejections import Rejection
from regulars.core.state import PointsBalance
from regulars.core.watching import usable_from
from regulars.kit.instants import NEVER, Instant


def review(moment: Moment, data: EarningReviewed, facts: Facts) -> Rejection | None:
    """Decide about everything that is held back, and about the member's freeze."""
    points = 0
    for wallet, held in sorted(moment.state.points.items()):
        kept = [lot for lot in held.lots if lot.active_at != NEVER]
        if len(kept) < len(held.lots):
            points += _clear(moment, wallet, held) if data.verdict == "cleared" else _forfeit(moment, wallet, held, kept)
    if data.freeze in ("spend", "all"):
        freezing.freeze(moment, MemberFrozen(data.freeze, data.reason), facts)
    elif data.freeze == "none" and moment.state.extras is not None and moment.state.extras.frozen:
        freezing.unfreeze(moment, MemberUnfrozen(data.reason), facts)
    moment.tell("earning.reviewed", {"verdict": data.verdict, "points": points, "reason": data.reason})
    return None


def _clear(moment: Moment, wallet: str, held: PointsBalance) -> int:
    """Let lots be used once their own wait is over."""
    points = usable = 0
    for place in range(len(held.lots)):
        lot = held.lots[place]
        if lot.active_at != NEVER:
            continue
        at = max(moment.now, _due(moment, lot))
        held.lots[place] = usable_from(lot, at)
        points += lot.remaining
        if at > moment.now:
            moment.is_due_by(at)
        else:
            usable += lot.remaining
    if usable:
        moment.tell("points.activated", {"wallet": wallet, "points": usable})
    return points


def _due(moment: Moment, lot: Lot) -> Instant:
    """From when a lot could have been used, by the rule that gave it in the version that judged."""
    program = moment.programs.known(lot.program_version)
    rule = None if program is None else program.rule_by_key.get(lot.rule)
    if program is None or rule is None:
        return lot.earned_at
    return program.calendar.later_by_days(lot.earned_at, rule.pending_days) if rule.pending_days else rule.pending_until


def _forfeit(moment: Moment, wallet: str, held: PointsBalance, kept: list[Lot]) -> int:
    points = 0
    for lot in held.lots:
        if lot.active_at == NEVER:
            points += lot.remaining
            moment.enter_forfeit(wallet, lot)
    held.lots = kept
    return points
