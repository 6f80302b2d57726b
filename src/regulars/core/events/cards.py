"""Cards: what is put into a member's hand, and what staff take back out of it."""

from __future__ import annotations

from typing import Any, Final, final

from regulars.core.events.base import EventData


@final
class CardGranted(EventData):
    """The member received a card; `card` is a key of the program, `card_id` the sender's name for this one."""

    def __init__(self, card: str, card_id: str) -> None:
        self.card: Final = card
        self.card_id: Final = card_id

    def reference(self) -> str:
        """The card."""
        return f"card:{self.card_id}"

    def plain(self) -> Any:
        """The fields in order."""
        return (self.card, self.card_id)


@final
class CardRevoked(EventData):
    """Staff take a card back; what it was used for stays."""

    def __init__(self, card_id: str, reason: str) -> None:
        self.card_id: Final = card_id
        self.reason: Final = reason

    def plain(self) -> Any:
        """The fields in order."""
        return (self.card_id, self.reason)
