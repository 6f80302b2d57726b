"""Orders and returns for core, made from what came by the wire; apart from its types, so that it can be compiled."""

from __future__ import annotations

from msgspec import UnsetType

from regulars.core import events as core
from regulars.ledger.wire.orders import OrderPaid, OrderRefunded
from regulars.ledger.wire.parts import refusal


def order_paid(data: OrderPaid) -> core.OrderPaid:
    """The purchase for core."""
    lines: list[core.OrderLine] = []
    names: set[str] = set()
    for line in data.lines:
        lines.append(core.OrderLine(line.line_id, line.sku, line.kind, line.category, line.quantity, line.amount_minor))
        names.add(line.line_id)
    if len(names) != len(lines):
        raise refusal("data.lines", "two lines have the same line_id", "a line_id of its own for each line")
    if data.hold_id is not None and not data.points_used:
        raise refusal("data.hold_id", "a hold is named and no points are used", "`points_used` of at least 1 with it")
    store = "" if isinstance(data.store, UnsetType) else data.store
    return core.OrderPaid(data.order_id, data.currency, lines, data.points_used, data.hold_id or "", data.confirmed, store)


def order_refunded(data: OrderRefunded) -> core.OrderRefunded:
    """The return for core."""
    amount = None if isinstance(data.amount_minor, UnsetType) else data.amount_minor
    if isinstance(data.lines, UnsetType):
        return core.OrderRefunded(data.refund_id, data.order_id, [], amount)
    if amount is not None:
        raise refusal("data.amount_minor", "given beside lines", "either `lines` or `amount_minor`, or neither")
    lines = []
    for number, line in enumerate(data.lines):
        units = None if isinstance(line.quantity, UnsetType) else line.quantity
        part = None if isinstance(line.amount_minor, UnsetType) else line.amount_minor
        if (units is None) == (part is None):
            raise refusal(f"data.lines[{number}]", "neither or both of two ways to refund", "`quantity` or `amount_minor`")
        lines.append(core.RefundLine(line.line_id, units, part))
    return core.OrderRefunded(data.refund_id, data.order_id, lines)
