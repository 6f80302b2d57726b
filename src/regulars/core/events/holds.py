"""Holds: points set aside, then spent or given free."""

from __future__ import annotations

from typing import Any, Final, final

from regulars.core.events.base import EventData


@final
class PointsHeld(EventData):
    """Exactly `points` are set aside for so many minutes."""

    def __init__(self, hold_id: str, wallet: str, points: int, minutes: int, confirmed: bool = False) -> None:
        self.hold_id: Final = hold_id
        self.wallet: Final = wallet
        self.points: Final = points
        self.minutes: Final = minutes
        self.confirmed: Final = confirmed
        """The member confirmed it by a second factor."""

    def reference(self) -> str:
        """The hold."""
        return f"hold:{self.hold_id}"

    def plain(self) -> Any:
        """The fields in order."""
        return (self.hold_id, self.wallet, self.points, self.minutes, self.confirmed)


@final
class PointsCaptured(EventData):
    """Held points are spent: all of them, or `points` of them while the rest goes back."""

    def __init__(self, hold_id: str, points: int | None = None) -> None:
        self.hold_id: Final = hold_id
        self.points: Final = points

    def reference(self) -> str:
        """The redemption that the hold becomes."""
        return f"redemption:{self.hold_id}"

    def plain(self) -> Any:
        """The fields in order."""
        return (self.hold_id, self.points)


@final
class PointsReleased(EventData):
    """Held points are free again."""

    def __init__(self, hold_id: str) -> None:
        self.hold_id: Final = hold_id

    def plain(self) -> Any:
        """The fields in order."""
        return (self.hold_id,)
