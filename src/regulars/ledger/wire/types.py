"""Types of events: how each is read from the wire and what it becomes in core. A new type is one line here.

Types with a way back to the wire are follow-ups: only this system makes them, out of what a decision caused.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final, NamedTuple

from msgspec import Struct

from regulars.core import events as core
from regulars.ledger.wire import cards, holds, members, merges, orders, points, referrals, sales, tiers, transfers, watches
from regulars.ledger.wire.parts import Conceal


class EventType(NamedTuple):
    """How one type of event is read: its data on the wire, and the core value it becomes."""

    data: type[Struct]
    to_core: Callable[[Any], core.EventData]
    to_wire: Callable[[Any], Struct] | None = None
    """For follow-ups: core's value as it is written down."""
    is_own: bool = False
    """Only this system sends it, after checks of its own."""
    conceal: Callable[[Any, Conceal], Struct] | None = None
    """For types that name another member by an identity: the same data with tokens instead of the values."""


EVENT_TYPES: Final[dict[str, EventType]] = {
    "order.paid": EventType(orders.OrderPaid, sales.order_paid),
    "order.refunded": EventType(orders.OrderRefunded, sales.order_refunded),
    "order.completed": EventType(orders.OrderCompleted, lambda data: core.OrderCompleted(data.order_id)),
    "member.registered": EventType(members.MemberRegistered, members.member_registered, conceal=members.conceal_referrer),
    "member.profile_changed": EventType(members.ProfileChanged, members.profile_changed),
    "member.profile_imported": EventType(members.ProfileChanged, members.profile_imported, is_own=True),
    "member.referred": EventType(referrals.MemberReferred, referrals.member_referred, conceal=referrals.conceal_referrer),
    "member.checked_in": EventType(members.MemberCheckedIn, lambda _: core.MemberCheckedIn()),
    "activity.done": EventType(members.ActivityDone, members.activity_done),
    "card.granted": EventType(cards.CardGranted, cards.card_granted),
    "card.revoked": EventType(cards.CardRevoked, lambda data: core.CardRevoked(data.card_id, data.reason)),
    "task.accepted": EventType(tiers.TaskAccepted, tiers.task_accepted),
    "honour.granted": EventType(tiers.HonourGranted, tiers.honour_granted),
    "points.redeemed": EventType(points.PointsRedeemed, points.points_redeemed),
    "points.redemption_cancelled": EventType(
        points.RedemptionCancelled, lambda data: core.RedemptionCancelled(data.redemption_id)
    ),
    "points.held": EventType(holds.PointsHeld, holds.points_held),
    "points.captured": EventType(holds.PointsCaptured, lambda data: core.PointsCaptured(data.hold_id, data.points)),
    "points.released": EventType(holds.PointsReleased, lambda data: core.PointsReleased(data.hold_id)),
    "points.adjusted": EventType(points.PointsAdjusted, points.points_adjusted),
    "points.transferred": EventType(
        transfers.PointsTransferred, transfers.points_transferred, conceal=transfers.conceal_receiver
    ),
    "points.transfer_reversed": EventType(
        transfers.TransferReversed, lambda data: core.TransferReversed(data.transfer_id, data.reason)
    ),
    "points.received": EventType(transfers.PointsReceived, transfers.points_received, transfers.received_points),
    "points.receipt_reversed": EventType(
        transfers.ReceiptReversed,
        lambda data: core.ReceiptReversed(data.transfer_id, data.wallet, data.points),
        transfers.reversed_receipt,
    ),
    "referral.begun": EventType(referrals.ReferralBegun, lambda _: core.ReferralBegun(), lambda _: referrals.ReferralBegun()),
    "referral.converted": EventType(
        referrals.ReferralOrder,
        lambda data: core.ReferralConverted(data.order_id),
        lambda data: referrals.ReferralOrder(data.order_id),
    ),
    "referral.undone": EventType(
        referrals.ReferralOrder,
        lambda data: core.ReferralUndone(data.order_id),
        lambda data: referrals.ReferralOrder(data.order_id),
    ),
    "member.erased": EventType(members.MemberErased, lambda _: core.MemberErased(), is_own=True),
    "member.frozen": EventType(members.MemberFrozen, lambda data: core.MemberFrozen(data.what, data.reason)),
    "member.unfrozen": EventType(members.MemberUnfrozen, lambda data: core.MemberUnfrozen(data.reason)),
    "earning.unusual": EventType(watches.UnusualEarning, watches.unusual_earning, watches.earning_unusual),
    "earning.reviewed": EventType(
        watches.EarningReviewed, lambda data: core.EarningReviewed(data.verdict, data.freeze, data.reason), is_own=True
    ),
    "member.merged": EventType(merges.MemberMerged, merges.member_merged, is_own=True),
    "member.absorbed": EventType(merges.MemberAbsorbed, merges.member_absorbed, merges.absorbed_member),
    "member.unmerged": EventType(merges.MemberUnmerged, merges.member_unmerged, is_own=True),
    "member.restored": EventType(merges.MemberRestored, merges.member_restored, merges.restored_member),
}
"""Every type of event."""

SENT_TYPES: Final[dict[str, EventType]] = {
    name: kind for name, kind in EVENT_TYPES.items() if kind.to_wire is None and not kind.is_own
}
"""The types that others may send."""
MADE_TYPES: Final[dict[str, EventType]] = {name: kind for name, kind in EVENT_TYPES.items() if kind.to_wire is None}
"""The types that come from outside a decision: sent by others, or by this system itself."""
