"""The one function that decides what an event means: `transition(programs, state, event, facts, now)`.

It only dispatches. The order is always the same: is the event in time; what the clock caused before it (settlement); the
event's own family; challenges that follow the metrics; tiers; and what a late event gave that has expired since. A family
refuses before it changes anything, so after a rejection the state is merely settled. Nothing here reads a clock or a database.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final, final

from regulars.core import (
    adjustment,
    cards,
    challenges,
    completion,
    contests,
    decay,
    earning,
    erasing,
    former_names,
    freezing,
    holding,
    honours,
    merging,
    notices,
    profile,
    referring,
    reversal,
    spending,
    standings,
    suspicion,
    tasks,
    tiers,
    transferring,
    watching,
)
from regulars.core.conditions.condition import Unmet
from regulars.core.entries import Entry, Fact
from regulars.core.events import (
    ActivityDone,
    CardGranted,
    CardRevoked,
    EarningReviewed,
    Event,
    EventData,
    FollowUp,
    HonourGranted,
    MemberAbsorbed,
    MemberCheckedIn,
    MemberErased,
    MemberFrozen,
    MemberMerged,
    MemberReferred,
    MemberRegistered,
    MemberRestored,
    MemberUnfrozen,
    MemberUnmerged,
    OrderCompleted,
    OrderPaid,
    OrderRefunded,
    PointsAdjusted,
    PointsCaptured,
    PointsHeld,
    PointsReceived,
    PointsRedeemed,
    PointsReleased,
    PointsTransferred,
    ProfileChanged,
    ProfileImported,
    ReceiptReversed,
    RedemptionCancelled,
    ReferralBegun,
    ReferralConverted,
    ReferralUndone,
    TaskAccepted,
    TransferReversed,
    UnusualEarning,
)
from regulars.core.moment import Moment
from regulars.core.program import ProgramHistory
from regulars.core.records import Facts, Record
from regulars.core.rejections import Rejection
from regulars.core.settlement import next_due, settle
from regulars.core.state import State
from regulars.kit.instants import DAY, SECOND, Instant, iso_text

CLOCK_SKEW: Final = 300 * SECOND
"""How far ahead of us a sender's clock may run."""

FAMILIES: Final[dict[type, Callable[[Moment, Any, Facts], Rejection | None]]] = {
    OrderPaid: earning.pay_order,
    OrderRefunded: reversal.refund_order,
    OrderCompleted: completion.complete_order,
    MemberRegistered: earning.register,
    ProfileChanged: profile.change_profile,
    ProfileImported: profile.import_profile,
    MemberCheckedIn: earning.check_in,
    ActivityDone: earning.do_activity,
    CardGranted: cards.grant_card,
    CardRevoked: cards.revoke_card,
    TaskAccepted: tasks.accept,
    HonourGranted: honours.grant_honour,
    PointsRedeemed: spending.redeem,
    RedemptionCancelled: spending.cancel_redemption,
    PointsHeld: holding.hold,
    PointsCaptured: holding.capture,
    PointsReleased: holding.release,
    PointsAdjusted: adjustment.adjust,
    PointsTransferred: transferring.transfer,
    PointsReceived: transferring.receive,
    TransferReversed: transferring.reverse_transfer,
    ReceiptReversed: transferring.reverse_receipt,
    MemberReferred: referring.refer,
    ReferralBegun: referring.begin,
    ReferralConverted: referring.reward,
    ReferralUndone: referring.end_reward,
    MemberFrozen: freezing.freeze,
    MemberUnfrozen: freezing.unfreeze,
    UnusualEarning: watching.note,
    EarningReviewed: suspicion.review,
    MemberMerged: merging.merge,
    MemberAbsorbed: merging.absorb,
    MemberUnmerged: merging.unmerge,
    MemberRestored: merging.restore,
    MemberErased: erasing.erase,
}
"""Which family decides which event: one line per kind of event."""

MERGES: Final[frozenset[type]] = frozenset({MemberMerged, MemberAbsorbed, MemberUnmerged, MemberRestored})
"""Nothing happened here that challenges or tasks could count."""
UNDOING: Final[frozenset[type]] = frozenset({OrderRefunded, ReferralUndone})
"""What lowers metrics: a tier may be lost by it."""


@final
class Decision:
    """What an event did: the state after it, the entries and facts to append, the records to keep.

    After a rejection there may still be entries and facts: what the clock had caused before the event.
    """

    def __init__(
        self, state: State, program_version: int, entries: list[Entry], facts: list[Fact], came: Moment | Rejection
    ) -> None:
        self.state: Final = state
        self.program_version: Final = program_version
        self.entries = entries
        self.facts = facts
        self.rejection: Rejection | None = None
        self.follow_ups: list[FollowUp]
        """What happens because of it besides, mostly to other members."""
        self.records: dict[str, Record]
        self.skipped: list[tuple[str, str]]
        """Rules that listened to the event and gave nothing, with the reason."""
        self.unmet: dict[str, list[Unmet]]
        """rule -> the clauses because of which its condition did not hold."""
        if isinstance(came, Moment):
            self.follow_ups, self.records, self.skipped, self.unmet = came.follow_ups, came.records, came.skipped, came.unmet
        else:
            self.rejection = came
            self.follow_ups, self.records, self.skipped, self.unmet = [], {}, [], {}


