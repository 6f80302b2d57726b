"""Adjustment: staff correct a balance by hand, always with a reason."""

from __future__ import annotations

from regulars.core import lots
from regulars.core.entries import LotChange
from regulars.core.events import PointsAdjusted
from regulars.core.moment import Moment
from regulars.core.records import Facts
from regulars.core.rejections import Rejection
from regulars.core.spending import unknown_wallet


def adjust(moment: Moment, data: PointsAdjusted, _facts: Facts) -> Rejection | None:
    """Add a lot, or take from what is available; a correction never drives a balance below zero."""
    if data.wallet not in moment.program.points_wallets:
        return unknown_wallet(moment, data.wallet)
    if data.points > 0:
        lots.credit(moment, data.wallet, data.points, "adjust", None)
    else:
        held, wanted = moment.points(data.wallet), -data.points
        available = held.available(moment.now)
        if wanted > available:
            return Rejection(
                "balance_insufficient", "data.points", f"{wanted} points should be taken, {available} are available", "take less",
                {"required": wanted, "available": available, "pending": held.pending(moment.now)},
            )  # fmt: skip
        taken = lots.take(held, wanted, lots.spendable(held, moment.wallet(data.wallet).spend_order, moment.now))
        moment.enter(data.wallet, "adjust", data.points, [LotChange(lot.no, -lot.remaining) for lot in taken])
    moment.tell("points.adjusted", wallet=data.wallet, points=data.points, reason=data.reason)
    return None
