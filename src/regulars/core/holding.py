"""Holding: points set aside for a purchase that is not finished, until it is, or until the time is up.

Nobody can spend them meanwhile, and they are still the member's. Capturing enters the spend, as a redemption of the hold's name.
"""

from __future__ import annotations

from typing import Final

from regulars.core import holds, lots
from regulars.core.events import PointsCaptured, PointsHeld, PointsReleased
from regulars.core.extras import Hold
from regulars.core.moment import Moment
from regulars.core.records import Facts, RedemptionRecord
from regulars.core.rejections import Rejection
from regulars.core.spending import refuse_spend, unknown_wallet
from regulars.kit.instants import SECOND

HOLDS_MAX: Final = 10
"""Open holds of one member."""


def hold(moment: Moment, data: PointsHeld, facts: Facts) -> Rejection | None:
    """Set exactly `points` aside, or nothing at all."""
    if facts.is_reference_known:
        return Rejection("hold_already_known", "data.hold_id", f"hold {data.hold_id} was already made", "choose another id")
    if data.wallet not in moment.program.points_wallets:
        return unknown_wallet(moment, data.wallet)
    if len(moment.state.holds()) >= HOLDS_MAX:
        return Rejection("holds_exceeded", "data.hold_id", f"{HOLDS_MAX} holds are open", "capture or release some")
    refusal = refuse_spend(moment, data.wallet, data.points, "data.points", data.confirmed)
    if refusal is not None:
        return refusal
    held = moment.points(data.wallet)
    taken = lots.take(held, data.points, lots.spendable(held, moment.wallet(data.wallet).spend_order, moment.now))
    until = moment.now + data.minutes * 60 * SECOND
    moment.state.opened().holds[data.hold_id] = Hold(data.wallet, data.points, taken, until)
    moment.is_due_by(until)
    moment.tell("points.held", {"wallet": data.wallet, "points": data.points, "hold_id": data.hold_id})
    return None


def capture(moment: Moment, data: PointsCaptured, facts: Facts) -> Rejection | None:
    """Spend what a hold set aside, or a part of it; the rest goes back."""
    known = holds.find_open(moment, data.hold_id)
    if isinstance(known, Rejection):
        return known
    if facts.is_reference_known:
        return Rejection("redemption_already_known", "data.hold_id", f"redemption {data.hold_id} already happened")
    points = known.points if data.points is None else data.points
    if points > known.points:
        return holds.exceeded(known, "data.points")
    moment.reference = data.reference()
    taken = holds.take(moment, data.hold_id, points)
    moment.records[moment.reference] = RedemptionRecord(known.wallet, points, taken)
    moment.tell("points.redeemed", {"wallet": known.wallet, "points": points, "redemption_id": data.hold_id})
    return None


def release(moment: Moment, data: PointsReleased, _facts: Facts) -> Rejection | None:
    """End a hold without spending."""
    known = holds.find_open(moment, data.hold_id)
    if isinstance(known, Rejection):
        return known
    holds.end(moment, data.hold_id)
    return None
