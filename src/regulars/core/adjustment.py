"""Adjustment: staff correct a balance by hand, always with a reason."""

from __future__ import annotations

from regulars.core import lots
from regulars.core.events import PointsAdjusted
from regulars.core.moment import Moment
from regulars.core.records import Facts
from regulars.core.rejections import Rejection
from regulars.core.spending import beyond_counting, insufficient, unknown_wallet


def adjust(moment: Moment, data: PointsAdjusted, _facts: Facts) -> Rejection | None:
    """Add a lot, or take from what is available; a correction never drives a balance below zero."""
    if data.wallet not in moment.program.points_wallets:
        return unknown_wallet(moment, data.wallet)
    if data.points > 0:
        if refusal := beyond_counting(moment, data.wallet, data.points):
            return refusal
        lots.credit(moment, data.wallet, "adjust", data.points, "")
    else:
        wanted = -data.points
        available, pending = moment.parts(data.wallet)
        if wanted > available:
            detail = f"{wanted} points should be taken, {available} are available"
            return insufficient("data.points", detail, "take less", wanted, available, pending)
        held = moment.points(data.wallet)
        taken = lots.take(held, wanted, lots.spendable(held, moment.wallet(data.wallet).spend_order, moment.now))
        moment.enter(data.wallet, "adjust", data.points, lots.taken_changes(taken))
    moment.tell("points.adjusted", {"wallet": data.wallet, "points": data.points, "reason": data.reason})
    return None
