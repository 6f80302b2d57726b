"""Former names: what comes under the name of a member who was absorbed counts for the survivor, and is kept apart in its strand.

What undoes something - a refund, a cancellation - belongs to whoever did the thing undone, whatever name it comes under.
"""

from __future__ import annotations

from typing import Final, final

from regulars.core import counters, sharing
from regulars.core.events import EventData, OrderPaid
from regulars.core.freezing import EARNING
from regulars.core.lot import Lot
from regulars.core.moment import Moment
from regulars.core.records import Facts
from regulars.core.renumbering import Numbering, renumbered
from regulars.core.state import State
from regulars.core.strands import Share, Strand, Tally


def adopted(state: State, facts: Facts) -> Facts:
    """Facts about something that another member began, as the one who absorbed them sees it: lots under their numbers here."""
    elsewhere = facts.elsewhere
    if elsewhere is None or not elsewhere.holder or facts.record is None or state.extras is None:
        return facts
    origin = state.extras.origins[elsewhere.holder]
    numberings = {wallet: Numbering(offset) for wallet, offset in origin.offsets.items()}
    return facts.with_record(renumbered(facts.record, numberings))


@final
class Before:
    """What a strand's event is compared with: the state as it found it."""

    def __init__(self, merge_id: str, state: State) -> None:
        self.merge_id: Final = merge_id
        self.tally: Final = counters.tally(state)
        self.cards: Final = [] if state.extras is None else [card.card_id for card in state.extras.cards]
        self.lots: Final[dict[str, dict[int, Lot]]] = {}
        for wallet, held in state.points.items():
            self.lots[wallet] = {lot.no: lot for lot in held.lots}
        for hold in state.holds().values():
            for lot in hold.lots:
                self.lots[hold.wallet].setdefault(lot.no, lot)


def before(state: State, facts: Facts) -> Before | None:
    """The state as an event under a former name finds it; None for any other event."""
    if facts.elsewhere is None or not facts.elsewhere.under or state.extras is None:
        return None
    origin = state.extras.origins.get(facts.elsewhere.under)
    return None if origin is None else Before(origin.merge_id, state)


def note(moment: Moment, was: Before, data: EventData) -> None:
    """Keep what an event did in the strand to which it belongs."""
    extras = moment.state.opened()
    for place in range(len(extras.strands)):
        if extras.strands[place].merge_id == was.merge_id:
            extras.strands[place] = _followed(moment, extras.strands[place], was, data)


def _followed(moment: Moment, strand: Strand, was: Before, data: EventData) -> Strand:
    since: Tally = {}
    counters.add(since, strand.since)
    counters.add(since, counters.tally(moment.state))
    counters.add(since, was.tally, -1)
    if type(data) in EARNING:
        name = "order" if isinstance(data, OrderPaid) else "active"
        latest = since.setdefault(counters.LAST, {}).setdefault(name, {})
        latest[counters.ALL_TIME] = max(latest.get(counters.ALL_TIME, moment.effective_at), moment.effective_at)
    shares = strand.shares.copy()
    for entry in moment.entries:
        if entry.amount and entry.wallet in moment.state.points:
            share: Share = shares.get(entry.wallet, sharing.NO_SHARE)
            shares[entry.wallet] = sharing.followed(moment, share, entry, was.lots.get(entry.wallet, {}))
    held = [] if moment.state.extras is None else moment.state.extras.cards
    granted = [card.card_id for card in held if card.card_id not in was.cards and card.card_id not in strand.cards]
    return Strand(strand.merge_id, strand.member_id, since, shares, strand.cards + granted)
