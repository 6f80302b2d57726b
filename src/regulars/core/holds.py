"""Holds: points that were set aside leave their lots without an entry, and come back or are taken from there.

A hold made in time keeps its points usable until it ends, also past their expiry; what comes back then follows the wallet's
policy.
"""

from __future__ import annotations

from regulars.core import lots
from regulars.core.events import OrderPaid
from regulars.core.extras import Hold
from regulars.core.lot import Lot
from regulars.core.moment import Moment
from regulars.core.rejections import Rejection
from regulars.core.state import in_order


def reference_of(hold_id: str) -> str:
    """The business reference of a hold."""
    return f"hold:{hold_id}"


def find_open(moment: Moment, hold_id: str) -> Hold | Rejection:
    """The open hold of that name, or why there is none."""
    known = moment.state.holds().get(hold_id)
    if known is None:
        hint = "it was captured, released, or its time was up: spend anew"
        return Rejection("hold_not_open", "data.hold_id", f"this member has no open hold {hold_id}", hint)
    return known


def exceeded(known: Hold, path: str) -> Rejection:
    """The refusal to take more than was set aside."""
    detail = f"{known.points} points are held"
    return Rejection("hold_exceeded", path, detail, "take fewer points", {"points_max": known.points})


def refuse_use(moment: Moment, order: OrderPaid, wallet: str) -> Rejection | None:
    """Why an order cannot be paid out of the hold that it names."""
    known = find_open(moment, order.hold_id)
    if isinstance(known, Rejection):
        return known
    if known.wallet != wallet:
        detail = f"the hold is of {known.wallet}, orders are paid with {wallet}"
        return Rejection("hold_not_open", "data.hold_id", detail, "hold points of that wallet")
    return exceeded(known, "data.points_used") if order.points_used > known.points else None


def take(moment: Moment, hold_id: str, points: int) -> list[Lot]:
    """Close an open hold, spend a part of it in the order in which it was set aside, and put the rest back."""
    known = moment.state.opened().holds.pop(hold_id)
    taken: list[Lot] = []
    rest: list[Lot] = []
    left = points
    for lot in known.lots:
        part = min(lot.remaining, left)
        left -= part
        if part:
            taken.append(lot.with_remaining(part))
        if lot.remaining > part:
            rest.append(lot.with_remaining(lot.remaining - part))
    moment.enter(known.wallet, "redeem", -points, lots.taken_changes(taken))
    if rest:
        lots.put_back(moment, known.wallet, rest, reference_of(hold_id))
    return taken


def end(moment: Moment, hold_id: str) -> None:
    """Close an open hold and put everything back."""
    known = moment.state.opened().holds.pop(hold_id)
    lots.put_back(moment, known.wallet, known.lots, reference_of(hold_id))
    moment.tell("points.released", {"wallet": known.wallet, "points": known.points, "hold_id": hold_id})


def end_due(moment: Moment) -> None:
    """End the holds whose time is up."""
    due = [hold_id for hold_id, known in in_order(moment.state.holds()) if known.until <= moment.now]
    for hold_id in due:
        end(moment, hold_id)
