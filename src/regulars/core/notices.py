"""Notices: what is told before it happens - that a tier is close, and that a review is coming which would take one.

A tier is told to be near once, when the share that the ladder names of what it asks for is there; again only after it was not.
"""

from __future__ import annotations

from regulars.core.conditions.sight import Sight
from regulars.core.ladders import Ladder, Requirement
from regulars.core.moment import Moment
from regulars.core.reviews import projected
from regulars.core.standings import sight_on, standing_on
from regulars.core.state import State, in_order
from regulars.core.windows import measured
from regulars.kit.instants import DAY, NEVER, iso_text
from regulars.kit.ratio import Ratio


def watch(moment: Moment) -> None:
    """Note when each ladder's coming review is to be announced."""
    for ladder in moment.program.ladders:
        if not ladder.notice_days:
            continue
        review_at = standing_on(moment.state, ladder).review_at
        at = NEVER if review_at == NEVER else review_at - ladder.notice_days * DAY
        extras = moment.state.extras
        known = NEVER if extras is None else extras.notices.get(ladder.key, NEVER)
        if at == NEVER or at <= moment.now:
            if extras is not None and known != NEVER:
                del extras.notices[ladder.key]
        elif known != at:
            moment.state.opened().notices[ladder.key] = at
            moment.is_due_by(at)


def tell_due(moment: Moment) -> None:
    """Announce the reviews that would take a tier if nothing more happened."""
    extras = moment.state.extras
    if extras is None or not extras.notices:
        return
    for key, at in in_order(extras.notices):
        if at > moment.now:
            continue
        del extras.notices[key]
        ladder = moment.program.ladder_by_key.get(key)
        if ladder is None:
            continue
        standing = standing_on(moment.state, ladder)
        tier = projected(moment.state, ladder, moment.program, moment.now)
        if ladder.level(tier) < ladder.level(standing.tier):
            told = {"ladder": key, "tier": standing.tier, "projected": tier, "review_at": iso_text(standing.review_at)}
            moment.tell("tier.at_risk", told)


def tell_near(moment: Moment) -> None:
    """Tell of the next tier where enough of what it asks for is there for the first time."""
    for ladder in moment.current.ladders:
        if ladder.near is not None and (ladder.is_conditional or moment.has_moved(ladder.metrics)):
            _tell_near(moment, ladder, ladder.near)


def _tell_near(moment: Moment, ladder: Ladder, share: Ratio) -> None:
    level = ladder.level(standing_on(moment.state, ladder).tier) + 1
    told = "" if moment.state.extras is None else moment.state.extras.near.get(ladder.key, "")
    tier = ladder.tiers[level].key if level < len(ladder.tiers) else ""
    month = moment.current.calendar.month_of(moment.now)
    sight = sight_on(ladder, moment.state, moment.current.calendar, moment.now)
    if not tier or not is_near(moment.state, ladder.tiers[level].reach, month, share, sight):
        if told:
            del moment.state.opened().near[ladder.key]
    elif told != tier:
        moment.state.opened().near[ladder.key] = tier
        moment.tell("tier.near", {"ladder": ladder.key, "tier": tier})


def is_near(state: State, requirement: Requirement, month: int, share: Ratio, sight: Sight | None = None) -> bool:
    """Whether a share of what a requirement asks for is there, clause by clause; what a condition bars is not near."""
    if requirement.when is not None:
        assert sight is not None, "a ladder with conditions is judged in the sight of an instant"
        if not requirement.when.holds(sight):
            return False
    is_any = requirement.combinator == "any"
    for clause in requirement.clauses:
        have = measured(state, clause, month) * share.denominator
        if (have >= clause.required() * share.numerator) is is_any:
            return is_any
    for group in requirement.groups:
        if is_near(state, group, month, share, sight) is is_any:
            return is_any
    return not is_any
