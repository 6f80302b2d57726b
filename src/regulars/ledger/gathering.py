"""Gathering: what the decisions of one batch need beyond the states, read in a few queries and kept up to date in memory.

A batch may hold an order and its refund; the second must see the first although nothing has been written yet. So decisions
report back here, and the next question is answered from memory first.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, final
from uuid import UUID

from psycopg import Connection

from regulars.core.entries import GONE
from regulars.core.events import Event, OrderPaid, OrderRefunded
from regulars.core.merge_records import ReturnedRecord
from regulars.core.records import NO_FACTS, Facts, Record
from regulars.core.transition import Decision
from regulars.ledger.wire import order_from_body
from regulars.store.entries import expired_points
from regulars.store.events import find_bodies, find_references
from regulars.store.records import find_records


@final
class Needs:
    """What the events of a batch name."""

    def __init__(self, events: Sequence[tuple[UUID, Event]]) -> None:
        records: set[tuple[UUID, str]] = set()
        named: set[str] = set()
        for member_id, event in events:
            if needed := event.data.needed_record():
                records.add((member_id, needed))
                named.add(needed)
            if reference := event.data.reference():
                named.add(reference)
        self.records: Final = sorted(records)
        """Member and reference whose record a decision needs."""
        self.references: Final = list(named)
        """Every business reference."""


@final
class Gathered:
    """References, records, orders and expiries that a batch's events name."""

    def __init__(self, connection: Connection, needs: Needs, owners: dict[str, UUID]) -> None:
        """`owners`: whose events established the references that are taken already."""
        self._owners: dict[str, UUID] = owners
        self._records: dict[tuple[UUID, str], Record] = {}
        self._orders: dict[str, OrderPaid] = {}
        self._expired: dict[tuple[UUID, str], dict[str, int]] = {}
        self._read: set[tuple[UUID, str]] = set()
        """Whose expiries of what were read; others hold only what this transaction noted."""
        self._bodies: dict[str, str] = {}
        self._looks_back: Final = bool(needs.records)
        """Whether anything undoes something. Else nobody asks for an order of this batch, and none is kept in memory."""
        owned = [(member_id, reference) for member_id, reference in needs.records if owners.get(reference) == member_id]
        if owned:
            members, held = [member_id for member_id, _ in owned], [reference for _, reference in owned]
            orders = [reference for reference in held if reference.startswith("order:")]
            for reference, record in find_records(connection, members, held).items():
                self._records[owners[reference], reference] = record
            if orders:
                self._bodies = find_bodies(connection, orders)
                for reference, expired in expired_points(connection, members, held).items():
                    self._expired[owners[reference], reference] = expired
                self._read.update(owned)

    def ask(self, connection: Connection, member_id: UUID, event: Event) -> None:
        """Read what a follow-up names, as far as it is not known yet. No follow-up is about the lines of an order."""
        reference, needed = event.data.reference(), event.data.needed_record()
        assert self._looks_back or not needed.startswith("order:"), "an order of this batch would be missed"
        unknown = [each for each in (reference, needed) if each and each not in self._owners]
        if unknown:
            self._owners.update(find_references(connection, unknown))
        if needed in unknown and self._owners.get(needed) == member_id:
            self.record(connection, member_id, needed)
            self._read_expired(connection, member_id, needed)

    def facts_for(self, member_id: UUID, event: Event) -> Facts:
        """What core may know about the references an event names."""
        reference, needed = event.data.reference(), event.data.needed_record()
        if not reference:
            return NO_FACTS
        is_known = reference in self._owners
        if not needed:
            return Facts(is_known)
        owner = self._owners.get(needed)
        if owner != member_id:
            return Facts(is_known, belongs_to_other=owner is not None)
        paid = self._order(needed) if isinstance(event.data, OrderRefunded) else None
        key = member_id, needed
        record = self._records.get(key)
        if isinstance(record, ReturnedRecord):
            return Facts(is_known, belongs_to_other=True)
        return Facts(is_known, record=record, paid=paid, expired=self._expired.get(key))

    def is_known(self, reference: str) -> bool:
        """Whether a reference that was asked for is taken."""
        return reference in self._owners

    def owner(self, reference: str) -> UUID | None:
        """Whose event established a reference that was asked for."""
        return self._owners.get(reference)

    def record(self, connection: Connection, member_id: UUID, reference: str) -> Record | None:
        """A member's record, as this transaction has left it so far."""
        key = member_id, reference
        if key not in self._records:
            found = find_records(connection, [member_id], [reference])
            if reference in found:
                self._records[key] = found[reference]
        return self._records.get(key)

    def own_facts(self, connection: Connection, member_id: UUID, event: Event, record: Record | None) -> Facts:
        """Facts about what an event undoes, as far as its member's own history knows, whoever began it."""
        needed = event.data.needed_record()
        if needed not in self._bodies and needed.startswith("order:"):
            self._bodies.update(find_bodies(connection, [needed]))
        paid = self._order(needed) if isinstance(event.data, OrderRefunded) else None
        self._read_expired(connection, member_id, needed)
        expired = self._expired.get((member_id, needed))
        return Facts(self.is_known(event.data.reference()), record=record, paid=paid, expired=expired)

    def _read_expired(self, connection: Connection, member_id: UUID, reference: str) -> None:
        """Read what has expired of a reference, and add what this transaction expired already and has not written yet."""
        key = member_id, reference
        if key in self._read:
            return
        self._read.add(key)
        noted = self._expired.pop(key, {})
        self._expired[key] = expired_points(connection, [member_id], [reference]).get(reference, {})
        for wallet, points in noted.items():
            self._add_expired(key, wallet, points)

    def note(self, member_id: UUID, event: Event, decision: Decision) -> None:
        """Remember what an event established, if it was accepted, and what the clock had caused before it."""
        reference = event.data.reference()
        if reference and decision.rejection is None:
            self._owners[reference] = member_id
            if self._looks_back and isinstance(event.data, OrderPaid):
                self._orders[reference] = event.data
        for name, record in decision.records.items():
            if self._looks_back or not name.startswith("order:"):
                self._records[member_id, name] = record
        for entry in decision.entries:
            if entry.kind in GONE and entry.reference:
                self._add_expired((member_id, entry.reference), entry.wallet, -entry.amount)

    def _add_expired(self, key: tuple[UUID, str], wallet: str, points: int) -> None:
        expired = self._expired.setdefault(key, {})
        expired[wallet] = expired.get(wallet, 0) + points

    def _order(self, reference: str) -> OrderPaid | None:
        if reference not in self._orders and reference in self._bodies:
            self._orders[reference] = order_from_body(self._bodies[reference])
        return self._orders.get(reference)
