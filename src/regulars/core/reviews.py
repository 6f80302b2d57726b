"""Reviews: down only when a tier is judged on the period just ended, and after its grace.

Who falls short keeps the tier during the grace months, in which what is earned still counts, and then moves as the ladder's
`on_miss` says. A title that keeps the tier spares it every review; a protection card saves it once.
"""

from __future__ import annotations

from regulars.core.cards import change_uses, protecting
from regulars.core.conditions.sight import Sight
from regulars.core.grants import forget_grants
from regulars.core.honours import keeps_tier
from regulars.core.ladders import Ladder
from regulars.core.moment import Moment
from regulars.core.program import Program
from regulars.core.standings import highest_reached, next_review, sight_on, stand, standing_on
from regulars.core.state import NO_MONTH, Standing, State
from regulars.core.windows import is_met
from regulars.kit.calendars import add_months
from regulars.kit.instants import NEVER, Instant, iso_text


def review(moment: Moment, ladder: Ladder) -> None:
    """Judge a standing whose review is due at the moment's instant."""
    standing = moment.state.standings[ladder.key]
    at = moment.effective_at
    month = moment.month - 1
    is_honoured = keeps_tier(moment.state, moment.program, ladder, standing.tier)
    if is_honoured or is_kept(moment.state, ladder, standing, month, month, _sight(moment, ladder)):
        confirm(moment, ladder, standing, at)
        return
    if not ladder.grace_months:
        _fall_short(moment, ladder, standing, month)
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
    if is_kept(moment.state, ladder, standing, standing.grace_from, moment.month - 1, _sight(moment, ladder)):
        confirm(moment, ladder, standing, moment.effective_at)
    else:
        _fall_short(moment, ladder, standing, standing.grace_from)


def _fall_short(moment: Moment, ladder: Ladder, standing: Standing, month: int) -> None:
    """A card saves the tier until the next review, if the member holds one; otherwise it is lost."""
    card = protecting(moment.state, moment.program, ladder.key, moment.effective_at) if moment.program.protections else None
    if card is None:
        _miss(moment, ladder, standing, month)
        return
    change_uses(moment, [card.card_id], -1)
    moment.tell("tier.protected", {"ladder": ladder.key, "tier": standing.tier, "card": card.card, "card_id": card.card_id})
    confirm(moment, ladder, standing, moment.effective_at)


def _sight(moment: Moment, ladder: Ladder) -> Sight | None:
    """Conditions are asked as of the instant at which the review was due."""
    return sight_on(ladder, moment.state, moment.program.calendar, moment.effective_at)


def is_kept(state: State, ladder: Ladder, standing: Standing, month: int, up_to: int, sight: Sight | None) -> bool:
    """Whether the tier held is kept, judged on the period seen from a month and what came up to another."""
    assert month != NO_MONTH, "a review looks back from a month"
    return is_met(state, ladder.tiers[ladder.level(standing.tier)].keep, month, up_to, sight)


def confirm(moment: Moment, ladder: Ladder, standing: Standing, at: Instant) -> None:
    """The tier stays, secured until the next review."""
    due = next_review(moment.program, ladder, standing.tier, at)
    moment.state.standings[ladder.key] = Standing(
        standing.tier, standing.since, standing.tier, due, NO_MONTH, NEVER, standing.history
    )
    forget_grants(moment.state, ladder)
    moment.is_due_by(due)
    moment.tell("tier.kept", {"ladder": ladder.key, "tier": standing.tier})


def _miss(moment: Moment, ladder: Ladder, standing: Standing, month: int) -> None:
    sight = _sight(moment, ladder)
    lower = _level_after_miss(moment.state, ladder, standing, month, sight)
    forget_grants(moment.state, ladder)
    stand(moment, ladder, ladder.tiers[lower].key, "review_missed", moment.effective_at)
    best = highest_reached(moment.state, ladder, [moment.month], lower, sight)
    if best > lower:
        stand(moment, ladder, ladder.tiers[best].key, "reached", moment.effective_at)


def _level_after_miss(state: State, ladder: Ladder, standing: Standing, month: int, sight: Sight | None) -> int:
    level = ladder.level(standing.tier)
    if ladder.on_miss == "one_down":
        return max(level - 1, 0)
    is_seated_anew = ladder.on_miss == "reseat"
    lower = highest_reached(state, ladder, [month], 0, sight) if is_seated_anew else ladder.level(ladder.on_miss)
    return max(min(lower, level - 1), 0)


def projected(state: State, ladder: Ladder, program: Program, now: Instant) -> str:
    """The tier that the next review and its grace would leave the member with, if nothing more happened."""
    standing = standing_on(state, ladder)
    due = standing.due_at
    if due == NEVER:
        return standing.tier
    calendar = program.calendar
    month = standing.grace_from if standing.is_in_grace else calendar.month_of(due) - 1
    if keeps_tier(state, program, ladder, standing.tier) and not standing.is_in_grace:
        return standing.tier
    sight = sight_on(ladder, state, calendar, due)
    if is_kept(state, ladder, standing, month, max(month, calendar.month_of(now)), sight):
        return standing.tier
    if program.protections and protecting(state, program, ladder.key, due) is not None:
        return standing.tier
    lower = _level_after_miss(state, ladder, standing, month, sight)
    return ladder.tiers[highest_reached(state, ladder, [calendar.month_of(due)], lower, sight)].key
