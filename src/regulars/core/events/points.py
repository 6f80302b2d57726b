"""Points: spending them, undoing that, and corrections by staff."""

from __future__ import annotations

from typing import Any, Final, final

from regulars.core.events.base import EventData


@final
class PointsRedeemed(EventData):
    """The member spent points on something that costs exactly `points`."""

    def __init__(self, redemption_id: str, wallet: str, points: int, confirmed: bool = False) -> None:
        self.redemption_id: Final = redemption_id
        self.wallet: Final = wallet
        self.points: Final = points
        self.confirmed: Final = confirmed
        """The member confirmed it by a second factor."""

    def reference(self) -> str:
        """The redemption."""
        return f"redemption:{self.redemption_id}"

    def plain(self) -> Any:
        """The fields in order."""
        return (self.redemption_id, self.wallet, self.points, self.confirmed)


@final
class RedemptionCancelled(EventData):
    """A redemption is undone in full."""

    def __init__(self, redemption_id: str) -> None:
        self.redemption_id: Final = redemption_id

    def reference(self) -> str:
        """The cancellation."""
        return f"cancellation:{self.redemption_id}"

    def needed_record(self) -> str:
        """The redemption."""
        return f"redemption:{self.redemption_id}"

    def plain(self) -> Any:
        """The fields in order."""
        return (self.redemption_id,)


@final
class PointsAdjusted(EventData):
    """Staff correct a balance, with a reason. `points` may be negative but never takes more than is there."""

    def __init__(self, wallet: str, points: int, reason: str) -> None:
        self.wallet: Final = wallet
        self.points: Final = points
        self.reason: Final = reason

    def plain(self) -> Any:
        """The fields in order."""
        return (self.wallet, self.points, self.reason)
