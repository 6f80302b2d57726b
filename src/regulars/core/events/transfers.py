"""Transfers: points sent from one member to another, and undoing that.

Each has two sides. What the sender's event decides causes the receiver's: `PointsReceived`, `ReceiptReversed`.
"""

from __future__ import annotations

from typing import Any, Final, final

from regulars.core.events.base import EventData
from regulars.core.values import Value
from regulars.kit.instants import Instant


@final
class PointsTransferred(EventData):
    """The member sends points to another one; the fee is taken out of them."""

    def __init__(self, transfer_id: str, points: int, receiver: tuple[str, str], confirmed: bool = False) -> None:
        self.transfer_id: Final = transfer_id
        self.points: Final = points
        self.receiver: Final = receiver
        self.confirmed: Final = confirmed
        """The member confirmed it by a second factor."""

    def reference(self) -> str:
        """The transfer."""
        return f"transfer:{self.transfer_id}"

    def other_member(self) -> tuple[str, str]:
        """The receiver."""
        return self.receiver

    def plain(self) -> Any:
        """The fields in order."""
        return (self.transfer_id, self.points, self.receiver, self.confirmed)


@final
class SentPart(Value):
    """Points of a transfer that share an expiry."""

    def __init__(self, points: int, expires_at: Instant) -> None:
        self.points: Final = points
        self.expires_at: Final = expires_at

    def plain(self) -> tuple[int, int]:
        """The fields in order."""
        return (self.points, self.expires_at)


@final
class PointsReceived(EventData):
    """Points come from another member, each part with the expiry that it had there."""

    def __init__(self, transfer_id: str, wallet: str, parts: list[SentPart]) -> None:
        self.transfer_id: Final = transfer_id
        self.wallet: Final = wallet
        self.parts: Final = parts

    def reference(self) -> str:
        """The receipt."""
        return f"receipt:{self.transfer_id}"

    def plain(self) -> Any:
        """The fields in order."""
        return (self.transfer_id, self.wallet, [part.plain() for part in self.parts])


@final
class TransferReversed(EventData):
    """Staff undo a transfer in full, with a reason; it is an event of the sender."""

    def __init__(self, transfer_id: str, reason: str) -> None:
        self.transfer_id: Final = transfer_id
        self.reason: Final = reason

    def reference(self) -> str:
        """The reversal."""
        return f"transfer_reversal:{self.transfer_id}"

    def needed_record(self) -> str:
        """The transfer."""
        return f"transfer:{self.transfer_id}"

    def plain(self) -> Any:
        """The fields in order."""
        return (self.transfer_id, self.reason)


@final
class ReceiptReversed(EventData):
    """What a transfer brought is taken back from its receiver."""

    def __init__(self, transfer_id: str, wallet: str, points: int) -> None:
        self.transfer_id: Final = transfer_id
        self.wallet: Final = wallet
        self.points: Final = points

    def reference(self) -> str:
        """The reversal of the receipt."""
        return f"receipt_reversal:{self.transfer_id}"

    def needed_record(self) -> str:
        """The receipt."""
        return f"receipt:{self.transfer_id}"

    def plain(self) -> Any:
        """The fields in order."""
        return (self.transfer_id, self.wallet, self.points)
