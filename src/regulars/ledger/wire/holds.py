"""Holds on the wire: points set aside, then spent or given free."""

from __future__ import annotations

from typing import Annotated, Final

from msgspec import Meta

from regulars.core import events as core
from regulars.ledger.wire.parts import Id, Part, Points, Word

MINUTES: Final = 15
MINUTES_MAX: Final = 7 * 24 * 60


class PointsHeld(Part, frozen=True):
    """Points set aside for a purchase that is not finished; after so many minutes they are free again."""

    hold_id: Id
    wallet: Word
    points: Points
    minutes: Annotated[int, Meta(ge=1, le=MINUTES_MAX)] = MINUTES
    confirmed: bool = False


class PointsCaptured(Part, frozen=True):
    """Held points spent: all of them, or so many while the rest is free again."""

    hold_id: Id
    points: Points | None = None


class PointsReleased(Part, frozen=True):
    """Held points given free."""

    hold_id: Id


def points_held(data: PointsHeld) -> core.PointsHeld:
    """The hold for core."""
    return core.PointsHeld(data.hold_id, data.wallet, data.points, data.minutes, data.confirmed)
