"""Honours: titles for life, earned by years at the top, and titles for a while, granted by staff.

A lifetime honour is judged at each year end, by the tier held on the last instant of each year and by all that was ever counted.
A limited-time honour ends with its last day, and may then turn into points.
"""

from __future__ import annotations

from regulars.core import lots
from regulars.core.events import HonourGranted
from regulars.core.extras import Honour
from regulars.core.ladders import Ladder, LifetimeHonour
from regulars.core.moment import Moment
from regulars.core.program import Program
from regulars.core.records import Facts
from regulars.core.rejections import Rejection
from regulars.core.standings import standing_on
from regulars.core.state import Standing, State, in_order
from regulars.core.windows import FIRST_MONTH, total
from regulars.kit.instants import NEVER, Instant


def grant_honour(moment: Moment, data: HonourGranted, _facts: Facts) -> Rejection | None:
    """Give a limited-time honour, within the days in which the program gives it, to the end of the last of them."""
    honours = moment.program.limited_honours
    honour = honours.get(data.honour)
    if honour is None:
        detail = f"the program has no limited-time honour {data.honour}"
        return Rejection("honour_unknown", "data.honour", detail, f"one of {', '.join(honours) or 'none'}")
    if not honour.first_day <= moment.day <= honour.last_day:
        detail = "the honour is not given on the day on which this happened"
        return Rejection("honour_not_open", "data.honour", detail, "a time within the honour's days")
    if _is_held(moment.state, honour.key):
        return Rejection("honour_already_held", "data.honour", f"the member bears {honour.key} already", "grant it once")
    until = moment.program.calendar.day_start(honour.last_day + 1)
    moment.state.opened().honours[honour.key] = Honour(moment.effective_at, until)
    moment.is_due_by(until)
    moment.tell("honour.granted", {"honour": honour.key})
    return None


def watch(moment: Moment, program: Program) -> None:
    """Note the next year end for a member on whom a lifetime honour may come."""
    for honour in program.lifetime_honours:
        ladder = program.ladder_by_key[honour.ladder]
        level = ladder.level(standing_on(moment.state, ladder).tier)
        if level >= ladder.level(honour.tier) and not _is_held(moment.state, honour.key):
            month = program.calendar.month_of(moment.now)
            due = program.calendar.month_start(month - month % 12 + 12)
            extras = moment.state.opened()
            if not extras.year_end_at or due < extras.year_end_at:
                extras.year_end_at = due
                moment.is_due_by(due)


def judge_year(moment: Moment) -> None:
    """At a year end: the titles for life that are there now. Before the reviews of the same instant, which may lower a tier."""
    extras = moment.state.extras
    if extras is None or not extras.year_end_at or extras.year_end_at > moment.now:
        return
    extras.year_end_at = 0
    for honour in moment.program.lifetime_honours:
        if _is_held(moment.state, honour.key) or not _is_earned(moment, honour):
            continue
        extras.honours[honour.key] = Honour(moment.now, NEVER)
        moment.tell("honour.granted", {"honour": honour.key})


def end_due(moment: Moment) -> None:
    """Limited-time honours whose last day is over: they go, and turn into what the program says."""
    extras = moment.state.extras
    if extras is None or not extras.honours:
        return
    for key, held in in_order(extras.honours):
        if held.until > moment.now:
            continue
        del extras.honours[key]
        moment.tell("honour.ended", {"honour": key})
        honour = moment.program.limited_honours.get(key)
        if honour is not None and honour.wallet:
            lots.credit(moment, honour.wallet, "earn", honour.points, honour.key, 0, f"honour:{key}")
            moment.tell("points.earned", {"wallet": honour.wallet, "points": honour.points, "rule": honour.key})


def keeps_tier(state: State, program: Program, ladder: Ladder, tier: str) -> bool:
    """Whether an honour that the member bears saves the tier from every review."""
    for honour in program.lifetime_honours:
        if honour.keeps_tier and honour.ladder == ladder.key and _is_held(state, honour.key):
            return ladder.level(tier) <= ladder.level(honour.tier)
    return False


def years_running(standing: Standing, ladder: Ladder, tier: str, ends: list[Instant]) -> int:
    """How many of the latest year ends running, newest first, found the member at a tier or above."""
    level, years = ladder.level(tier), 0
    for end in ends:
        held = _tier_before(standing, end)
        if not held or ladder.level(held) < level:
            break
        years += 1
    return years


def _is_earned(moment: Moment, honour: LifetimeHonour) -> bool:
    calendar = moment.program.calendar
    ladder = moment.program.ladder_by_key[honour.ladder]
    ends = [calendar.month_start(moment.month - 12 * year) for year in range(honour.years)]
    if years_running(standing_on(moment.state, ladder), ladder, honour.tier, ends) < honour.years:
        return False
    return total(moment.state, honour.metric, FIRST_MONTH, moment.month - 1) > honour.more_than


def _tier_before(standing: Standing, instant: Instant) -> str:
    """The tier held just before an instant; '' where the history does not reach back."""
    for change in reversed(standing.history):
        if change.since < instant:
            return change.tier
    return ""


def _is_held(state: State, honour: str) -> bool:
    return state.extras is not None and honour in state.extras.honours
