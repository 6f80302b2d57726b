"""Tiers: up at once, down only at a review and after its grace.

Metrics decide. An event may lift a member as soon as a higher tier's `reach` holds. At a review the tier's `keep` is judged over
the period just ended; who falls short keeps the tier during the grace months, in which what is earned still counts, and then
moves as the ladder's `on_miss` says.
"""

from __future__ import annotations

from typing import Final

from regulars.core.moment import Moment
from regulars.core.program import Ladder, Program
from regulars.core.state import NO_MONTH, Standing, State, TierChange
from regulars.core.windows import PERIOD_MONTHS, is_met, span
from regulars.kit.calendars import add_months
from regulars.kit.instants import DAY, NEVER, Instant, iso_text

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


def lift(moment: Moment, everything: bool) -> None:
    """Raise the member to the highest tier reached, and end a grace whose shortfall is made good.

    Only ladders whose metrics moved are judged; `everything`: all of them.
    """
    for ladder in moment.current.ladders:
        standing = standing_on(moment.state, ladder)
        if not everything and not _has_moved(moment, ladder):
            continue
        now_month = moment.current.calendar.month_of(moment.now)
        level = ladder.level(standing.tier)
        best = highest_reached(moment.state, ladder, {now_month, moment.month}, level)
        if best > level:
            _stand(moment, ladder, ladder.tiers[best].key, "reached", moment.now)
        elif standing.is_in_grace and _is_kept(moment.state, ladder, standing, standing.grace_from, now_month):
            _confirm(moment, ladder, standing, moment.now)


def _has_moved(moment: Moment, ladder: Ladder) -> bool:
    return any(metric in ladder.metrics for metric in moment.counted)


def highest_reached(state: State, ladder: Ladder, months: set[int], above: int) -> int:
    """The highest level above `above` whose `reach` holds seen from one of the months; `above` itself when none does."""
    for level in range(len(ladder.tiers) - 1, above, -1):
        reach = ladder.tiers[level].reach
        for month in months:
            if is_met(state, reach, month):
                return level
    return above


def set_back(moment: Moment) -> None:
    """After a refund, on ladders that say `at_once`: a tier that nothing holds any more is lost now."""
    calendar = moment.current.calendar
    for ladder in moment.current.ladders:
        standing = standing_on(moment.state, ladder)
        level, secured = ladder.level(standing.tier), ladder.level(standing.secured)
        if ladder.on_refund != "at_once" or level <= secured:
            continue
        # A late event may have lifted the member by an earlier month; any month since then may hold the tier as well.
        earliest = standing.since - moment.current.late_days * DAY
        months = set(range(calendar.month_of(earliest), calendar.month_of(moment.now) + 1))
        if highest_reached(moment.state, ladder, months, level - 1) >= level:
            continue
        best = highest_reached(moment.state, ladder, months, secured)
        _stand(moment, ladder, ladder.tiers[best].key, "refunded", moment.now)


def review(moment: Moment, ladder: Ladder) -> None:
    """Judge a standing whose review is due at the moment's instant."""
    standing = moment.state.standings[ladder.key]
    at = moment.effective_at
    month = moment.month - 1
    if _is_kept(moment.state, ladder, standing, month, month):
        _confirm(moment, ladder, standing, at)
        return
    if not ladder.grace_months:
        _miss(moment, ladder, standing, month)
        return
    until = moment.program.calendar.day_start(add_months(moment.day, ladder.grace_months))
    moment.state.standings[ladder.key] = Standing(
        standing.tier, standing.since, standing.secured, NEVER, month, until, standing.history
    )
    moment.is_due_by(until)
    moment.tell("tier.grace_started", {"ladder": ladder.key, "tier": standing.tier, "until": iso_text(until)})


def end_grace(moment: Moment, ladder: Ladder) -> None:
    """The grace is over: judge the reviewed period and the grace together."""
    standing = moment.state.standings[ladder.key]
    if _is_kept(moment.state, ladder, standing, standing.grace_from, moment.month - 1):
        _confirm(moment, ladder, standing, moment.effective_at)
    else:
        _miss(moment, ladder, standing, standing.grace_from)


