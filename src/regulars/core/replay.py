"""Replay: the same transition driven over a member's stored events, keeping in memory what the shell keeps in tables.

Audit, backtest and rebuilding a state are all this one walk.
"""

from __future__ import annotations

from datetime import datetime

from regulars.core.entries import Entry, Fact
from regulars.core.events import Event, OrderPaid, OrderRefunded, needed_record, reference_of
from regulars.core.program import ProgramHistory
from regulars.core.records import Facts, Record
from regulars.core.rejections import Rejection
from regulars.core.settlement import settle
from regulars.core.state import State
from regulars.core.transition import Decision, apply, open_state


class Replay:
    """One member's history, walked in the order in which it was decided."""

    def __init__(self, programs: ProgramHistory, joined_at: datetime) -> None:
        self._programs = programs
        self.state: State = open_state(programs, joined_at)
        self.entries: list[Entry] = []
        self.records: dict[str, Record] = {}
        self._orders: dict[str, OrderPaid] = {}
        self._known: set[str] = set()
        self._expired: dict[str, dict[str, int]] = {}

    def apply(self, event: Event, now: datetime) -> Decision | Rejection:
        """Decide one event; a rejection changes nothing."""
        outcome = apply(self._programs, self.state.copy(), event, self._facts_for(event), now=now)
        if isinstance(outcome, Rejection):
            return outcome
        self.state = outcome.state
        self._note(outcome.entries)
        self.records.update(outcome.records)
        reference = reference_of(event.data)
        if reference is not None:
            self._known.add(reference)
        if isinstance(event.data, OrderPaid) and reference is not None:
            self._orders[reference] = event.data
        return outcome

    def settle(self, until: datetime) -> list[Fact]:
        """Let time pass."""
        entries, facts = settle(self._programs, self.state, until)
        self._note(entries)
        return facts

    def _note(self, entries: list[Entry]) -> None:
        self.entries += entries
        for entry in entries:
            if entry.kind == "expire" and entry.reference is not None:
                expired = self._expired.setdefault(entry.reference, {})
                expired[entry.wallet] = expired.get(entry.wallet, 0) - entry.amount

    def _facts_for(self, event: Event) -> Facts:
        reference, needed = reference_of(event.data), needed_record(event.data)
        is_known = reference in self._known
        if needed is None or not isinstance(event.data, OrderRefunded):
            return Facts(is_known, record=self.records.get(needed) if needed else None)
        record, paid, expired = self.records.get(needed), self._orders.get(needed), self._expired.get(needed, {})
        return Facts(is_known, record=record, paid=paid, expired=expired)
