"""The working space of one decision: a private copy of the state, and the entries and facts gathered so far.

Families of rules write through the few methods here, so that an entry and the balance it moves can never drift apart.
"""

from __future__ import annotations

from typing import Any, Final, final

from regulars.core.conditions.condition import Unmet
from regulars.core.entries import Entry, EntryKind, Fact, LotChange
from regulars.core.events import EventData, FollowUp
from regulars.core.lot import Lot
from regulars.core.program import PointsWallet, ProgramHistory
from regulars.core.records import Record
from regulars.core.state import GrowthBalance, PointsBalance, State, shift_in
from regulars.kit.calendars import month_of_day
from regulars.kit.instants import DAY, Instant

MAX_BALANCE: Final = 2**53 - 1
"""The largest balance a wallet may hold: every client can represent it exactly."""


@final
class Moment:
    """Everything a family may read and write while one event, or one due instant, is decided."""

    def __init__(self, programs: ProgramHistory, state: State, now: Instant, effective_at: Instant) -> None:
        self.programs: Final = programs
        self.program: Final = programs.at(effective_at)
        """The version in force when it happened: what is earned and asked for is judged by it."""
        self.current: Final = programs.at(now)
        """The version in force now: it knows every wallet and tier a member holds, and tiers are judged by it."""
        self.state: Final = state
        self.now: Final = now
        self.effective_at: Final = effective_at
        """When it happened: the event's own time, or the instant that was due."""
        self.day: Final = self.program.calendar.local(effective_at) // DAY
        """The same on the program's calendar."""
        self.month: Final = month_of_day(self.day)
        self.counts_at: Instant = effective_at
        """When what is counted happened: for a refund, the time of the order."""
        self.reference = ""
        self.is_settlement = False
        self.entries: list[Entry] = []
        self.facts: list[Fact] = []
        self.follow_ups: list[FollowUp] = []
        self.records: dict[str, Record] = {}
        self.skipped: list[tuple[str, str]] = []
        self.unmet: dict[str, list[Unmet]] = {}
        """rule -> the clauses because of which its condition did not hold."""
        self.counted: dict[str, list[int]] = {}
        """metric -> months in which this moment changed it: only what moved needs to be judged again."""

    def points(self, wallet: str) -> PointsBalance:
        """The member's balance in a points wallet."""
        held = self.state.points.get(wallet)
        if held is None:
            held = self.state.points[wallet] = PointsBalance()
        return held

    def parts(self, wallet: str) -> tuple[int, int]:
        """Points available and pending now; a wallet that the member has not used yet is not opened by asking."""
        held = self.state.points.get(wallet)
        return (0, 0) if held is None else held.parts(self.now)

    def growth(self, wallet: str) -> GrowthBalance:
        """The member's balance in a growth wallet."""
        held = self.state.growth.get(wallet)
        if held is None:
            held = self.state.growth[wallet] = GrowthBalance()
        return held

    def has_faded(self, wallet: str) -> bool:
        """Whether some of a growth wallet has decayed."""
        return self.state.extras is not None and wallet in self.state.extras.faded

    def wallet(self, key: str) -> PointsWallet:
        """A points wallet as it was defined then; one that came later, as it is now."""
        return self.program.points_wallets.get(key) or self.current.points_wallets[key]

    def count(self, metric: str, month: int, change: int) -> None:
        """Change a metric in the month where it belongs."""
        if change:
            shift_in(self.state.metrics, metric, month, change)
            self.moved(metric, month)

    def moved(self, metric: str, month: int) -> None:
        """Note that a metric of a month is no longer what it was."""
        months = self.counted.get(metric)
        if months is None:
            self.counted[metric] = [month]
        elif month not in months:
            months.append(month)

    def has_moved(self, metrics: frozenset[str]) -> bool:
        """Whether any of some metrics is no longer what it was."""
        for metric in self.counted:  # noqa: SIM110 - a loop is compiled to half of what `any` costs
            if metric in metrics:
                return True
        return False

    def is_due_by(self, instant: Instant) -> None:
        """Note that something falls due at an instant."""
        self.state.next_due_at = min(self.state.next_due_at, instant)

    def enter(
        self,
        wallet: str,
        kind: EntryKind,
        amount: int,
        lots: list[LotChange],
        debt_change: int = 0,
        rule: str = "",
        reference: str = "",
    ) -> None:
        """Append an entry; the caller has already moved the lots and the debt."""
        self._append(wallet, kind, amount, lots, debt_change, rule, self.effective_at, reference or self.reference)

    def enter_expiry(self, wallet: str, lot: Lot, at: Instant) -> None:
        """Append the expiry of what is left in a lot, under the lot's own rule and reference whatever event comes across it."""
        change = LotChange(lot.no, -lot.remaining, lot.expires_at)
        self._append(wallet, "expire", -lot.remaining, [change], 0, lot.rule, at, lot.reference)

    def enter_forfeit(self, wallet: str, lot: Lot) -> None:
        """Append that what is left in a lot is taken for good, under the lot's own rule and reference."""
        change = LotChange(lot.no, -lot.remaining, lot.expires_at)
        self._append(wallet, "forfeit", -lot.remaining, [change], 0, lot.rule, self.effective_at, lot.reference)

    def _append(
        self,
        wallet: str,
        kind: EntryKind,
        amount: int,
        lots: list[LotChange],
        debt_change: int,
        rule: str,
        at: Instant,
        reference: str,
    ) -> None:
        entry_no = self.state.entry_no + 1
        self.state.entry_no = entry_no
        version = self.program.version
        self.entries.append(
            Entry(entry_no, wallet, kind, amount, lots, debt_change, rule, version, at, reference, self.is_settlement)
        )

    def tell(self, name: str, data: dict[str, Any]) -> None:
        """Record a fact for the outside."""
        self.facts.append(Fact(name, self.effective_at, data))

    def follow(self, receiver: str, type: str, data: EventData) -> None:  # noqa: A002 - the name it has on the wire
        """Cause an event for a member, named by our id or `SELF`: the shell decides it next, in the same transaction."""
        assert not self.is_settlement, "what the clock causes is no event"
        self.follow_ups.append(FollowUp(receiver, type, data))
