"""The working space of one decision: a private copy of the state, and the entries and facts gathered so far.

Families of rules write through the few methods here, so that an entry and the balance it moves can never drift apart.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from regulars.core.entries import Entry, EntryKind, Fact, LotChange
from regulars.core.program import PointsWallet, ProgramHistory
from regulars.core.records import Record
from regulars.core.state import GrowthBalance, Lot, PointsBalance, State, shift_in

MAX_BALANCE = 2**53 - 1
"""The largest balance a wallet may hold: every client can represent it exactly."""


class Moment:
    """Everything a family may read and write while one event, or one due instant, is decided."""

    __slots__ = (
        "current", "day", "effective_at", "entries", "facts", "is_settlement", "local", "month", "now", "program", "programs",
        "records", "reference", "skipped", "state",
    )  # fmt: skip

    def __init__(self, programs: ProgramHistory, state: State, now: datetime, effective_at: datetime) -> None:
        self.programs = programs
        self.program = program = programs.at(effective_at)
        """The version in force when it happened: what is earned and asked for is judged by it."""
        self.current = programs.at(now)
        """The version in force now: it knows every wallet and tier a member holds, and tiers are judged by it."""
        self.state = state
        self.now = now
        self.effective_at = effective_at
        """When it happened: the event's own time, or the instant that was due."""
        self.local = local = effective_at.astimezone(program.zone)
        """The same instant on the program's calendar."""
        self.day = local.date()
        self.month = local.year * 12 + local.month - 1
        self.reference: str | None = None
        self.is_settlement = False
        self.entries: list[Entry] = []
        self.facts: list[Fact] = []
        self.records: dict[str, Record] = {}
        self.skipped: list[tuple[str, str]] = []

    def points(self, wallet: str) -> PointsBalance:
        """The member's balance in a points wallet."""
        held = self.state.points.get(wallet)
        if held is None:
            held = self.state.points[wallet] = PointsBalance()
        return held

    def growth(self, wallet: str) -> GrowthBalance:
        """The member's balance in a growth wallet."""
        held = self.state.growth.get(wallet)
        if held is None:
            held = self.state.growth[wallet] = GrowthBalance()
        return held

    def wallet(self, key: str) -> PointsWallet:
        """A points wallet as it was defined then; one that came later, as it is now."""
        return self.program.points_wallets.get(key) or self.current.points_wallets[key]

    def count(self, metric: str, month: int, change: int) -> None:
        """Change a metric in the month where it belongs."""
        if change:
            shift_in(self.state.metrics, metric, month, change)

    def is_due_by(self, instant: datetime | None) -> None:
        """Note that something falls due at an instant."""
        due = self.state.next_due_at
        if instant is not None and (due is None or instant < due):
            self.state.next_due_at = instant

    def enter(
        self,
        wallet: str,
        kind: EntryKind,
        amount: int,
        lots: Iterable[LotChange],
        debt_change: int = 0,
        rule: str | None = None,
        reference: str | None = None,
    ) -> None:
        """Append an entry; the caller has already moved the lots and the debt."""
        self._append(wallet, kind, amount, tuple(lots), debt_change, rule, self.effective_at, reference or self.reference)

    def enter_expiry(self, wallet: str, lot: Lot, at: datetime) -> None:
        """Append the expiry of what is left in a lot, under the lot's own rule and reference whatever event comes across it."""
        change = LotChange(lot.no, -lot.remaining)
        self._append(wallet, "expire", -lot.remaining, (change,), 0, lot.rule, at, lot.reference)

    def _append(
        self, wallet: str, kind: EntryKind, amount: int, lots: tuple[LotChange, ...], debt_change: int, rule: str | None,
        at: datetime, reference: str | None,
    ) -> None:  # fmt: skip
        self.state.entry_no += 1
        entry_no, version = self.state.entry_no, self.program.version
        entry = Entry(entry_no, wallet, kind, amount, lots, debt_change, rule, version, at, reference, self.is_settlement)
        self.entries.append(entry)

    def tell(self, name: str, **data: Any) -> None:
        """Record a fact for the outside."""
        self.facts.append(Fact(name, self.effective_at, data))
