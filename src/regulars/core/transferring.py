"""Transferring: points move to another member, less a fee, and keep the expiry they had.

The sender's decision takes the points and causes the receiver's. Of what the spending order gives, the first part is sent and the
last pays the fee, so that over both ledgers `send` and `receive` cancel out and the fee is what has left circulation.
"""

from __future__ import annotations

from typing import Final

from regulars.core import lots
from regulars.core.entries import LotChange
from regulars.core.events import PointsReceived, PointsTransferred, ReceiptReversed, SentPart, TransferReversed
from regulars.core.lot import Lot
from regulars.core.moment import Moment
from regulars.core.program import Transfer
from regulars.core.records import Facts, Other, TransferRecord
from regulars.core.rejections import Rejection
from regulars.core.spending import refuse_spend

POINTS_SENT: Final = "points_sent"
"""Metric: points sent to others in a month, before the fee."""


def transfer(moment: Moment, data: PointsTransferred, facts: Facts) -> Rejection | None:
    """Take points and their fee, and let the receiver have them."""
    offer, receiver = moment.program.transfer, facts.other
    if facts.is_reference_known:
        return Rejection(
            "transfer_already_known", "data.transfer_id", f"transfer {data.transfer_id} already happened", "send it once"
        )
    if offer is None:
        return Rejection("transfer_not_offered", "type", "the program does not let members send points to others")
    if receiver is None:
        return Rejection("receiver_unknown", "data.to", "nobody is known under the receiver's name", "check the receiver")
    refusal = refuse_receiver(receiver) or refuse_amount(moment, offer, data.points, data.confirmed)
    if refusal is not None:
        return refusal

    moment.reference = data.reference()
    fee = offer.fee.of(data.points)
    sent = move_out(moment, offer.wallet, data.points - fee)
    paid = move_out(moment, offer.wallet, fee, is_fee=True) if fee else []
    moment.count(POINTS_SENT, moment.month, data.points)
    moment.records[moment.reference] = TransferRecord(offer.wallet, receiver.member_id, sent, paid, moment.month)
    moment.follow(receiver.member_id, "points.received", PointsReceived(data.transfer_id, offer.wallet, parts_of(sent)))
    told = {"wallet": offer.wallet, "points": data.points, "fee": fee, "receiver": receiver.member_id}
    moment.tell("points.transferred", {**told, "transfer_id": data.transfer_id})
    return None


def refuse_receiver(receiver: Other) -> Rejection | None:
    """Why somebody cannot be sent points."""
    if receiver.is_self:
        return Rejection("transfer_to_self", "data.to", "the receiver is the sender", "name another member")
    if receiver.frozen:
        return Rejection("receiver_frozen", "data.to", "the receiver is frozen", "staff can end the freeze")
    return None


def refuse_amount(moment: Moment, offer: Transfer, points: int, confirmed: bool) -> Rejection | None:
    """Why so many points cannot be sent now: too few, too much of the balance, too much in the month, or not there."""
    path = "data.points"
    if points < offer.points_min:
        detail = f"at least {offer.points_min} points can be sent"
        return Rejection("transfer_too_small", path, detail, "send more", {"points_min": offer.points_min})
    points_max = offer.max_share.of(max(moment.state.balance(offer.wallet), 0))
    if points > points_max:
        detail = f"at most {points_max} points can be sent, a share of the balance"
        return Rejection("transfer_exceeds_share", path, detail, "send fewer points", {"points_max": points_max})
    left = offer.month_max - moment.state.metrics.get(POINTS_SENT, {}).get(moment.month, 0)
    if offer.month_max and points > left:
        detail = f"{max(left, 0)} points more can be sent this month"
        return Rejection("transfer_exceeds_month", path, detail, "send fewer points, or next month", {"points_max": max(left, 0)})
    return refuse_spend(moment, offer.wallet, points, path, confirmed)


def move_out(moment: Moment, wallet: str, points: int, *, is_fee: bool = False) -> list[Lot]:
    """Take points that are known to be available, and enter it; the lots taken are returned."""
    held = moment.points(wallet)
    taken = lots.take(held, points, lots.spendable(held, moment.wallet(wallet).spend_order, moment.now))
    moment.enter(wallet, "fee" if is_fee else "send", -points, lots.taken_changes(taken))
    return taken


def parts_of(sent: list[Lot]) -> list[SentPart]:
    """What was sent, by expiry, in the order in which it was taken."""
    by_expiry: dict[int, int] = {}
    for lot in sent:
        by_expiry[lot.expires_at] = by_expiry.get(lot.expires_at, 0) + lot.remaining
    return [SentPart(points, expires_at) for expires_at, points in by_expiry.items()]


def receive(moment: Moment, data: PointsReceived, _facts: Facts) -> Rejection | None:
    """Take in what another member sent: debt is paid first, the rest becomes a lot for each expiry."""
    moment.reference = data.reference()
    held = moment.points(data.wallet)
    made: list[LotChange] = []
    points = 0
    repaid = 0
    for part in data.parts:
        points += part.points
        paid = min(held.debt, part.points)
        held.debt -= paid
        repaid += paid
        rest = part.points - paid
        if rest:
            lot = Lot(
                held.next_lot_no, rest, rest, moment.effective_at, moment.effective_at, part.expires_at, "",
                moment.reference, moment.program.version,
            )  # fmt: skip
            lots.add_lot(moment, held, lot)
            made.append(LotChange(lot.no, rest, lot.expires_at, lot.active_at))
    moment.enter(data.wallet, "receive", points, made, -repaid)
    moment.tell("points.received", {"wallet": data.wallet, "points": points, "transfer_id": data.transfer_id})
    return None


def reverse_transfer(moment: Moment, data: TransferReversed, facts: Facts) -> Rejection | None:
    """Give the sender back what was sent and the fee, and take it back from the receiver."""
    record = facts.record
    path = "data.transfer_id"
    if not isinstance(record, TransferRecord):
        return Rejection("transfer_unknown", path, f"this member has sent no transfer {data.transfer_id}", "check the sender")
    if facts.is_reference_known:
        return Rejection("transfer_already_reversed", path, f"transfer {data.transfer_id} is already undone")
    moment.reference = data.needed_record()
    points = lots.total_of(record.sent)
    fee = lots.total_of(record.fee)
    lots.give_back(moment, record.wallet, record.sent, moment.reference, "send")
    if fee:
        lots.give_back(moment, record.wallet, record.fee, moment.reference, "fee")
    moment.count(POINTS_SENT, record.month, -points - fee)
    moment.follow(record.receiver, "points.receipt_reversed", ReceiptReversed(data.transfer_id, record.wallet, points))
    told = {"wallet": record.wallet, "points": points + fee, "transfer_id": data.transfer_id, "reason": data.reason}
    moment.tell("points.transfer_reversed", told)
    return None


def reverse_receipt(moment: Moment, data: ReceiptReversed, facts: Facts) -> Rejection | None:
    """Take back what a transfer brought, but for what has expired since; what is not there follows the wallet's policy."""
    moment.reference = data.needed_record()
    due = data.points - min(facts.expired.get(data.wallet, 0), data.points)
    if due:
        lots.take_back(moment, data.wallet, due, "", moment.reference, "receive")
    moment.tell("points.receipt_reversed", {"wallet": data.wallet, "points": due, "transfer_id": data.transfer_id})
    return None
