"""Extras of a state: their stored form, by field, and back to core's value."""

from __future__ import annotations

from typing import Any

from msgspec import Struct

from regulars.core.extras import Attempt, Card, Extras, Hold, Honour, Run
from regulars.core.lot import Lot
from regulars.core.strands import Origin, Share, Strand

StoredLot = tuple[int, int, int, int, int, int, str, str, int]
StoredStrand = tuple[
    str, str, dict[str, dict[str, dict[int, int]]], dict[str, tuple[list[StoredLot], int, list[StoredLot]]], list[str]
]


class StoredExtras(Struct):
    """The extras of a state as JSON holds them; what is empty is left out."""

    birthday: int = 0
    attributes: dict[str, Any] = {}
    referrer: str = ""
    converted_by: str = ""
    frozen: str = ""
    runs: dict[str, list[tuple[int, int, int, dict[int, int]]]] = {}
    held_days: dict[str, dict[int, int]] = {}
    times: dict[str, dict[int, int]] = {}
    bought: dict[str, int] = {}
    cards: list[tuple[str, str, int, int, int]] = []
    attempts: dict[str, tuple[int, int, int, bool]] = {}
    honours: dict[str, tuple[int, int]] = {}
    year_end_at: int = 0
    notices: dict[str, int] = {}
    near: dict[str, str] = {}
    lifts: dict[str, dict[int, int]] = {}
    granted: dict[str, dict[str, str]] = {}
    holds: dict[str, tuple[str, int, list[StoredLot], int]] = {}
    decays_at: dict[str, int] = {}
    faded: dict[str, dict[str, dict[int, int]]] = {}
    scores: dict[str, dict[int, int]] = {}
    watched: dict[str, dict[int, int]] = {}
    merged_into: str = ""
    strands: list[StoredStrand] = []
    origins: dict[str, tuple[str, dict[str, int]]] = {}
    stays: list[str] = []


def extras_of(held: StoredExtras) -> Extras:
    """The extras for core."""
    extras = Extras()
    extras.birthday, extras.attributes, extras.referrer, extras.frozen = (
        held.birthday,
        held.attributes,
        held.referrer,
        held.frozen,
    )
    extras.runs = {rule: [Run(*run) for run in runs] for rule, runs in held.runs.items()}
    extras.converted_by = held.converted_by
    extras.held_days, extras.times, extras.watched = held.held_days, held.times, held.watched
    extras.scores = held.scores
    extras.bought, extras.year_end_at, extras.decays_at, extras.faded = held.bought, held.year_end_at, held.decays_at, held.faded
    extras.lifts, extras.granted, extras.notices, extras.near = held.lifts, held.granted, held.notices, held.near
    extras.cards = [Card(*card) for card in held.cards]
    extras.attempts = {task: Attempt(*attempt) for task, attempt in held.attempts.items()}
    extras.honours = {key: Honour(*honour) for key, honour in held.honours.items()}
    for hold_id, (wallet, points, lots, until) in held.holds.items():
        extras.holds[hold_id] = Hold(wallet, points, [Lot(*fields) for fields in lots], until)
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
    return [Lot(*fields) for fields in held]
