"""The one function that decides what an event means: `transition(programs, state, event, facts, now)`.

It only dispatches. The order is always the same: is the event in time; what the clock caused before it (settlement); the
event's own family; challenges that follow the metrics; tiers; and what a late event gave that has expired since. A rejection
leaves the given state as it was; a decision carries a new one. Nothing here reads a clock or a database.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from regulars.core import adjustment, challenges, earning, reversal, spending, tiers
from regulars.core.entries import Entry, Fact
from regulars.core.events import (
    Event,
    MemberCheckedIn,
    MemberRegistered,
    OrderPaid,
    OrderRefunded,
    PointsAdjusted,
    PointsRedeemed,
    RedemptionCancelled,
)
from regulars.core.moment import MAX_BALANCE, Moment
from regulars.core.program import ProgramHistory
from regulars.core.records import NO_FACTS, Facts, OrderRecord, Record
from regulars.core.rejections import Rejection
from regulars.core.settlement import settle
from regulars.core.state import State

CLOCK_SKEW = timedelta(minutes=5)
"""How far ahead of us a sender's clock may run."""

NOTABLE = 10**6
"""Only awards from this size on are checked against the largest balance: it would take nine billion smaller ones."""

FAMILIES: dict[type, Callable[[Moment, Any, Facts], Rejection | None]] = {
    OrderPaid: earning.pay_order,
    OrderRefunded: reversal.refund_order,
    MemberRegistered: earning.register,
    MemberCheckedIn: earning.check_in,
    PointsRedeemed: spending.redeem,
    RedemptionCancelled: spending.cancel_redemption,
    PointsAdjusted: adjustment.adjust,
}
"""Which family decides which event: one line per kind of event."""


class Decision(NamedTuple):
    """What an event did: the state after it, the entries and facts to append, the records to keep."""

    state: State
    entries: list[Entry]
    facts: list[Fact]
    records: dict[str, Record]
    skipped: list[tuple[str, str]]
    """Rules that listened to the event and gave nothing, with the reason."""
    program_version: int


def open_state(programs: ProgramHistory, joined_at: datetime) -> State:
    """The state of a member who has just joined."""
    return State(joined_at, joined_at, standings=tiers.opening(programs.at(joined_at), joined_at))


def transition(
    programs: ProgramHistory, state: State, event: Event, facts: Facts = NO_FACTS, *, now: datetime
) -> Decision | Rejection:
    """Decide one event of one member, `now` being the instant of the decision (not before the state's own time)."""
    return apply(programs, state.copy(), event, facts, now=now)


def apply(programs: ProgramHistory, state: State, event: Event, facts: Facts, *, now: datetime) -> Decision | Rejection:
    """Like `transition`, on a state that the caller owns and gives up; after a rejection it must not be used."""
    now = max(now, state.settled_to)
    effective_at = min(event.occurred_at, now)
    program = programs.at(effective_at)
    if refusal := out_of_time(event, program.late_days, now):
        return refusal
    entries, told = settle(programs, state, now)
    if entries and isinstance(event.data, OrderRefunded):
        facts = with_expiries(facts, entries, f"order:{event.data.order_id}")
    moment = Moment(programs, state, now, effective_at)
    if refusal := FAMILIES[type(event.data)](moment, event.data, facts):
        return refusal
    challenges.follow(moment, months_touched(moment))
    if refusal := beyond_counting(moment):
        return refusal
    if isinstance(event.data, OrderRefunded):
        tiers.set_back(moment)
    tiers.lift(moment)
    expired, told_after = settle(programs, state, now)  # a late event may give what has expired since
    return Decision(
        state,
        entries + moment.entries + expired,
        told + moment.facts + told_after,
        moment.records,
        moment.skipped,
        program.version,
    )


def out_of_time(event: Event, late_days: int, now: datetime) -> Rejection | None:
    """Refuse what comes from the future; put aside what comes too late, unless staff released it."""
    if event.occurred_at > now + CLOCK_SKEW:
        return Rejection(
            "occurred_in_future",
            "occurred_at",
            "the event lies in the future",
            "check the sender's clock",
            {"now": now.isoformat()},
        )
    if not event.is_released and event.occurred_at < now - timedelta(days=late_days):
        return Rejection(
            "too_late", "occurred_at", f"the event is more than {late_days} days old", "staff can release it",
            {"late_days": late_days}, quarantine=True,
        )  # fmt: skip
    return None


def beyond_counting(moment: Moment) -> Rejection | None:
    """Refuse what would lift a balance above what every client can represent."""
    for wallet in {entry.wallet for entry in moment.entries if entry.amount >= NOTABLE}:
        held = moment.state.points.get(wallet) or moment.growth(wallet)
        if held.balance() > MAX_BALANCE:
            return Rejection("amount_too_large", "data", f"the balance of {wallet} would be beyond what can be counted exactly")
    return None


def with_expiries(facts: Facts, settled: list[Entry], reference: str) -> Facts:
    """Facts that also know what this very settlement expired: a refund answers the same whenever the sweeper last ran."""
    expired = dict(facts.expired)
    for entry in settled:
        if entry.kind == "expire" and entry.reference == reference:
            expired[entry.wallet] = expired.get(entry.wallet, 0) - entry.amount
    return replace(facts, expired=expired)


def months_touched(moment: Moment) -> set[int]:
    """The months whose metrics this event changed."""
    months = {moment.month}
    months.update(record.month for record in moment.records.values() if isinstance(record, OrderRecord))
    return months
