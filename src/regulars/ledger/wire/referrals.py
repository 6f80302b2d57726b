"""Referrals on the wire: who brought a member, and what the orders of those brought cause for the referrer."""

from __future__ import annotations

from regulars.core import events as core
from regulars.ledger.wire.parts import Conceal, Id, Identity, Part


class MemberReferred(Part, frozen=True):
    """The member, who has not bought yet, was brought by another one."""

    referrer: Identity


class ReferralBegun(Part, frozen=True):
    """Somebody named the member as the one who brought them."""


class ReferralOrder(Part, frozen=True):
    """The order of the member brought that made a referral count, or whose refund ended it."""

    order_id: Id


def member_referred(data: MemberReferred) -> core.MemberReferred:
    """Who brought the member, for core."""
    return core.MemberReferred((data.referrer.kind, data.referrer.value))


def conceal_referrer(data: MemberReferred, conceal: Conceal) -> MemberReferred:
    """The referral without the referrer's identity."""
    return MemberReferred(conceal(data.referrer, "data.referrer"))
