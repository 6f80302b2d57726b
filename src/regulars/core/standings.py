"""Standings: where a member stands on each ladder, since when, and the one way to move them to another tier."""

from __future__ import annotations

from typing import Final

from regulars.core.conditions.sight import Sight
from regulars.core.ladders import PERIOD_MONTHS, Ladder
from regulars.core.moment import Moment
from regulars.core.program import Program
from regulars.core.state import NO_MONTH, Standing, State, TierChange
from regulars.core.windows import is_met
from regulars.kit.calendars import Calendar, add_months
from regulars.kit.instants import NEVER, Instant

HISTORY_MAX: Final = 60
"""Tier changes kept in the state; older ones are in the outbox facts."""


def opening(program: Program, joined_at: Instant) -> dict[str, Standing]:
    """A new member stands on the lowest tier of every ladder."""
    return {ladder.key: _lowest(ladder, joined_at) for ladder in program.ladders}


def _lowest(ladder: Ladder, since: Instant) -> Standing:
    tier = ladder.tiers[0].key
    return Standing(tier, since, tier, NEVER, NO_MONTH, NEVER, [TierChange(since, tier, "joined")])


def standing_on(state: State, ladder: Ladder) -> Standing:
    """Where a member stands; on a ladder that came with a later version, on its lowest tier since joining."""
    held = state.standings.get(ladder.key)
    if held is None:
        held = state.standings[ladder.key] = _lowest(ladder, state.joined_at)
    return held


def tier_at(moment: Moment, ladder: str, instant: Instant) -> str:
    """The tier held at an instant, from the standing's history; before all history, the oldest known."""
    standing = standing_on(moment.state, moment.program.ladder_by_key[ladder])
    if standing.since <= instant:
        return standing.tier
    for change in reversed(standing.history):
        if change.since <= instant:
            return change.tier
    return standing.history[0].tier


def sight_on(ladder: Ladder, state: State, calendar: Calendar, at: Instant) -> Sight | None:
    """What the conditions of a ladder are asked in, as of an instant; None for a ladder that has none."""
    return Sight(state, calendar, at) if ladder.is_conditional else None


def highest_reached(state: State, ladder: Ladder, months: list[int], above: int, sight: Sight | None) -> int:
    """The highest level above `above` whose `reach` holds seen from one of the months; `above` itself when none does."""
    for level in range(len(ladder.tiers) - 1, above, -1):
        reach = ladder.tiers[level].reach
        for month in months:
            if is_met(state, reach, month, NO_MONTH, sight):
                return level
    return above


def stand(moment: Moment, ladder: Ladder, tier: str, reason: str, at: Instant, is_granted: bool = False) -> None:
    """Take a tier from an instant on. One that was granted is first reviewed when the ladder says so of granted tiers."""
    before = moment.state.standings[ladder.key]
    secured = tier if reason == "review_missed" else before.secured
    due = next_review(moment.program, ladder, tier, at, ladder.granted_months if is_granted else 0)
    history = [*before.history, TierChange(at, tier, reason)][-HISTORY_MAX:]
    moment.state.standings[ladder.key] = Standing(tier, at, secured, due, NO_MONTH, NEVER, history)
    moment.is_due_by(due)
    moment.tell("tier.changed", {"ladder": ladder.key, "before": before.tier, "after": tier, "reason": reason})


def next_review(program: Program, ladder: Ladder, tier: str, after: Instant, spared_months: int = 0) -> Instant:
    """The first review instant after an instant and not within the months spared; `NEVER` for the lowest tier."""
    calendar = program.calendar
    if ladder.review == "never" or tier == ladder.tiers[0].key:
        return NEVER
    day = calendar.day_of(after)
    if ladder.review == "months_from_attainment":
        return calendar.day_start(add_months(day, max(ladder.review_months, spared_months)))
    length = PERIOD_MONTHS[ladder.review]
    month = calendar.month_of(after)
    if spared_months:  # a review on the very day on which they end is not within them
        month = calendar.month_of(calendar.day_start(add_months(day, spared_months)) - 1)
    return calendar.month_start(month - month % length + length)
