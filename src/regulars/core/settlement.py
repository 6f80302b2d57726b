"""Settlement: what the clock alone causes - holds that end, activation, expiry, reviews, decay - each at the instant it was due.

A deterministic function of state and time. It runs before every event and from the sweeper; since each step is dated by its own
due instant and taken in order, it makes no difference how often or how late it runs.
"""

from __future__ import annotations

from regulars.core import holds, honours, lots, notices, reviews, tasks
from regulars.core.decay import decay_due
from regulars.core.entries import Entry, Fact
from regulars.core.extras import Extras
from regulars.core.moment import Moment
from regulars.core.program import ProgramHistory
from regulars.core.standings import standing_on
from regulars.core.state import State, in_order
from regulars.kit.instants import NEVER, Instant, iso_text


def settle(programs: ProgramHistory, state: State, until: Instant) -> tuple[list[Entry], list[Fact]]:
    """Let everything due up to and including an instant happen, in order, on a state that the caller owns."""
    entries: list[Entry] = []
    facts: list[Fact] = []
    due = state.next_due_at
    if due <= until:  # it may be noted too early, never too late
        due = next_due(programs, state)
    while due <= until:
        moment = Moment(programs, state, due, due)
        moment.is_settlement = True
        state.next_due_at = NEVER
        holds.end_due(moment)
        _activate(moment)
        if programs.reminds:
            _remind(moment)
        _expire(moment)
        honours.judge_year(moment)
        _review(moment)
        decay_due(moment)  # after the review, which looks back on the period just ended; decay belongs to the month that starts
        honours.end_due(moment)
        tasks.end_due(moment)
        notices.tell_due(moment)
        if moment.program.lifetime_honours:
            honours.watch(moment, moment.program)
        if moment.program.announces:
            notices.watch(moment)
        state.settled_to = max(state.settled_to, due)
        following = next_due(programs, state)
        assert following > due, "what was due has happened"
        due = following
        entries += moment.entries
        facts += moment.facts
    state.next_due_at = due
    state.settled_to = max(state.settled_to, until)
    return entries, facts


def next_due(programs: ProgramHistory, state: State) -> Instant:
    """The first instant at which something is due: an activation, an expiry, the end of a hold or a grace, a review, a decay."""
    settled_to = state.settled_to
    first = NEVER
    for held in state.points.values():
        if held.shelf is not None:
            first = min(first, held.shelf.quiet_until)
        for lot in held.outside:
            if settled_to < lot.active_at < first:
                first = lot.active_at
            first = min(first, lot.expires_at)
    if programs.reminds:
        first = min(first, _next_reminder(programs, state))
    for standing in state.standings.values():
        first = min(first, standing.due_at)
    if state.extras is not None:
        first = min(first, _extras_due(state.extras, settled_to))
    return first


def _extras_due(extras: Extras, settled_to: Instant) -> Instant:
    first = extras.year_end_at or NEVER
    for hold in extras.holds.values():
        first = min(first, hold.until)
    for at in extras.decays_at.values():
        first = min(first, at)
    for at in extras.notices.values():
        first = min(first, at)
    for honour in extras.honours.values():
        first = min(first, honour.until)
    for attempt in extras.attempts.values():
        if settled_to < attempt.until < first:
            first = attempt.until
    return first


def _next_reminder(programs: ProgramHistory, state: State) -> Instant:
    """The first instant still to come at which it is told that points will expire."""
    first = NEVER
    for wallet, held in state.points.items():
        for lot in held.outside:
            at = lots.remind_at(programs, wallet, lot)
            if state.settled_to < at < first:
                first = at
    return first


def _activate(moment: Moment) -> None:
    settled_to, due = moment.state.settled_to, moment.now
    for wallet, held in in_order(moment.state.points):
        points = 0
        for lot in held.outside:
            if settled_to < lot.active_at <= due:
                points += lot.remaining
        if points:
            moment.tell("points.activated", {"wallet": wallet, "points": points})


def _remind(moment: Moment) -> None:
    """Tell once of what will expire, together for each instant at which it will."""
    settled_to, due = moment.state.settled_to, moment.now
    for wallet, held in in_order(moment.state.points):
        ending: dict[Instant, int] = {}
        for lot in held.lots_due(due):
            if settled_to < lots.remind_at(moment.programs, wallet, lot) <= due:
                ending[lot.expires_at] = ending.get(lot.expires_at, 0) + lot.remaining
        for expires_at, points in sorted(ending.items()):
            moment.tell("points.expiring_soon", {"wallet": wallet, "points": points, "expires_at": iso_text(expires_at)})


def _expire(moment: Moment) -> None:
    due = moment.now
    for wallet, held in in_order(moment.state.points):
        points = 0
        for lot in held.lots_due(due):
            if lot.expires_at <= due:
                points += lot.remaining
                moment.enter_expiry(wallet, lot, lot.expires_at)
        if points:
            held.lots = [lot for lot in held.lots if lot.expires_at > due]
            moment.tell("points.expired", {"wallet": wallet, "points": points})


def _review(moment: Moment) -> None:
    due = moment.now
    for ladder in moment.program.ladders:
        standing = standing_on(moment.state, ladder)
        if standing.is_in_grace:
            if standing.grace_until <= due:
                reviews.end_grace(moment, ladder)
        elif standing.review_at <= due:
            reviews.review(moment, ladder)
