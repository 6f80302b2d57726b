"""Cards on the wire: what is put into a member's hand, and what is taken back."""

from __future__ import annotations

from regulars.core import events as core
from regulars.ledger.wire.parts import Id, Part, Reason, Word


class CardGranted(Part, frozen=True):
    """A card of the program, by its key there; `card_id` is the sender's name for this one, granted once."""

    card: Word
    card_id: Id


class CardRevoked(Part, frozen=True):
    """Staff take back a card that was granted under this id."""

    card_id: Id
    reason: Reason


def card_granted(data: CardGranted) -> core.CardGranted:
    """The card for core."""
    return core.CardGranted(data.card, data.card_id)