def open_state(programs: ProgramHistory, joined_at: Instant) -> State:
    """The state of a member who has just joined."""
    state = State(joined_at, joined_at)
    program = programs.at(joined_at)
    state.judged_by = program.version
    state.standings = standings.opening(program, joined_at)
    return state


def transition(programs: ProgramHistory, state: State, event: Event, facts: Facts, now: Instant) -> Decision | Rejection:
    """Decide one event of one member, `now` being the instant of the decision; the given state stays as it is."""
    decision = apply(programs, state.copy(), event, facts, now)
    return decision if decision.rejection is None else decision.rejection


def apply(programs: ProgramHistory, state: State, event: Event, facts: Facts, now: Instant) -> Decision:
    """Like `transition`, on a state that the caller owns; after a rejection it is settled and otherwise as it was."""
    now = max(now, state.settled_to)
    effective_at = min(event.occurred_at, now)
    program = programs.at(effective_at)
    refusal = out_of_time(event, program.late_days, now)
    entries: list[Entry] = []
    told: list[Fact] = []
    if refusal is not None:
        return Decision(state, program.version, entries, told, refusal)
    if state.next_due_at <= now:
        entries, told = settle(programs, state, now)
        if needed := event.data.needed_record():
            facts = _with_expiries(facts, entries, needed)
    else:
        state.settled_to = now
    if state.extras is not None and state.extras.frozen:
        refusal = freezing.refuse_frozen(state.extras.frozen, event)
        if refusal is not None:
            return Decision(state, program.version, entries, told, refusal)
    moment = Moment(programs, state, now, effective_at)
    was: former_names.Before | None = None
    if facts.elsewhere is not None:
        was, facts = former_names.before(state, facts), former_names.adopted(state, facts)
    counted = tasks.sums(moment) if state.extras is not None and state.extras.attempts else None
    scored = contests.sums(moment) if program.contests else None
    refusal = FAMILIES[type(event.data)](moment, event.data, facts)
    if refusal is not None:
        return Decision(state, program.version, entries, told, refusal)
    if type(event.data) in MERGES:
        _watch(moment)
    else:
        _follow(moment, counted, scored, event.data, facts)
    if was is not None:
        former_names.note(moment, was, event.data)
    entries += moment.entries
    told += moment.facts
    _settle_late(programs, state, now, entries, told)
    return Decision(state, program.version, entries, told, moment)


def _settle_late(programs: ProgramHistory, state: State, now: Instant, entries: list[Entry], told: list[Fact]) -> None:
    """A late event may give what has expired since, or is to be reminded of."""
    if programs.reminds:
        state.next_due_at = min(state.next_due_at, next_due(programs, state))
    if state.next_due_at <= now:
        expired, told_late = settle(programs, state, now)
        entries += expired
        told += told_late


def _follow(moment: Moment, counted: dict[str, int] | None, scored: dict[str, int] | None, data: EventData, facts: Facts) -> None:
    """What hangs on what moved: challenges, tasks, contests, tiers, what is due from now on, and whether it is unusual."""
    program = moment.current
    everything = moment.state.judged_by != program.version
    moment.state.judged_by = program.version
    challenges.follow(moment, everything)
    if counted is not None:
        tasks.follow(moment, counted)
    if scored is not None:
        contests.follow(moment, scored)
    if type(data) in UNDOING:
        tiers.set_back(moment)
    tiers.lift(moment, everything)
    if everything and program.decays:
        decay.watch_all(moment)
    _watch(moment)
    if program.tells_near:
        notices.tell_near(moment)
    if moment.program.watched:
        watching.follow(moment, data, facts)


def _watch(moment: Moment) -> None:
    """What of the standings now is to be looked at again later."""
    extras, program = moment.state.extras, moment.current
    if extras is not None and extras.merged_into:
        return
    if program.lifetime_honours:
        honours.watch(moment, program)
    if program.announces:
        notices.watch(moment)


def out_of_time(event: Event, late_days: int, now: Instant) -> Rejection | None:
    """Refuse what comes from the future; put aside what comes too late, unless staff released it."""
    if event.occurred_at > now + CLOCK_SKEW:
        return Rejection(
            "occurred_in_future", "occurred_at", "the event lies in the future", "check the sender's clock",
            {"now": iso_text(now)},
        )  # fmt: skip
    if event.occurred_at < now - late_days * DAY and not event.is_released:
        return Rejection(
            "too_late", "occurred_at", f"the event is more than {late_days} days old", "staff can release it",
            {"late_days": late_days}, True,
        )  # fmt: skip
    return None


def _with_expiries(facts: Facts, settled: list[Entry], reference: str) -> Facts:
    """Facts that also know what this very settlement expired: undoing answers the same whenever the sweeper last ran."""
    expired = facts.expired.copy()
    for entry in settled:
        if entry.kind == "expire" and entry.reference == reference:
            expired[entry.wallet] = expired.get(entry.wallet, 0) - entry.amount
    return facts.with_expired(expired)
