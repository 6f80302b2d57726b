"""Types of events: how each is read from the wire and what it becomes in core. A new type is one line here."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final, NamedTuple

from msgspec import Struct

from regulars.core import events as core
from regulars.ledger.wire import cards, members, orders, points


class EventType(NamedTuple):
    """How one type of event is read: its data on the wire, and the core value it becomes."""

    data: type[Struct]
    to_core: Callable[[Any], core.EventData]


EVENT_TYPES: Final[dict[str, EventType]] = {
    "order.paid": EventType(orders.OrderPaid, orders.order_paid),
    "order.refunded": EventType(orders.OrderRefunded, orders.order_refunded),
    "member.registered": EventType(members.MemberRegistered, lambda _: core.MemberRegistered()),
    "member.profile_changed": EventType(members.ProfileChanged, members.profile_changed),
    "member.checked_in": EventType(members.MemberCheckedIn, lambda _: core.MemberCheckedIn()),
    "activity.done": EventType(members.ActivityDone, members.activity_done),
    "card.granted": EventType(cards.CardGranted, cards.card_granted),
    "points.redeemed": EventType(points.PointsRedeemed, points.points_redeemed),
    "points.redemption_cancelled": EventType(
        points.RedemptionCancelled, lambda data: core.RedemptionCancelled(data.redemption_id)
    ),
    "points.adjusted": EventType(points.PointsAdjusted, points.points_adjusted),
}
"""Every type of event."""
