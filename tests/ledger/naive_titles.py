"""The naive model of cards, tasks and titles: from the semantics alone, by hand."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from tests.ledger.naive_days import local, midnight

KING_FROM, KING_TO = date(2025, 7, 1), date(2025, 9, 30)
KING_POINTS = 77
CONTEST_FROM, CONTEST_TO = date(2025, 6, 2), date(2025, 7, 15)
TOLD_UNTIL = CONTEST_TO + timedelta(days=30)
"""So long what comes back of an order still counts."""
CROWN_MORE_THAN = 600_000
SPRINT_AT_LEAST = 150_000
SPRINT_DAYS = timedelta(days=30)
CARD_DAYS = {"double": 30, "guard": 365}
CARD_USES = {"double": 2, "guard": 1}


@dataclass
class Card:
    """What a member holds, usable from an instant until just before another."""

    kind: str
    since: datetime
    until: datetime
    left: int
    card_id: str = ""


@dataclass
class Attempt:
    """A task under way, or over."""

    since: datetime
    until: datetime
    progress: int = 0
    is_done: bool = False


def new_card(kind: str, card_id: str, now: datetime) -> Card:
    """A card lasts to the end of its last day."""
    until = midnight(local(now).date() + timedelta(days=CARD_DAYS[kind] + 1))
    return Card(kind, now, until, CARD_USES[kind], card_id)


def usable_card(cards: list[Card], kind: str, at: datetime) -> Card | None:
    """Of the cards of a kind that can be used the one that ends first."""
    found = [card for card in cards if card.kind == kind and card.since <= at < card.until and card.left]
    return min(found, key=lambda card: card.until) if found else None


def king_until() -> datetime:
    """When the limited title ends: with its last day."""
    return midnight(KING_TO + timedelta(days=1))
