"""Replay: the same transition driven over a member's stored events, keeping in memory what the shell keeps in tables.

Audit, backtest and rebuilding a state are all this one walk.
"""

from __future__ import annotations

from typing import final

from regulars.core.entries import Entry, Fact
from regulars.core.events import Event, OrderPaid, OrderRefunded
from regulars.core.program import ProgramHistory
from regulars.core.records import NO_FACTS, Facts, Other, Record
from regulars.core.settlement import settle
from regulars.core.transition import Decision, apply, open_state
from regulars.kit.instants import Instant


@final
class Replay:
    """One member's history, walked in the order in which it was decided."""

    def __init__(self, programs: ProgramHistory, joined_at: Instant) -> None:
        self._programs = programs
        self.state = open_state(programs, joined_at)
        self.entries: list[Entry] = []
        self.records: dict[str, Record] = {}
        self._orders: dict[str, OrderPaid] = {}
        self._known: set[str] = set()
        self._expired: dict[str, dict[str, int]] = {}

    def apply(self, event: Event, now: Instant, other: Other | None = None) -> Decision:
        """Decide one event; a rejection changes nothing but what the clock had caused.

        `other` is what the first decision knew of another member: a replay walks one member's history alone.
        """
        data = event.data
        facts = self._facts_for(event)
        decision = apply(self._programs, self.state, event, facts if other is None else facts.with_other(other), now)
        self._note(decision.entries)
        if decision.rejection is None:
            self.records.update(decision.records)
            reference = data.reference()
            if reference:
                self._known.add(reference)
            if isinstance(data, OrderPaid):
                self._orders[reference] = data
        return decision

    def fork(self, programs: ProgramHistory) -> Replay:
        """The same history so far, to be continued under other programs; its entries start anew."""
        forked = Replay(programs, self.state.joined_at)
        forked.state = self.state.copy()
        forked.records = self.records.copy()  # a record is replaced, never changed
        forked._orders = self._orders.copy()
        forked._known = self._known.copy()
        for reference, expired in self._expired.items():
            forked._expired[reference] = expired.copy()
        return forked

    def drained(self) -> list[Entry]:
        """The entries so far, handed over."""
        entries = self.entries
        self.entries = []
        return entries

    def settle(self, until: Instant) -> list[Fact]:
        """Let time pass."""
        entries, facts = settle(self._programs, self.state, until)
        self._note(entries)
        return facts

    def _note(self, entries: list[Entry]) -> None:
        self.entries += entries
        for entry in entries:
            if entry.kind == "expire" and entry.reference:
                expired = self._expired.setdefault(entry.reference, {})
                expired[entry.wallet] = expired.get(entry.wallet, 0) - entry.amount

    def _facts_for(self, event: Event) -> Facts:
        data = event.data
        reference = data.reference()
        if not reference:
            return NO_FACTS
        needed = data.needed_record()
        is_known = reference in self._known
        if not needed:
            return Facts(is_known)
        record = self.records.get(needed)
        paid = self._orders.get(needed) if isinstance(data, OrderRefunded) else None
        return Facts(is_known, record=record, paid=paid, expired=self._expired.get(needed))
