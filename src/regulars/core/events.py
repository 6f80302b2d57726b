"""Events: what happened to a member, already parsed and within limits, as immutable values.

The sender names an event by (source, event id). `occurred_at` is the sender's time; the instant at which we decide is not
part of the event but given to the transition.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple


class OrderLine(NamedTuple):
    """One line of an order. `amount_minor` is the line's total before points are used, in minor units of the currency."""

    line_id: str
    sku: str
    kind: str
    category: str
    quantity: int
    amount_minor: int


class RefundLine(NamedTuple):
    """A refund of one line, by units or by amount; exactly one of the two is given."""

    line_id: str
    quantity: int | None
    amount_minor: int | None


@dataclass(frozen=True, slots=True)
class OrderPaid:
    """A purchase. `points_used` were taken as part of the payment."""

    order_id: str
    currency: str
    lines: tuple[OrderLine, ...]
    points_used: int = 0


@dataclass(frozen=True, slots=True)
class OrderRefunded:
    """A return: by lines, by an amount of the whole order, or (neither given) everything that is left."""

    refund_id: str
    order_id: str
    lines: tuple[RefundLine, ...] = ()
    amount_minor: int | None = None


@dataclass(frozen=True, slots=True)
class MemberRegistered:
    """The member joined."""


@dataclass(frozen=True, slots=True)
class MemberCheckedIn:
    """The daily check-in."""


@dataclass(frozen=True, slots=True)
class PointsRedeemed:
    """The member spent points on something that costs exactly `points`."""

    redemption_id: str
    wallet: str
    points: int


@dataclass(frozen=True, slots=True)
class RedemptionCancelled:
    """A redemption is undone in full."""

    redemption_id: str


@dataclass(frozen=True, slots=True)
class PointsAdjusted:
    """Staff correct a balance, with a reason. `points` may be negative but never takes more than is there."""

    wallet: str
    points: int
    reason: str


EventData = OrderPaid | OrderRefunded | MemberRegistered | MemberCheckedIn | PointsRedeemed | RedemptionCancelled | PointsAdjusted


@dataclass(frozen=True, slots=True)
class Event:
    """One event of one member."""

    source: str
    event_id: str
    type: str
    occurred_at: datetime
    data: EventData
    is_released: bool = False
    """Staff released it from quarantine: it may be as late as it is."""


def reference_of(data: EventData) -> str | None:
    """The business reference an event establishes; it may be established once only.

    >>> reference_of(RedemptionCancelled("x7"))
    'cancellation:x7'
    """
    match data:
        case OrderPaid(order_id=order_id):
            return f"order:{order_id}"
        case OrderRefunded(refund_id=refund_id):
            return f"refund:{refund_id}"
        case PointsRedeemed(redemption_id=redemption_id):
            return f"redemption:{redemption_id}"
        case RedemptionCancelled(redemption_id=redemption_id):
            return f"cancellation:{redemption_id}"
        case _:
            return None


def needed_record(data: EventData) -> str | None:
    """The reference whose record a decision on this event needs: the order refunded, the redemption cancelled."""
    match data:
        case OrderRefunded(order_id=order_id):
            return f"order:{order_id}"
        case RedemptionCancelled(redemption_id=redemption_id):
            return f"redemption:{redemption_id}"
        case _:
            return None
