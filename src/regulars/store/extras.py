"""Extras of a state: from their stored form back to core's value."""

from __future__ import annotations

from regulars.core.extras import Attempt, Card, Extras, Hold, Honour, Run
from regulars.core.lot import Lot
from regulars.core.strands import Origin, Share, Strand
from regulars.store.stored_extras import StoredExtras, StoredLot


def extras_of(held: StoredExtras) -> Extras:
    """The extras for core."""
    extras = Extras()
    extras.birthday, extras.attributes, extras.referrer, extras.frozen = (
        held.birthday,
        held.attributes,
        held.referrer,
        held.frozen,
    )
    extras.runs = {
        rule: [Run(first, last, rewarded, given) for first, last, rewarded, given in runs] for rule, runs in held.runs.items()
    }
    extras.converted_by = held.converted_by
    extras.held_days, extras.times, extras.watched = held.held_days, held.times, held.watched
    extras.scores = held.scores
    extras.bought, extras.year_end_at, extras.decays_at, extras.faded = held.bought, held.year_end_at, held.decays_at, held.faded
    extras.lifts, extras.granted, extras.notices, extras.near = held.lifts, held.granted, held.notices, held.near
    extras.cards = [Card(card, card_id, since, until, left) for card, card_id, since, until, left in held.cards]
    extras.attempts = {
        task: Attempt(since, until, progress, is_done) for task, (since, until, progress, is_done) in held.attempts.items()
    }
    extras.honours = {key: Honour(since, until) for key, (since, until) in held.honours.items()}
    for hold_id, (wallet, points, lots, until) in held.holds.items():
        extras.holds[hold_id] = Hold(wallet, points, _lots(lots), until)
    if held.merged_into or held.origins or held.stays:
        _open_merges(extras, held)
    return extras


def _open_merges(extras: Extras, held: StoredExtras) -> None:
    extras.merged_into, extras.stays = held.merged_into, held.stays
    extras.origins = {name: Origin(merge_id, offsets) for name, (merge_id, offsets) in held.origins.items()}
    for merge_id, member_id, since, shares, cards in held.strands:
        kept = {wallet: Share(_lots(lots), debt, _lots(lent)) for wallet, (lots, debt, lent) in shares.items()}
        extras.strands.append(Strand(merge_id, member_id, since, kept, cards))


def _lots(held: list[StoredLot]) -> list[Lot]:
    return [
        Lot(no, amount, remaining, earned_at, active_at, expires_at, rule, reference, version)
        for no, amount, remaining, earned_at, active_at, expires_at, rule, reference, version in held
    ]
