"""Spending: points leave a wallet for something, and the record of it knows which lots paid."""

from __future__ import annotations

from regulars.core import lots
from regulars.core.entries import LotChange
from regulars.core.events import OrderPaid, PointsRedeemed, RedemptionCancelled
from regulars.core.moment import Moment
from regulars.core.records import Facts, OrderRecord, RedemptionRecord
from regulars.core.rejections import Rejection
from regulars.core.state import Lot


def redeem(moment: Moment, data: PointsRedeemed, facts: Facts) -> Rejection | None:
    """Spend exactly `points`, or nothing at all."""
    if facts.is_reference_known:
        return Rejection("redemption_already_known", "data.redemption_id", f"redemption {data.redemption_id} already happened")
    if data.wallet not in moment.program.points_wallets:
        return unknown_wallet(moment, data.wallet)
    moment.reference = reference = f"redemption:{data.redemption_id}"
    taken = spend(moment, data.wallet, data.points, "data.points")
    if isinstance(taken, Rejection):
        return taken
    moment.records[reference] = RedemptionRecord(data.wallet, data.points, taken)
    moment.tell("points.redeemed", wallet=data.wallet, points=data.points, redemption_id=data.redemption_id)
    return None


def cancel_redemption(moment: Moment, data: RedemptionCancelled, facts: Facts) -> Rejection | None:
    """Give a redemption's points back to the lots they came from."""
    record = facts.record
    if not isinstance(record, RedemptionRecord):
        return Rejection("redemption_unknown", "data.redemption_id", f"this member has no redemption {data.redemption_id}")
    if record.is_cancelled or facts.is_reference_known:
        return Rejection(
            "redemption_already_cancelled", "data.redemption_id", f"redemption {data.redemption_id} is already undone"
        )
    reference = f"redemption:{data.redemption_id}"
    lots.give_back(moment, record.wallet, record.lots, reference)
    moment.records[reference] = RedemptionRecord(record.wallet, record.points, record.lots, is_cancelled=True)
    moment.tell("points.restored", wallet=record.wallet, points=record.points, redemption_id=data.redemption_id)
    return None


def spend(moment: Moment, wallet: str, points: int, path: str) -> list[Lot] | Rejection:
    """Take points from what is available, in the wallet's order, and enter it; the lots taken are returned."""
    held = moment.points(wallet)
    available = held.available(moment.now)
    if points > available:
        pending = held.pending(moment.now)
        return Rejection(
            "balance_insufficient", path, f"{points} points are needed, {available} are available",
            "wait for pending points or spend less" if pending else "spend less",
            {"required": points, "available": available, "pending": pending},
        )  # fmt: skip
    taken = lots.take(held, points, lots.spendable(held, moment.wallet(wallet).spend_order, moment.now))
    moment.enter(wallet, "redeem", -points, [LotChange(lot.no, -lot.remaining) for lot in taken])
    return taken


def use_in_order(moment: Moment, order: OrderPaid, record: OrderRecord) -> Rejection | None:
    """Pay part of an order with points, within the share the program allows."""
    offer = moment.program.points_as_cash
    path = "data.points_used"
    if offer is None:
        return Rejection(
            "points_as_cash_not_offered", path, "the program does not take points as payment", "send the order without points"
        )
    per_minor = moment.wallet(offer.wallet).points_per_minor
    total_minor = sum(line.amount_minor for line in order.lines)
    points_max = per_minor.of(min(offer.max_share.of(total_minor), total_minor))
    if order.points_used > points_max:
        return Rejection(
            "points_exceed_order_share", path, f"at most {points_max} points can pay for this order", "use fewer points",
            {"points_max": points_max},
        )  # fmt: skip
    moment.reference = f"order:{order.order_id}"
    taken = spend(moment, offer.wallet, order.points_used, path)
    if isinstance(taken, Rejection):
        return taken
    record.used_wallet = offer.wallet
    record.used_lots = taken
    record.points_used_minor = order.points_used * per_minor.denominator // per_minor.numerator
    moment.tell("points.redeemed", wallet=offer.wallet, points=order.points_used, order_id=order.order_id)
    return None


def net_amounts(gross: list[int], points_used_minor: int) -> list[int]:
    """What was paid in money for each line: the value of the points is spread in proportion, to the last minor unit.

    >>> net_amounts([5000, 5000], 3001)
    [3500, 3499]
    """
    if not points_used_minor:
        return gross
    total = sum(gross)
    before = passed = 0
    net: list[int] = []
    for amount in gross:
        passed += amount
        share = points_used_minor * passed // total
        net.append(amount - (share - before))
        before = share
    return net


def unknown_wallet(moment: Moment, wallet: str) -> Rejection:
    """The refusal for a wallet that the program does not have."""
    known = ", ".join(sorted(moment.program.points_wallets))
    return Rejection("wallet_unknown", "data.wallet", f"the program has no points wallet {wallet}", f"use one of: {known}")
