"""Tiers: up at once, by what the metrics that just moved have reached; down at once only after a refund that says so.

Everything else that lowers a tier is a review.
"""

from __future__ import annotations

from regulars.core.grants import granted_level, lift_active
from regulars.core.moment import Moment
from regulars.core.reviews import confirm, is_kept
from regulars.core.standings import highest_reached, sight_on, stand, standing_on
from regulars.kit.instants import DAY


def lift(moment: Moment, everything: bool) -> None:
    """Raise the member to the highest tier reached, and end a grace whose shortfall is made good.

    Only ladders whose metrics moved are judged, and those with conditions, which anything may move; `everything`: all of them.
    """
    calendar = moment.current.calendar
    this_month = calendar.month_of(moment.now)
    months = [this_month] if moment.month == this_month else sorted([this_month, moment.month])
    for ladder in moment.current.ladders:
        standing = standing_on(moment.state, ladder)
        if not everything and not ladder.is_conditional and not moment.has_moved(ladder.metrics):
            continue
        level = ladder.level(standing.tier)
        sight = sight_on(ladder, moment.state, calendar, moment.now)
        best = highest_reached(moment.state, ladder, months, level, sight)
        if best > level:
            stand(moment, ladder, ladder.tiers[best].key, "reached", moment.now)
        elif standing.is_in_grace and is_kept(moment.state, ladder, standing, standing.grace_from, this_month, sight):
            confirm(moment, ladder, standing, moment.now)
        if ladder.lifts:
            lift_active(moment, ladder, months, sight)


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
        months = list(range(calendar.month_of(earliest), calendar.month_of(moment.now) + 1))
        sight = sight_on(ladder, moment.state, calendar, moment.now)
        held = max(secured, granted_level(moment, ladder, months, sight))
        if held >= level or highest_reached(moment.state, ladder, months, level - 1, sight) >= level:
            continue
        best = highest_reached(moment.state, ladder, months, held, sight)
        stand(moment, ladder, ladder.tiers[best].key, "refunded", moment.now)
