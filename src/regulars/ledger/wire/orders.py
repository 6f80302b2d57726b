"""Orders on the wire: what was paid, what was returned."""

from __future__ import annotations

from typing import Annotated

from msgspec import UNSET, Meta, UnsetType

from regulars.core import events as core
from regulars.ledger.wire.parts import (
    AMOUNT_MINOR_MAX,
    LINES_MAX,
    POINTS_MAX,
    Amount,
    Id,
    Part,
    Printable,
    Quantity,
    Word,
    refusal,
)


class Line(Part, frozen=True):
    """A line of an order; `amount_minor` is its total in minor units, before points are used."""

    line_id: Id
    sku: Id
    quantity: Quantity
    amount_minor: Amount
    kind: Word = "goods"
    category: Annotated[Printable, Meta(max_length=64)] = ""
    name: Annotated[str, Meta(max_length=256)] = ""


class OrderPaid(Part, frozen=True):
    """A purchase; `points_used` pay for a part of it, out of an open hold where one is named. `store` is the code of a store."""

    order_id: Id
    currency: Annotated[str, Meta(pattern="^[A-Z]{3}$", max_length=3)]
    lines: Annotated[tuple[Line, ...], Meta(min_length=1, max_length=LINES_MAX)]
    points_used: Annotated[int, Meta(ge=0, le=POINTS_MAX)] = 0
    hold_id: Id | None = None
    confirmed: bool = False
    store: Word | UnsetType = UNSET


class RefundLine(Part, frozen=True):
    """A refund of one line: by units, or by amount."""

    line_id: Id
    quantity: Quantity | UnsetType = UNSET
    amount_minor: Annotated[int, Meta(ge=1, le=AMOUNT_MINOR_MAX)] | UnsetType = UNSET


class OrderRefunded(Part, frozen=True):
    """A return: by `lines`, by `amount_minor` of the whole order, or with neither everything that is left."""

    refund_id: Id
    order_id: Id
    lines: Annotated[tuple[RefundLine, ...], Meta(min_length=1, max_length=LINES_MAX)] | UnsetType = UNSET
    amount_minor: Annotated[int, Meta(ge=1, le=AMOUNT_MINOR_MAX)] | UnsetType = UNSET


class OrderCompleted(Part, frozen=True):
    """An order that is received and kept."""

    order_id: Id


def order_paid(data: OrderPaid) -> core.OrderPaid:
    """The purchase for core."""
    lines = [
        core.OrderLine(line.line_id, line.sku, line.kind, line.category, line.quantity, line.amount_minor) for line in data.lines
    ]
    if len(lines) > 1 and len({line.line_id for line in data.lines}) != len(lines):
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