def _is_kept(state: State, ladder: Ladder, standing: Standing, month: int, up_to: int) -> bool:
    assert month != NO_MONTH, "a review looks back from a month"
    return is_met(state, ladder.tiers[ladder.level(standing.tier)].keep, month, up_to)


def _level_after_miss(state: State, ladder: Ladder, standing: Standing, month: int) -> int:
    level = ladder.level(standing.tier)
    if ladder.on_miss == "one_down":
        return max(level - 1, 0)
    lower = highest_reached(state, ladder, {month}, 0) if ladder.on_miss == "reseat" else ladder.level(ladder.on_miss)
    return max(min(lower, level - 1), 0)


def _miss(moment: Moment, ladder: Ladder, standing: Standing, month: int) -> None:
    lower = _level_after_miss(moment.state, ladder, standing, month)
    _stand(moment, ladder, ladder.tiers[lower].key, "review_missed", moment.effective_at)
    best = highest_reached(moment.state, ladder, {moment.month}, lower)
    if best > lower:
        _stand(moment, ladder, ladder.tiers[best].key, "reached", moment.effective_at)


def _confirm(moment: Moment, ladder: Ladder, standing: Standing, at: Instant) -> None:
    due = next_review(moment.program, ladder, standing.tier, at)
    moment.state.standings[ladder.key] = Standing(
        standing.tier, standing.since, standing.tier, due, NO_MONTH, NEVER, standing.history
    )
    moment.is_due_by(due)
    moment.tell("tier.kept", {"ladder": ladder.key, "tier": standing.tier})


def _stand(moment: Moment, ladder: Ladder, tier: str, reason: str, at: Instant) -> None:
    before = moment.state.standings[ladder.key]
    secured = tier if reason == "review_missed" else before.secured
    due = next_review(moment.program, ladder, tier, at)
    history = [*before.history, TierChange(at, tier, reason)][-HISTORY_MAX:]
    moment.state.standings[ladder.key] = Standing(tier, at, secured, due, NO_MONTH, NEVER, history)
    moment.is_due_by(due)
    moment.tell("tier.changed", {"ladder": ladder.key, "before": before.tier, "after": tier, "reason": reason})


def next_review(program: Program, ladder: Ladder, tier: str, after: Instant) -> Instant:
    """The first review instant after an instant; `NEVER` for the lowest tier."""
    calendar = program.calendar
    if ladder.review == "never" or tier == ladder.tiers[0].key:
        return NEVER
    if ladder.review == "months_from_attainment":
        return calendar.day_start(add_months(calendar.day_of(after), ladder.review_months))
    length = PERIOD_MONTHS[ladder.review]
    month = calendar.month_of(after)
    return calendar.month_start(month - month % length + length)


def projected(state: State, ladder: Ladder, program: Program, now: Instant) -> str:
    """The tier that the next review and its grace would leave the member with, if nothing more happened."""
    standing = standing_on(state, ladder)
    due = standing.due_at
    if due == NEVER:
        return standing.tier
    calendar = program.calendar
    month = standing.grace_from if standing.is_in_grace else calendar.month_of(due) - 1
    if _is_kept(state, ladder, standing, month, max(month, calendar.month_of(now))):
        return standing.tier
    lower = _level_after_miss(state, ladder, standing, month)
    return ladder.tiers[highest_reached(state, ladder, {calendar.month_of(due)}, lower)].key


def review_span(ladder: Ladder, standing: Standing, program: Program) -> tuple[int, int] | None:
    """The months that the coming review looks at, by its first clause; None without a review."""
    clauses = ladder.tiers[ladder.level(standing.tier)].keep.clauses
    if not clauses or standing.due_at == NEVER:
        return None
    month = standing.grace_from if standing.is_in_grace else program.calendar.month_of(standing.review_at) - 1
    return span(clauses[0].window, month)
