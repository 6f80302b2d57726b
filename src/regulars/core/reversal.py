"""Reversal: a refund takes back exactly what the refunded part of an order gave, at the rates recorded then.

Each rule's award is revalued on what is left of the order; the difference is taken back. Metrics fall in the month in which
the order counted, and points that helped to pay return to the lots they came from.
"""

from __future__ import annotations

from typing import Final

from regulars.core import lots, offering, referring, spending, streaks, undoing
from regulars.core.events import OrderLine, OrderPaid, OrderRefunded, RefundLine
from regulars.core.lot import Lot
from regulars.core.moment import Moment
from regulars.core.records import Award, Facts, LineRefund, OrderRecord
from regulars.core.rejections import Rejection
from regulars.core.worth import worth

NOTHING: Final = LineRefund(0, 0)


def refund_order(moment: Moment, refund: OrderRefunded, facts: Facts) -> Rejection | None:
    """Take back what the refunded part gave."""
    if facts.is_reference_known:
        return Rejection(
            "refund_already_known", "data.refund_id", f"refund {refund.refund_id} was already counted", "send it once"
        )
    if facts.belongs_to_other:
        return Rejection("order_of_other_member", "data.order_id", f"order {refund.order_id} belongs to another member")
    order, before = facts.paid, facts.record
    if order is None or not isinstance(before, OrderRecord):
        return Rejection("order_unknown", "data.order_id", f"order {refund.order_id} was never counted", "send the order first")
    refunded = refunded_after(order, before, refund)
    if isinstance(refunded, Rejection):
        return refunded

    record = before.copy()
    record.refunded = refunded
    reference = refund.needed_record()
    moment.reference = reference
    moment.counts_at = record.at
    gross = [line.amount_minor for line in order.lines]
    net = spending.net_amounts(gross, record.points_used_minor)
    rest_before = rest_amounts(gross, net, before.refunded)
    rest = rest_amounts(gross, net, refunded)
    if record.used_lots:  # first, so that what is taken back can be taken from them
        refunded_minor = 0
        for part in refunded.values():
            refunded_minor += part.amount_minor
        _return_points(moment, record, sum(gross), refunded_minor, reference)
    is_over = record.is_counted and is_everything_back(order, refunded)
    if is_over:
        record.is_counted = False
    record.awards = [_take_award(moment, award, rest, record, facts, reference) for award in before.awards]
    _uncount(moment, record, rest_before, rest)
    if is_over:
        moment.count("orders", record.month, -1)
        streaks.fall_back(moment, record)
        referring.fall_back(moment, refund.order_id, record)
    offering.undo(moment, order, refunded, record)
    moment.records[reference] = record
    moment.tell("order.refunded", {"order_id": refund.order_id, "amount_minor": sum(rest_before) - sum(rest)})
    return None


def refunded_after(order: OrderPaid, record: OrderRecord, refund: OrderRefunded) -> dict[int, LineRefund] | Rejection:
    """How much of each line is refunded once this refund counts, or why it cannot be."""
    if refund.lines:
        return _after_lines(order, record.refunded, refund.lines)
    if refund.amount_minor is not None:
        return _after_amount(order, record.refunded, refund.amount_minor)
    if is_everything_back(order, record.refunded):
        return Rejection("refund_empty", "data.order_id", "nothing of the order is left to refund")
    return {position: LineRefund(line.amount_minor, line.quantity) for position, line in enumerate(order.lines)}


def _after_lines(order: OrderPaid, before: dict[int, LineRefund], parts: list[RefundLine]) -> dict[int, LineRefund] | Rejection:
    after = dict(before)
    positions = {line.line_id: position for position, line in enumerate(order.lines)}
    for number, part in enumerate(parts):
        path = f"data.lines[{number}]"
        position = positions.get(part.line_id)
        if position is None:
            return Rejection("line_unknown", f"{path}.line_id", f"the order has no line {part.line_id}")
        line, done = order.lines[position], after.get(position, NOTHING)
        step = _refund_by_units(line, done, part.quantity) if part.quantity is not None else part.amount_minor
        assert step is not None, "a refund line names units or an amount"
        amount, units = done.amount_minor + step, done.quantity + (part.quantity or 0)
        if amount > line.amount_minor or units > line.quantity:
            left: dict[str, int | str] = {
                "left_minor": line.amount_minor - done.amount_minor,
                "left_units": line.quantity - done.quantity,
            }
            detail = f"more of line {part.line_id} would be refunded than was bought"
            return Rejection("refund_exceeds_order", path, detail, "refund what is left", left)
        after[position] = LineRefund(amount, units)
    return after


