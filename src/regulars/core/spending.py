"""Spending: points leave a wallet for something, and the record of it knows which lots paid.

Whatever can be refused is refused before anything is taken.
"""

from __future__ import annotations

from typing import Final

from regulars.core import holds, lots
from regulars.core.events import OrderPaid, PointsRedeemed, RedemptionCancelled
from regulars.core.lot import Lot
from regulars.core.moment import MAX_BALANCE, Moment
from regulars.core.program import PointsAsCash, PointsWallet
from regulars.core.records import Facts, OrderRecord, RedemptionRecord
from regulars.core.rejections import Rejection

NOTABLE: Final = 10**6
"""Only gifts from this size on are checked against the largest balance: it would take nine billion smaller ones."""


def redeem(moment: Moment, data: PointsRedeemed, facts: Facts) -> Rejection | None:
    """Spend exactly `points`, or nothing at all."""
    if facts.is_reference_known:
        return Rejection("redemption_already_known", "data.redemption_id", f"redemption {data.redemption_id} already happened")
    if data.wallet not in moment.program.points_wallets:
        return unknown_wallet(moment, data.wallet)
    refusal = refuse_spend(moment, data.wallet, data.points, "data.points", data.confirmed)
    if refusal is not None:
        return refusal
    moment.reference = data.reference()
    taken = spend(moment, data.wallet, data.points)
    moment.records[moment.reference] = RedemptionRecord(data.wallet, data.points, taken)
    moment.tell("points.redeemed", {"wallet": data.wallet, "points": data.points, "redemption_id": data.redemption_id})
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
    reference = data.needed_record()
    lots.give_back(moment, record.wallet, record.lots, reference)
    moment.records[reference] = RedemptionRecord(record.wallet, record.points, record.lots, True)
    moment.tell("points.restored", {"wallet": record.wallet, "points": record.points, "redemption_id": data.redemption_id})
    return None


def refuse_spend(moment: Moment, wallet: str, points: int, path: str, confirmed: bool) -> Rejection | None:
    """Why so many points cannot be spent now; None when they can."""
    available, pending = moment.parts(wallet)
    if points > available:
        detail = f"{points} points are needed, {available} are available"
        hint = "wait for pending points or spend less" if pending else "spend less"
        return insufficient(path, detail, hint, points, available, pending)
    confirm_above = moment.wallet(wallet).confirm_above
    if confirm_above and points > confirm_above and not confirmed:
        return Rejection(
            "confirmation_required", "data.confirmed", f"more than {confirm_above} points need the member's confirmation",
            "let the member confirm by a second factor, and send it under a new id with `confirmed`",
            {"confirm_above": confirm_above},
        )  # fmt: skip
    return None


def spend(moment: Moment, wallet: str, points: int) -> list[Lot]:
    """Take points that are known to be available, in the wallet's order, and enter it; the lots taken are returned."""
    held = moment.points(wallet)
    taken = lots.take(held, points, lots.spendable(held, moment.wallet(wallet).spend_order, moment.now))
    moment.enter(wallet, "redeem", -points, lots.taken_changes(taken))
    return taken


def refuse_use(moment: Moment, order: OrderPaid) -> Rejection | None:
    """Why points cannot pay for a part of an order, within the share that the program allows."""
    offer = moment.program.points_as_cash
    path = "data.points_used"
    if offer is None:
        return Rejection(
            "points_as_cash_not_offered", path, "the program does not take points as payment", "send the order without points"
        )
    total_minor = 0
    for line in order.lines:
        total_minor += line.amount_minor
    points_max = usable(moment.wallet(offer.wallet), offer, total_minor)
    if order.points_used > points_max:
        return Rejection(
            "points_exceed_order_share", path, f"at most {points_max} points can pay for this order", "use fewer points",
            {"points_max": points_max},
        )  # fmt: skip
    if order.hold_id:
        return holds.refuse_use(moment, order, offer.wallet)
    return refuse_spend(moment, offer.wallet, order.points_used, path, order.confirmed)


def usable(wallet: PointsWallet, offer: PointsAsCash, total_minor: int) -> int:
    """How many points may pay for an order, whoever has them: the share of it, and the limit of one order."""
    points = wallet.points_per_minor.of(min(offer.max_share.of(total_minor), total_minor))
    return min(points, offer.points_max) if offer.points_max else points


def value_minor(moment: Moment, points: int) -> int:
    """What points are worth as payment, in minor units, rounded down."""
    offer = moment.program.points_as_cash
    assert offer is not None, "refused before"
    per_minor = moment.wallet(offer.wallet).points_per_minor
    return points * per_minor.denominator // per_minor.numerator


def use_in_order(moment: Moment, order: OrderPaid, used_minor: int, record: OrderRecord) -> None:
    """Pay part of an order with points, which was not refused."""
    offer = moment.program.points_as_cash
    assert offer is not None, "refused before"
    record.used_wallet = offer.wallet
    if order.hold_id:
        record.used_lots = holds.take(moment, order.hold_id, order.points_used)
    else:
        record.used_lots = spend(moment, offer.wallet, order.points_used)
    record.points_used_minor = used_minor
    told = {"wallet": offer.wallet, "points": order.points_used, "order_id": order.order_id}
    moment.tell("points.redeemed", told)


def net_amounts(gross: list[int], points_used_minor: int) -> list[int]:
    """What was paid in money for each line: the value of the points is spread in proportion, to the last minor unit.

    >>> net_amounts([5000, 5000], 3001)
    [3500, 3499]
    """
    if not points_used_minor:
        return gross
    total = sum(gross)
    before = 0
    passed = 0
    net: list[int] = []
    for amount in gross:
        passed += amount
        share = points_used_minor * passed // total
        net.append(amount - (share - before))
        before = share
    return net


def beyond_counting(moment: Moment, wallet: str, points: int) -> Rejection | None:
    """Refuse what would lift a balance above what every client can represent."""
    if points < NOTABLE:
        return None
    if moment.state.balance(wallet) + points <= MAX_BALANCE:
        return None
    return Rejection("amount_too_large", "data", f"the balance of {wallet} would be beyond what can be counted exactly")


def insufficient(path: str, detail: str, hint: str, required: int, available: int, pending: int) -> Rejection:
    """The refusal for want of points, with the numbers a till would show."""
    facts: dict[str, int | str] = {"required": required, "available": available, "pending": pending}
    return Rejection("balance_insufficient", path, detail, hint, facts)


def unknown_wallet(moment: Moment, wallet: str) -> Rejection:
    """The refusal for a wallet that the program does not have."""
    known = ", ".join(sorted(moment.program.points_wallets))
    return Rejection("wallet_unknown", "data.wallet", f"the program has no points wallet {wallet}", f"use one of: {known}")
