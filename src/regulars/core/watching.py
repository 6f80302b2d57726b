"""Watching: whether what a member does has become unusual, by the watches of the program in force.

A watch adds up what happened by hour or by day, and judges the fullest stretch of its length that the event lies in, so that a
batch told late, in any order, is seen like one told at once. What it does - hold the points of this event back, freeze spending -
is part of the decision itself; that it did so is an event of its own, for staff to look into.

A lot held back has no instant from which it can be used; its entry says when it could have been.
"""

from __future__ import annotations

from typing import Final

from regulars.core.earning import activity_metric
from regulars.core.events import (
    ActivityDone,
    EventData,
    MemberCheckedIn,
    OrderPaid,
    OrderRefunded,
    PointsReceived,
    ReferralBegun,
    ReferralConverted,
    ReferralUndone,
    UnusualEarning,
)
from regulars.core.events.base import SELF
from regulars.core.lot import Lot
from regulars.core.moment import Moment
from regulars.core.records import Facts, OrderRecord
from regulars.core.rejections import Rejection
from regulars.core.state import shift_in
from regulars.core.watches import BEGUN, Watch
from regulars.kit.instants import DAY, HOUR, NEVER

NAMES: Final[dict[type, str]] = {
    OrderPaid: "order.paid",
    OrderRefunded: "order.refunded",
    MemberCheckedIn: "member.checked_in",
    PointsReceived: "points.received",
    ReferralBegun: BEGUN,
    ReferralConverted: "referral.converted",
    ReferralUndone: "referral.undone",
}
"""What can be watched, by the names that programs use; an activity is watched under its own."""
GIVING: Final = frozenset({"earn", "receive"})
"""Kinds of entries that give points."""
PERIODS_MAX: Final = 8
"""Hours or days that a state remembers of a watch before those that no event can reach any more are dropped."""


def follow(moment: Moment, data: EventData, facts: Facts) -> None:
    """Add an event that counted to the watches that listen to it, and do what they say where it is too much."""
    name = activity_metric(data.activity) if isinstance(data, ActivityDone) else NAMES.get(type(data), "")
    found = moment.program.watched.get(name)
    if found is None:
        return
    for watch in found:
        change = _change(moment, watch, name, data, facts)
        if change:
            _judge(moment, watch, change, _count(moment, watch, change))


def _change(moment: Moment, watch: Watch, name: str, data: EventData, facts: Facts) -> int:
    """What an event adds to a watch."""
    if watch.event == BEGUN:
        return 1 if name == BEGUN else -1
    if watch.measure == "points":
        return _points_given(moment)
    if watch.measure == "amount":
        return _amount_told(moment, name)
    if isinstance(data, OrderRefunded):  # an order counts once, when the last of it is back
        before, after = facts.record, moment.records.get(data.needed_record())
        assert isinstance(before, OrderRecord), "a refund that counted has its order"
        assert isinstance(after, OrderRecord), "and leaves it behind"
        return 1 if before.is_counted and not after.is_counted else 0
    return 1


def _points_given(moment: Moment) -> int:
    points = 0
    for entry in moment.entries:
        if entry.kind in GIVING and entry.wallet in moment.state.points:
            points += entry.amount
    return points


def _amount_told(moment: Moment, name: str) -> int:
    for fact in moment.facts:
        if fact.name == name:
            amount: int = fact.data["amount_minor"]
            return amount
    return 0


def _count(moment: Moment, watch: Watch, change: int) -> int:
    """Count a change in its hour or day; returns the most that any stretch of the watch's length around it holds."""
    watched = moment.state.opened().watched
    period = moment.effective_at // HOUR if watch.unit == "hours" else moment.day
    known = watched.get(watch.key)
    if known is not None and len(known) >= PERIODS_MAX:
        _forget(moment, watch, known)
    shift_in(watched, watch.key, period, change)
    periods = watched.get(watch.key)
    most = change
    if periods is not None:
        for first in periods:
            if period - watch.length < first <= period:
                most = max(most, _sum_from(periods, first, watch.length))
    return most


def _sum_from(periods: dict[int, int], first: int, length: int) -> int:
    total = 0
    for period, value in periods.items():
        if first <= period < first + length:
            total += value
    return total


def _forget(moment: Moment, watch: Watch, periods: dict[int, int]) -> None:
    """Drop what is so old that no event in time can lie within the watch's length of it."""
    earliest = moment.now - (moment.program.late_days + 1) * DAY
    oldest = earliest // HOUR if watch.unit == "hours" else moment.program.calendar.day_of(earliest)
    for period in [period for period in periods if period < oldest - watch.length]:
        del periods[period]


def _judge(moment: Moment, watch: Watch, change: int, seen: int) -> None:
    if change < 0 or seen < watch.at_least:
        return
    points = _hold_back(moment) if watch.action == "hold" else 0
    if not points and seen - change >= watch.at_least:
        return  # it was found when it began
    if watch.action == "freeze" and not moment.state.opened().frozen:
        moment.state.opened().frozen = "spend"
        moment.tell("member.frozen", {"what": "spend", "reason": watch.key})
    moment.follow(SELF, "earning.unusual", UnusualEarning(watch.key, watch.action, seen, points))


def _hold_back(moment: Moment) -> int:
    """Hold back the lots that this event made; returns how many points."""
    points = 0
    for entry in moment.entries:
        held = moment.state.points.get(entry.wallet)
        if held is None or entry.kind not in GIVING:
            continue
        made = [change.lot_no for change in entry.lots if change.active_at != NEVER]
        for place in range(len(held.lots)):
            lot = held.lots[place]
            if lot.no in made and lot.active_at != NEVER:
                held.lots[place] = usable_from(lot, NEVER)
                points += lot.remaining
    return points


def usable_from(lot: Lot, active_at: int) -> Lot:
    """The same lot, usable from another instant."""
    return Lot(
        lot.no, lot.amount, lot.remaining, lot.earned_at, active_at, lot.expires_at, lot.rule, lot.reference, lot.program_version
    )


def note(moment: Moment, data: UnusualEarning, _facts: Facts) -> Rejection | None:
    """Tell what was found."""
    moment.tell("earning.unusual", {"watch": data.watch, "action": data.action, "seen": data.seen, "points": data.points})
    return None
