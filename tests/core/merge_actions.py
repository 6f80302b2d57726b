"""Actions of merges: what the rows of a table say of members who become one, as events and as what comes from another history.

merge m1 into bo    (or into myself, into nobody)
absorb m1 of bo with 100 to 2025-12-31, 50 for ever    (and `owing 30`, `at gold`, `who spent 9000.00`,
    `keeping the tier`, `recomputing the tier`)
unmerge m1
order o1: goods 100.00 under bo    (any action: it came under the name of a member who was absorbed)
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from zoneinfo import ZoneInfo

from regulars.core.events import MemberAbsorbed, MemberMerged, MemberUnmerged
from regulars.core.lot import Lot
from regulars.core.merge_policies import USUAL, MergePolicy
from regulars.core.records import Elsewhere
from regulars.core.state import NO_MONTH, PointsBalance, Standing, State, TierChange
from regulars.kit.calendars import calendar_of, day_number
from regulars.kit.instants import NEVER

ZONE = ZoneInfo("Asia/Shanghai")
MONTH_SPENT = 2025 * 12 + 5
"""June 2025, in which those who are absorbed have spent what they have."""
POLICIES = {
    "": USUAL,
    "keeping the tier": MergePolicy("survivor", "filled"),
    "recomputing the tier": MergePolicy("recompute", "filled"),
}


def merged(found: re.Match[str]) -> MemberMerged:
    """The member becomes a part of another."""
    return MemberMerged(found[1], "me", found[2], "a test")


def absorbed(found: re.Match[str]) -> MemberAbsorbed:
    """Another member becomes a part of this one."""
    held = PointsBalance(debt=int(found["debt"] or 0))
    for text in (found["lots"] or "").split(", ") if found["lots"] else []:
        points, _, end = text.partition(" ")
        last_day = None if end == "for ever" else date.fromisoformat(end.removeprefix("to "))
        ends_at = NEVER if last_day is None else calendar_of(ZONE).day_start(day_number(last_day + timedelta(days=1)))
        held.lots.append(Lot(held.next_lot_no, int(points), int(points), 0, 0, ends_at, "", "", 1))
        held.next_lot_no += 1
    state = State(0, 0)
    state.points["points"] = held
    if found["tier"]:
        state.standings["mall"] = Standing(
            found["tier"], 0, found["tier"], NEVER, NO_MONTH, NEVER, [TierChange(0, found["tier"], "reached")]
        )
    if found["spend"]:
        state.metrics["spend"] = {MONTH_SPENT: int(found["spend"].replace(".", ""))}
    return MemberAbsorbed(found["id"], found["name"], "me", "a test", state, POLICIES[found["how"] or ""])


def unmerged(found: re.Match[str]) -> MemberUnmerged:
    """A merge is undone."""
    return MemberUnmerged(found[1], "me", "a test")


def under_a_name(action: str) -> tuple[str, Elsewhere | None]:
    """An action without the name under which it came, and that name."""
    action, _, name = action.partition(" under ")
    return action, Elsewhere(name) if name else None
