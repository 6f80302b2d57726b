"""Counters: the parts of a state that are sums per name and period - metrics, growth, limits used, times given.

They are what two members' states can be added up in, and taken apart in again: a new part of that kind is one line here.
"""

from __future__ import annotations

from typing import Final

from regulars.core.extras import Extras
from regulars.core.state import State, shift_in, shift_name
from regulars.core.strands import Tally

GROWTH: Final = "growth/"
"""Kinds that start like this are a growth wallet's, by dimension and month."""
LAST: Final = "last"
"""The kind of what is no sum, but the latest instant of something: `order`, `active`."""
ALL_TIME: Final = 0
"""The period of what is counted once for ever."""


def tally(state: State) -> Tally:
    """An independent copy of all counters of a state."""
    found: Tally = {"metrics": _copied(state.metrics), "limits": _copied(state.limits), "milestones": _copied(state.milestones)}
    for wallet, growth in state.growth.items():
        found[GROWTH + wallet] = _copied(growth.parts)
    extras = state.extras
    if extras is not None:
        found["times"], found["held_days"] = _copied(extras.times), _copied(extras.held_days)
        found["lifts"], found["watched"] = _copied(extras.lifts), _copied(extras.watched)
        found["scores"] = _copied(extras.scores)
        bought: dict[str, dict[int, int]] = {}
        for category, orders in extras.bought.items():
            bought[category] = {ALL_TIME: orders}
        found["bought"] = bought
    return found


def _copied(totals: dict[str, dict[int, int]]) -> dict[str, dict[int, int]]:
    copied: dict[str, dict[int, int]] = {}
    for name, periods in totals.items():
        copied[name] = periods.copy()
    return copied


def shift(totals: Tally, kind: str, name: str, period: int, change: int) -> None:
    """Change one number; what comes back to nothing leaves no trace."""
    if kind not in totals:
        totals[kind] = {}
    shift_in(totals[kind], name, period, change)
    if not totals[kind]:
        del totals[kind]


def add(totals: Tally, other: Tally, sign: int = 1) -> None:
    """Add the numbers of one tally to another, or take them off.

    >>> spent: Tally = {"metrics": {"spend": {24305: 500}}}
    >>> add(spent, {"metrics": {"spend": {24305: 200}}}, -1)
    >>> spent
    {'metrics': {'spend': {24305: 300}}}
    """
    for kind, names in other.items():
        for name, periods in names.items():
            for period, number in periods.items():
                shift(totals, kind, name, period, number * sign)


def apply(state: State, totals: Tally, sign: int) -> None:
    """Add a tally to a state's counters, growth and instants left out, or take it off; what was forgotten stays forgotten."""
    for kind, names in totals.items():
        if kind == LAST or kind.startswith(GROWTH):
            continue
        for name, periods in names.items():
            for period, number in periods.items():
                _shift_state(state, kind, name, period, number * sign)


def _shift_state(state: State, kind: str, name: str, period: int, change: int) -> None:
    if kind == "metrics":
        shift_in(state.metrics, name, period, change)
        return
    if kind == "bought":
        extras = state.opened()
        shift_name(extras.bought, name, max(change, -extras.bought.get(name, 0)))
        return
    held = _kept(state, kind)
    present = held.get(name)
    shift_in(held, name, period, max(change, -(0 if present is None else present.get(period, 0))))


def _kept(state: State, kind: str) -> dict[str, dict[int, int]]:
    if kind == "limits":
        return state.limits
    if kind == "milestones":
        return state.milestones
    extras: Extras = state.opened()
    places = {
        "times": extras.times, "held_days": extras.held_days, "lifts": extras.lifts, "scores": extras.scores,
        "watched": extras.watched,
    }  # fmt: skip
    return places[kind]
