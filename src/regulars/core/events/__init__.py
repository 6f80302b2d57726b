"""Events: what happened to a member, already parsed and within limits, as immutable values.

The sender names an event by (source, event id). `occurred_at` is the sender's time; the instant at which we decide is not
part of the event but given to the transition. Each kind of data knows the business reference that it establishes, which may be
established once only, and the reference whose record a decision on it needs. One file per subject; all are named here.
"""

from regulars.core.events.base import NOBODY, SELF, Event, EventData, FollowUp
from regulars.core.events.cards import CardGranted, CardRevoked
from regulars.core.events.holds import PointsCaptured, PointsHeld, PointsReleased
from regulars.core.events.members import (
    ActivityDone,
    MemberCheckedIn,
    MemberErased,
    MemberFrozen,
    MemberRegistered,
    MemberUnfrozen,
    ProfileChanged,
    ProfileImported,
)
from regulars.core.events.merges import MemberAbsorbed, MemberMerged, MemberRestored, MemberUnmerged, absorption_of
from regulars.core.events.orders import OrderCompleted, OrderLine, OrderPaid, OrderRefunded, RefundLine
from regulars.core.events.points import PointsAdjusted, PointsRedeemed, RedemptionCancelled
from regulars.core.events.referrals import MemberReferred, ReferralBegun, ReferralConverted, ReferralUndone
from regulars.core.events.tiers import HonourGranted, TaskAccepted
from regulars.core.events.transfers import PointsReceived, PointsTransferred, ReceiptReversed, SentPart, TransferReversed
from regulars.core.events.watches import EarningReviewed, UnusualEarning

__all__ = [
    "NOBODY",
    "SELF",
    "ActivityDone",
    "CardGranted",
    "CardRevoked",
    "EarningReviewed",
    "Event",
    "EventData",
    "FollowUp",
    "HonourGranted",
    "MemberAbsorbed",
    "MemberCheckedIn",
    "MemberErased",
    "MemberFrozen",
    "MemberMerged",
    "MemberReferred",
    "MemberRegistered",
    "MemberRestored",
    "MemberUnfrozen",
    "MemberUnmerged",
    "OrderCompleted",
    "OrderLine",
    "OrderPaid",
    "OrderRefunded",
    "PointsAdjusted",
    "PointsCaptured",
    "PointsHeld",
    "PointsReceived",
    "PointsRedeemed",
    "PointsReleased",
    "PointsTransferred",
    "ProfileChanged",
    "ProfileImported",
    "ReceiptReversed",
    "RedemptionCancelled",
    "ReferralBegun",
    "ReferralConverted",
    "ReferralUndone",
    "RefundLine",
    "SentPart",
    "TaskAccepted",
    "TransferReversed",
    "UnusualEarning",
    "absorption_of",
]
