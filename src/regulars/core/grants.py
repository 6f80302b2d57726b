"""Grants: tiers that are given beside what a ladder asks for, and what a refund may take of them.

A lift raises an active member one tier, once in a period. Whatever granted a tier is remembered until a review has judged it:
a refund takes a granted tier only where what granted it no longer holds.
"""

from __future__ import annotations

from typing import Final

from regulars.core.conditions.sight import Sight
from regulars.core.ladders import Ladder, Lift
from regulars.core.moment import Moment
from regulars.core.standings import stand, standing_on
from regulars.core.state import NO_MONTH, State
from regulars.core.windows import is_met

PERIODS_MAX: Final = 24
"""Periods of a lift that a state remembers."""


def lift_active(moment: Moment, ladder: Ladder, months: list[int], sight: Sight | None) -> None:
    """Raise the member by every lift that is open and holds seen from one of the months."""
    for lift in ladder.lifts:
        for month in months:
            if not is_open(moment.state, ladder, lift, month) or not is_met(moment.state, lift.when, month, NO_MONTH, sight):
                continue
            level = ladder.level(standing_on(moment.state, ladder).tier)
            grant(moment, ladder, ladder.tiers[level + 1].key, _cause(lift.key), "lifted")
            given = moment.state.opened().lifts.setdefault(lift.key, {})
            if len(given) >= PERIODS_MAX:
                del given[min(given)]
            given[lift.period_of(month)] = 1


def is_open(state: State, ladder: Ladder, lift: Lift, month: int) -> bool:
    """Whether a lift can still raise the member in a month: not given in its period, and not beyond its last tier."""
    if _was_given(state, lift.key, lift.period_of(month)):
        return False
    level = ladder.level(standing_on(state, ladder).tier)
    return level < (ladder.level(lift.up_to) if lift.up_to else len(ladder.tiers) - 1)


def grant(moment: Moment, ladder: Ladder, tier: str, cause: str, reason: str) -> None:
    """Give a tier that was not reached; `cause` is what must go on holding where a refund takes tiers at once."""
    stand(moment, ladder, tier, reason, moment.now, True)
    hold(moment.state, ladder, tier, cause)


def hold(state: State, ladder: Ladder, tier: str, cause: str) -> None:
    """Remember what holds a tier against refunds, until a review has judged it."""
    state.opened().granted.setdefault(ladder.key, {})[cause] = tier


def release(state: State, ladder: Ladder, cause: str) -> None:
    """What granted a tier no longer holds it."""
    granted = state.opened().granted.get(ladder.key)
    if granted is not None and cause in granted:
        del granted[cause]
        if not granted:
            del state.opened().granted[ladder.key]


def granted_level(moment: Moment, ladder: Ladder, months: list[int], sight: Sight | None) -> int:
    """The highest level that grants still hold, once those are gone that do not hold seen from any of the months."""
    extras = moment.state.extras
    if extras is None or ladder.key not in extras.granted:
        return 0
    granted = extras.granted[ladder.key]
    for lift in ladder.lifts:
        cause = _cause(lift.key)
        if cause in granted and not any(is_met(moment.state, lift.when, month, NO_MONTH, sight) for month in months):
            del granted[cause]
            given = extras.lifts.get(lift.key)
            if given:
                del given[max(given)]  # it may be given again
    if not granted:
        del extras.granted[ladder.key]
    return max([0, *(ladder.level(tier) for tier in granted.values())])


def forget_grants(state: State, ladder: Ladder) -> None:
    """A review has judged the tier: from now on it is secured, or lost."""
    if state.extras is not None:
        state.extras.granted.pop(ladder.key, None)


def _was_given(state: State, lift: str, period: int) -> bool:
    given = None if state.extras is None else state.extras.lifts.get(lift)
    return given is not None and period in given


def _cause(lift: str) -> str:
    return f"lift:{lift}"
