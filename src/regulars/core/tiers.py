"""Tiers: up at once, down only at a review and after its grace.

Metrics decide. An event may lift a member as soon as a higher tier's `reach` holds. At a review the tier's `keep` is judged over
the period just ended; who falls short keeps the tier during the grace months, in which what is earned still counts, and then
moves as the ladder's `on_miss` says.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from regulars.core.moment import Moment
from regulars.core.program import Ladder, Program
from regulars.core.state import Standing, State, TierChange
from regulars.core.windows import PERIOD_MONTHS, is_met, span
from regulars.kit.calendars import add_months, day_start, local_date, month_of, month_start

HISTORY_MAX = 60
"""Tier changes kept in the state; older ones are in the outbox facts."""


def opening(program: Program, joined_at: datetime) -> dict[str, Standing]:
    """A new member stands on the lowest tier of every ladder."""
    return {ladder.key: _lowest(ladder, joined_at) for ladder in program.ladders}


def _lowest(ladder: Ladder, since: datetime) -> Standing:
    tier = ladder.tiers[0].key
    return Standing(tier, since, tier, None, None, None, (TierChange(since, tier, "joined"),))


def standing_on(state: State, ladder: Ladder) -> Standing:
    """Where a member stands; on a ladder that came with a later version, on its lowest tier since joining."""
    return state.standings.get(ladder.key) or state.standings.setdefault(ladder.key, _lowest(ladder, state.joined_at))


def tier_at(moment: Moment, ladder: str, instant: datetime) -> str:
    """The tier held at an instant, from the standing's history; before all history, the oldest known."""
    standing = standing_on(moment.state, moment.program.ladder_by_key[ladder])
    if standing.since <= instant:
        return standing.tier
    for change in reversed(standing.history):
        if change.since <= instant:
            return change.tier
    return standing.history[0].tier


def lift(moment: Moment) -> None:
    """Raise the member to the highest tier reached, and end a grace whose shortfall is made good."""
    now_month = month_of(moment.now, moment.program.zone)
    months = {now_month, moment.month}
    for ladder in moment.current.ladders:
        standing = standing_on(moment.state, ladder)
        level = ladder.level(standing.tier)
        best = highest_reached(moment.state, ladder, months, level)
        if best > level:
            _stand(moment, ladder, ladder.tiers[best].key, "reached", moment.now)
        elif standing.grace_until is not None and _is_kept(moment.state, ladder, standing, standing.grace_from, now_month):
            _confirm(moment, ladder, standing, moment.now)


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
    zone = moment.program.zone
    for ladder in moment.current.ladders:
        standing = standing_on(moment.state, ladder)
        level, secured = ladder.level(standing.tier), ladder.level(standing.secured)
        if ladder.on_refund != "at_once" or level <= secured:
            continue
        # A late event may have lifted the member by an earlier month; any month since then may hold the tier as well.
        earliest = standing.since - timedelta(days=moment.current.late_days)
        months = set(range(month_of(earliest, zone), month_of(moment.now, zone) + 1))
        if any(is_met(moment.state, ladder.tiers[level].reach, month) for month in months):
            continue
        best = highest_reached(moment.state, ladder, months, secured)
        _stand(moment, ladder, ladder.tiers[best].key, "refunded", moment.now)


def review(moment: Moment, ladder: Ladder) -> None:
    """Judge a standing whose review is due at the moment's instant."""
    standing = moment.state.standings[ladder.key]
    at = moment.effective_at
    month = month_of(at, moment.program.zone) - 1
    if _is_kept(moment.state, ladder, standing, month, month):
        _confirm(moment, ladder, standing, at)
        return
    if not ladder.grace_months:
        _miss(moment, ladder, standing, month)
        return
    until = day_start(add_months(local_date(at, moment.program.zone), ladder.grace_months), moment.program.zone)
    moment.state.standings[ladder.key] = standing._replace(review_at=None, grace_from=month, grace_until=until)
    moment.is_due_by(until)
    moment.tell("tier.grace_started", ladder=ladder.key, tier=standing.tier, until=until.isoformat())


def end_grace(moment: Moment, ladder: Ladder) -> None:
    """The grace is over: judge the reviewed period and the grace together."""
    standing = moment.state.standings[ladder.key]
    assert standing.grace_from is not None, "grace ends only where it began"
    if _is_kept(moment.state, ladder, standing, standing.grace_from, month_of(moment.effective_at, moment.program.zone) - 1):
        _confirm(moment, ladder, standing, moment.effective_at)
    else:
        _miss(moment, ladder, standing, standing.grace_from)


def _is_kept(state: State, ladder: Ladder, standing: Standing, month: int | None, up_to: int) -> bool:
    assert month is not None, "a review looks back from a month"
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
    best = highest_reached(moment.state, ladder, {month_of(moment.effective_at, moment.program.zone)}, lower)
    if best > lower:
        _stand(moment, ladder, ladder.tiers[best].key, "reached", moment.effective_at)


def _confirm(moment: Moment, ladder: Ladder, standing: Standing, at: datetime) -> None:
    due = next_review(moment.program, ladder, standing.tier, at)
    moment.state.standings[ladder.key] = standing._replace(
        secured=standing.tier, review_at=due, grace_from=None, grace_until=None
    )
    moment.is_due_by(due)
    moment.tell("tier.kept", ladder=ladder.key, tier=standing.tier)


def _stand(moment: Moment, ladder: Ladder, tier: str, reason: str, at: datetime) -> None:
    before = moment.state.standings[ladder.key]
    secured = tier if reason == "review_missed" else before.secured
    due = next_review(moment.program, ladder, tier, at)
    history = (*before.history, TierChange(at, tier, reason))[-HISTORY_MAX:]
    moment.state.standings[ladder.key] = Standing(tier, at, secured, due, None, None, history)
    moment.is_due_by(due)
    moment.tell("tier.changed", ladder=ladder.key, before=before.tier, after=tier, reason=reason)


def next_review(program: Program, ladder: Ladder, tier: str, after: datetime) -> datetime | None:
    """The first review instant after an instant; the lowest tier has none."""
    if ladder.review == "never" or tier == ladder.tiers[0].key:
        return None
    if ladder.review == "months_from_attainment":
        return day_start(add_months(local_date(after, program.zone), ladder.review_months), program.zone)
    length = PERIOD_MONTHS[ladder.review]
    month = month_of(after, program.zone)
    return month_start(month - month % length + length, program.zone)


def projected(state: State, ladder: Ladder, program: Program, now: datetime) -> str:
    """The tier that the next review and its grace would leave the member with, if nothing more happened."""
    standing = standing_on(state, ladder)
    due = standing.grace_until or standing.review_at
    if due is None:
        return standing.tier
    now_month = month_of(now, program.zone)
    month = standing.grace_from if standing.grace_from is not None else month_of(due, program.zone) - 1
    if _is_kept(state, ladder, standing, month, max(month, now_month)):
        return standing.tier
    lower = _level_after_miss(state, ladder, standing, month)
    return ladder.tiers[highest_reached(state, ladder, {month_of(due, program.zone)}, lower)].key


def review_span(ladder: Ladder, standing: Standing, program: Program) -> tuple[int, int] | None:
    """The months that the coming review looks at, by its first clause; None without a review."""
    due = standing.review_at
    clauses = ladder.tiers[ladder.level(standing.tier)].keep.clauses
    if not clauses or (due is None and standing.grace_from is None):
        return None
    month = standing.grace_from if standing.grace_from is not None else month_of(due, program.zone) - 1 if due else 0
    return span(clauses[0].window, month)