def _after_amount(order: OrderPaid, before: dict[int, LineRefund], wanted: int) -> dict[int, LineRefund] | Rejection:
    after = dict(before)
    left = [line.amount_minor - after.get(position, NOTHING).amount_minor for position, line in enumerate(order.lines)]
    if wanted > sum(left):
        return Rejection(
            "refund_exceeds_order", "data.amount_minor", f"{wanted} would be refunded, {sum(left)} is left of the order",
            "refund what is left", {"left_minor": sum(left)},
        )  # fmt: skip
    for position, (held, kept) in enumerate(zip(left, spending.net_amounts(left, wanted), strict=True)):
        if held > kept:
            done = after.get(position, NOTHING)
            after[position] = LineRefund(done.amount_minor + held - kept, done.quantity)
    return after


def _refund_by_units(line: OrderLine, done: LineRefund, units: int) -> int:
    """The amount of the next `units` of a line, cut to what is left: the parts of all units make the whole."""
    due = line.amount_minor * (done.quantity + units) // line.quantity - line.amount_minor * done.quantity // line.quantity
    return min(due, line.amount_minor - done.amount_minor)


def rest_amounts(gross: list[int], net: list[int], refunded: dict[int, LineRefund]) -> list[int]:
    """What is left of each line in money, after points and refunds."""
    rest = list(net)
    for position, part in refunded.items():
        if gross[position]:
            rest[position] = net[position] * (gross[position] - part.amount_minor) // gross[position]
    return rest


def is_everything_back(order: OrderPaid, refunded: dict[int, LineRefund]) -> bool:
    """Whether nothing is left: everything that cost something is back; in an order that cost nothing, every unit."""
    priced = [position for position, line in enumerate(order.lines) if line.amount_minor]
    if priced:
        return all(refunded.get(position, NOTHING).amount_minor == order.lines[position].amount_minor for position in priced)
    return all(refunded.get(position, NOTHING).quantity == line.quantity for position, line in enumerate(order.lines))


def _take_award(moment: Moment, award: Award, rest: list[int], record: OrderRecord, facts: Facts, reference: str) -> Award:
    # A limit may have cut the award: what is left of the order is worth at most what was given.
    left = min(worth(award.basis, rest), award.given)
    if not award.basis.weights and record.is_counted:
        left = award.given
    return undoing.undo(moment, award, award.given - award.taken - left, record.expired_credited, facts, reference)


def _uncount(moment: Moment, record: OrderRecord, before: list[int], rest: list[int]) -> None:
    spend_minor = 0
    for position in record.spend_lines:
        spend_minor += rest[position] - before[position]
    moment.count("spend", record.month, spend_minor)
    moment.count("paid", record.month, sum(rest) - sum(before))


def _return_points(moment: Moment, record: OrderRecord, total_minor: int, refunded_minor: int, reference: str) -> None:
    """Points that paid for the refunded part go back, the last taken first."""
    used = lots.total_of(record.used_lots)
    due = used * refunded_minor // total_minor - record.points_returned
    if due <= 0:
        return
    skip = record.points_returned
    parts: list[Lot] = []
    for lot in reversed(record.used_lots):
        held = lot.remaining
        part = min(max(held - skip, 0), due)
        skip = max(skip - held, 0)
        if part:
            parts.append(lot.with_remaining(part))
            due -= part
    record.points_returned += lots.total_of(parts)
    lots.give_back(moment, record.used_wallet, parts, reference)
