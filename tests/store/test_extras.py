"""Extras of a state: what is stored of them is read back as it was, and what is empty is not stored."""

from __future__ import annotations

import json

from regulars.core.extras import Attempt, Card, Hold, Honour, Run
from regulars.core.lot import Lot
from regulars.core.state import State
from regulars.store.codec import state_from_json, state_to_json


def full_state() -> State:
    """A state with something in every field of its extras."""
    state = State(0, 1)
    extras = state.opened()
    extras.birthday = 229
    extras.attributes = {"size": "M", "visits": 3, "vip": True}
    extras.referrer = "0196"
    extras.frozen = "spend"
    extras.runs = {"streak": [Run(20_000, 20_006, 1, {24_305: 30})]}
    extras.held_days = {"buying": {20_000: 2}}
    extras.times = {"base": {0: 4}}
    extras.bought = {"母婴": 2}
    extras.cards = [Card("double", "c1", 5, 9, 2), Card("ever", "c2", 5, 10**18)]
    extras.attempts = {"task": Attempt(1, 2, 3, True)}
    extras.honours = {"king": Honour(1, 2)}
    extras.year_end_at = 1_767_196_800_000_000
    extras.notices = {"mall": 5}
    extras.near = {"mall": "gold"}
    extras.granted = {"mall": {"task": "gold"}}
    extras.decays_at = {"growth": 7}
    extras.faded = {"growth": {"spend": {24_305: 3}}}
    extras.lifts = {"lift": {24_305: 1}}
    extras.scores = {"king": {0: 5_000}}
    extras.watched = {"burst": {20_000: 3}}
    extras.holds = {"h1": Hold("points", 5, [Lot(1, 9, 5, 0, 0, 10**18, "base", "order:o1", 1)], 7)}
    return state


def test_extras__are_read_as_they_were_written():
    state = full_state()
    assert state_from_json(state_to_json(state)) == state


def test_copy__shares_no_container_with_its_origin():
    state = full_state()
    before = state_to_json(state)
    copied = state.copy().opened()
    for held in [getattr(copied, name) for name in dir(copied) if not name.startswith("_")]:
        if isinstance(held, dict | list):
            held.clear()
    for name in ("runs", "held_days", "times", "lifts", "scores", "watched"):
        for inner in getattr(state.copy().opened(), name).values():
            inner.clear()
    assert state_to_json(state) == before


def test_nothing__is_stored_of_what_is_empty():
    state = State(0, 1)
    assert json.loads(state_to_json(state))[-1] is None
    state.opened().bought = {"母婴": 1}
    assert json.loads(state_to_json(state))[-1] == {"bought": {"母婴": 1}}
