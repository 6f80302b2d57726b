"""Freezing: staff stop a member from spending, or from earning as well, until somebody has looked into it.

A till that spends is told at once. What a wholly frozen member earns waits in quarantine, from which staff may release it; what
undoes something, and what staff do themselves, is always decided.
"""

from __future__ import annotations

from typing import Final

from regulars.core.erasing import ERASED, refuse_erased
from regulars.core.events import (
    ActivityDone,
    Event,
    MemberCheckedIn,
    MemberFrozen,
    MemberReferred,
    MemberRegistered,
    MemberUnfrozen,
    OrderPaid,
    PointsCaptured,
    PointsHeld,
    PointsRedeemed,
    PointsTransferred,
)
from regulars.core.moment import Moment
from regulars.core.records import Facts
from regulars.core.rejections import Rejection

SPENDING: Final[frozenset[type]] = frozenset({PointsRedeemed, PointsHeld, PointsCaptured, PointsTransferred})
"""What no frozen member may do."""

EARNING: Final[frozenset[type]] = frozenset({OrderPaid, MemberCheckedIn, MemberRegistered, MemberReferred, ActivityDone})
"""What waits while everything is frozen."""


def refuse_frozen(frozen: str, event: Event) -> Rejection | None:
    """Why an event of a frozen member does not count; None when it does."""
    if frozen == ERASED:
        return refuse_erased()
    data = event.data
    is_spending = type(data) in SPENDING or (isinstance(data, OrderPaid) and data.points_used > 0)
    if is_spending:
        return Rejection("member_frozen", "member", "the member is frozen and cannot spend points", "staff can end the freeze")
    if frozen == "all" and type(data) in EARNING and not event.is_released:
        return Rejection(
            "member_frozen", "member", "the member is frozen; what they earn waits", "staff can release it", quarantine=True
        )
    return None


def freeze(moment: Moment, data: MemberFrozen, _facts: Facts) -> Rejection | None:
    """Freeze the member."""
    moment.state.opened().frozen = data.what
    moment.tell("member.frozen", {"what": data.what, "reason": data.reason})
    return None


def unfreeze(moment: Moment, data: MemberUnfrozen, _facts: Facts) -> Rejection | None:
    """End a freeze."""
    extras = moment.state.extras
    if extras is None or not extras.frozen:
        return Rejection("member_not_frozen", "member", "the member is not frozen", "nothing is to be done")
    extras.frozen = ""
    moment.tell("member.unfrozen", {"reason": data.reason})
    return None
