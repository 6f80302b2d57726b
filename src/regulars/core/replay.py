"""Replay: the same transition driven over a member's stored events, keeping in memory what the shell keeps in tables.

Audit, backtest and rebuilding a state are all this one walk.
"""

from __future__ import annotations

from typing import final

from regulars.core.entries import GONE, Entry, Fact
from regulars.core.events import Event, MemberUnmerged, OrderPaid, OrderRefunded
from regulars.core.merge_records import ReturnedRecord
from regulars.core.program import ProgramHistory
from regulars.core.records import NO_FACTS, Elsewhere, Facts, Other, Record
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
        self._touched: dict[str, list[str]] = {}
        """former name -> references whose records came, or were changed, under it"""

    def apply(self, event: Event, now: Instant, other: Other | None = None, elsewhere: Elsewhere | None = None) -> Decision:
        """Decide one event; a rejection changes nothing but what the clock had caused.

        `other` is what the first decision knew of another member, `elsewhere` what another member's history told it: a replay
        walks one member's history alone.
        """
        data = event.data
        facts = self._facts_for(event)
        if elsewhere is not None:
            facts = facts.with_elsewhere(elsewhere)
        decision = apply(self._programs, self.state, event, facts if other is None else facts.with_other(other), now)
        self._note(decision.entries)
        if decision.rejection is None:
            self.records.update(decision.records)
            if elsewhere is not None and elsewhere.under:
                self._touched.setdefault(elsewhere.under, []).extend(decision.records)
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
        for name, touched in self._touched.items():
            forked._touched[name] = touched.copy()
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
            if entry.kind in GONE and entry.reference:
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
        if isinstance(data, MemberUnmerged):
            return Facts(is_known, record=record, returning=self._returning(data.merge_id))
        paid = self._orders.get(needed) if isinstance(data, OrderRefunded) else None
        if isinstance(record, ReturnedRecord):
            return Facts(is_known, True, None, paid, self._expired.get(needed))
        return Facts(is_known, record=record, paid=paid, expired=self._expired.get(needed))

    def _returning(self, merge_id: str) -> dict[str, Record]:
        """The records that belong to the member who was absorbed by a merge."""
        returning: dict[str, Record] = {}
        origins = {} if self.state.extras is None else self.state.extras.origins
        for name, origin in origins.items():
            if origin.merge_id == merge_id:
                for reference in self._touched.get(name, []):
                    if not isinstance(self.records[reference], ReturnedRecord):
                        returning[reference] = self.records[reference]
        return returning
