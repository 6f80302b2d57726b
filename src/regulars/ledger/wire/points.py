"""Points on the wire: spending them, undoing that, and corrections by staff."""

from __future__ import annotations

from typing import Annotated

from msgspec import Meta

from regulars.core import events as core
from regulars.ledger.wire.parts import POINTS_MAX, Id, Part, Points, Reason, Word, refusal


class PointsRedeemed(Part, frozen=True):
    """Points spent on something that costs exactly so many."""

    redemption_id: Id
    wallet: Word
    points: Points
    confirmed: bool = False


class RedemptionCancelled(Part, frozen=True):
    """A redemption undone."""

    redemption_id: Id


class PointsAdjusted(Part, frozen=True):
    """A correction by staff, never 0."""

    wallet: Word
    points: Annotated[int, Meta(ge=-POINTS_MAX, le=POINTS_MAX)]
    reason: Reason


def points_redeemed(data: PointsRedeemed) -> core.PointsRedeemed:
    """The redemption for core."""
    return core.PointsRedeemed(data.redemption_id, data.wallet, data.points, data.confirmed)


def points_adjusted(data: PointsAdjusted) -> core.PointsAdjusted:
    """The correction for core."""
    if not data.points:
        raise refusal("data.points", "a correction of 0 changes nothing", "a number other than 0")
    return core.PointsAdjusted(data.wallet, data.points, data.reason)
