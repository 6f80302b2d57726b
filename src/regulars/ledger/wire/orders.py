"""Orders on the wire: what was paid, what was returned. `sales.py` makes core's values of them."""

from __future__ import annotations

from typing import Annotated

from msgspec import UNSET, Meta, UnsetType

from regulars.ledger.wire.parts import AMOUNT_MINOR_MAX, LINES_MAX, POINTS_MAX, Amount, Id, Part, Printable, Quantity, Word


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
