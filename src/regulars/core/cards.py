"""Cards: what a member holds for a while - a double-points card for thirty days, for three orders.

A card is granted by an event, lasts as the program says, and is used by the promotion that asks for it. An order that uses one
and is refunded in full gives the use back. Staff can revoke a card: it ends then, and what it was used for before stays.
"""

from __future__ import annotations

from typing import Final

from regulars.core.events import CardGranted, CardRevoked
from regulars.core.extras import UNLIMITED, Card
from regulars.core.moment import Moment
from regulars.core.program import Program
from regulars.core.records import Facts
from regulars.core.rejections import Rejection
from regulars.core.state import State
from regulars.kit.instants import DAY, NEVER, Instant

CARDS_MAX: Final = 20
"""Cards that one member can hold at a time."""


def grant_card(moment: Moment, data: CardGranted, facts: Facts) -> Rejection | None:
    """Put a card into the member's hand, to the end of its last day."""
    kind = moment.program.cards.get(data.card)
    if kind is None:
        detail = f"the program has no card {data.card}"
        return Rejection("card_unknown", "data.card", detail, f"one of {', '.join(moment.program.cards) or 'none'}")
    if facts.is_reference_known:
        return Rejection("card_already_known", "data.card_id", f"card {data.card_id} was granted before", "send it once")
    forgotten = moment.now - moment.program.late_days * DAY
    held = [] if moment.state.extras is None else [card for card in moment.state.extras.cards if card.until > forgotten]
    if len([card for card in held if card.until > moment.now and card.left]) >= CARDS_MAX:
        detail = f"the member holds {CARDS_MAX} cards already"
        return Rejection("cards_too_many", "data.card_id", detail, "wait until one has ended or is used up")
    until = moment.program.calendar.day_start(moment.day + kind.days + 1) if kind.days else NEVER
    card = Card(data.card, data.card_id, moment.effective_at, until, kind.uses or UNLIMITED)
    moment.state.opened().cards = [*held, card]
    moment.tell("card.granted", {"card": data.card, "card_id": data.card_id, "uses": kind.uses})
    return None


def revoke_card(moment: Moment, data: CardRevoked, _facts: Facts) -> Rejection | None:
    """End a card when the event happened: a late order of before can still use it, and none of after.

    A use that a refund gives back to it later ends with it. It cannot be revoked when it has ended or is used up already.
    """
    held = [] if moment.state.extras is None else moment.state.extras.cards
    revoked = next((card for card in held if card.card_id == data.card_id), None)
    if revoked is None or revoked.until <= moment.effective_at or not revoked.left:
        detail = f"the member holds no card {data.card_id} that could still be used"
        return Rejection("card_not_held", "data.card_id", detail, "nothing is to be done")
    ended = revoked.ended(moment.effective_at)
    moment.state.opened().cards = [ended if card.card_id == data.card_id else card for card in held]
    moment.tell("card.revoked", {"card": revoked.card, "card_id": data.card_id, "reason": data.reason})
    return None


def usable(moment: Moment, kind: str, at: Instant) -> Card | None:
    """The card of a kind that ends first among those usable at an instant; None if there is none."""
    if moment.state.extras is None:
        return None
    found: Card | None = None
    for card in moment.state.extras.cards:
        if card.card == kind and card.is_usable(at) and (found is None or card.until < found.until):
            found = card
    return found


def protecting(state: State, program: Program, ladder: str, at: Instant) -> Card | None:
    """The card that would save a tier on a ladder at an instant, the one that ends first; None if there is none."""
    found: Card | None = None
    if state.extras is not None:
        kinds = [kind.key for kind in program.protections if kind.protects == ladder]
        for card in state.extras.cards:
            if card.card in kinds and card.is_usable(at) and (found is None or card.until < found.until):
                found = card
    return found


def change_uses(moment: Moment, card_ids: list[str], change: int) -> None:
    """Use cards (-1) or give their use back (+1); a card that was forgotten meanwhile stays forgotten."""
    if not card_ids or moment.state.extras is None:
        return
    moment.state.extras.cards = [
        card.with_uses(change) if card.card_id in card_ids else card for card in moment.state.extras.cards
    ]
