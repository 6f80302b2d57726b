"""Elsewhere: what decisions about members who absorbed others, or were absorbed, must be told of another history.

An order placed before a merge is in the absorbed member's history; its refund is decided by the survivor. So the shell finds the
record and the order, says under whose former name all this came, and keeps it with the event: the survivor's history alone can
then be decided again.
"""

from __future__ import annotations

from typing import Final
from uuid import UUID

import msgspec
from msgspec import Struct
from psycopg import Connection

from regulars.core.events import Event, MemberUnmerged, OrderRefunded
from regulars.core.extras import Extras
from regulars.core.merge_records import ReturnedRecord
from regulars.core.records import Elsewhere, Facts, Record
from regulars.core.state import State
from regulars.ledger.gathering import Gathered
from regulars.ledger.wire import order_from_body
from regulars.store.codec import record_from_json, record_to_json
from regulars.store.elsewhere import find_held_records, find_touched
from regulars.store.entries import expired_points
from regulars.store.events import find_bodies
from regulars.store.histories import StoredEvent


class ToldElsewhere(Struct, omit_defaults=True):
    """What was told, as it is stored: the record under its reference, and the order as it was sent."""

    under: str = ""
    holder: str = ""
    reference: str = ""
    record: str | None = None
    paid: str | None = None
    expired: dict[str, int] = {}


_ENCODE: Final = msgspec.json.Encoder().encode
_DECODE: Final = msgspec.json.Decoder(ToldElsewhere).decode


def elsewhere_from_json(text: str) -> Elsewhere:
    """What a decision was told of another history, for core."""
    told = _DECODE(text)
    record = None if told.record is None else record_from_json(told.reference, told.record)
    paid = None if told.paid is None else order_from_body(told.paid)
    return Elsewhere(told.under, told.holder, record, paid, told.expired)


def elsewhere_of(event: StoredEvent) -> Elsewhere | None:
    """What the decision of a stored event was told of another history."""
    return None if event.elsewhere is None else elsewhere_from_json(event.elsewhere)


def is_concerned(state: State) -> bool:
    """Whether a member's decisions may need another history: they absorbed somebody, or were absorbed."""
    return state.extras is not None and bool(state.extras.origins or state.extras.stays)


class Asking:
    """The questions of one transaction to other histories; what it decided so far is in `gathered`."""

    def __init__(self, connection: Connection, gathered: Gathered) -> None:
        self._connection = connection
        self._gathered = gathered
        self._touched: dict[tuple[UUID, str], UUID] = {}
        """(member, reference) -> the former name under which this transaction wrote its record"""

    def facts_for(self, member_id: UUID, named: UUID, state: State, event: Event) -> tuple[Facts, str | None]:
        """What core may know, and what of it is to be kept with the event, as JSON; None for nothing."""
        extras = state.extras
        assert extras is not None, "somebody was absorbed"
        data = event.data
        if isinstance(data, MemberUnmerged):
            return self._gathered.facts_for(member_id, event).with_returning(
                self._returning(member_id, extras, data.merge_id)
            ), None
        told = ToldElsewhere(str(named) if str(named) in extras.origins else "")
        facts = self._facts(member_id, extras, event, told)
        if told == ToldElsewhere():
            return facts, None
        text = _ENCODE(told).decode()
        return facts.with_elsewhere(elsewhere_from_json(text)), text

    def note(self, member_id: UUID, under: str, records: dict[str, Record]) -> None:
        """Remember what was written under a former name."""
        for reference in records:
            self._touched[member_id, reference] = UUID(under)

    def _facts(self, member_id: UUID, extras: Extras, event: Event, told: ToldElsewhere) -> Facts:
        """Facts about an event; about what it undoes, wherever that was done, in which case `told` is filled."""
        gathered, connection, needed = self._gathered, self._connection, event.data.needed_record()
        if not needed:
            return gathered.facts_for(member_id, event)
        gathered.ask(connection, member_id, event)
        is_known, owner = gathered.is_known(event.data.reference()), gathered.owner(needed)
        record = gathered.record(connection, member_id, needed)
        told.reference = needed
        if record is not None and not isinstance(record, ReturnedRecord):
            told.under = self._under(member_id, extras, needed)
        else:
            record = None
            names = [UUID(name) for name in extras.origins]
            for holder, held in find_held_records(connection, names, needed) if names else []:
                if not isinstance(held, ReturnedRecord):
                    told.under = told.holder = str(holder)
                    told.record = record_to_json(held)
                    break
            else:
                told.reference = ""
                return Facts(is_known, belongs_to_other=owner is not None)
        if isinstance(event.data, OrderRefunded) and owner != member_id:
            told.paid = find_bodies(connection, [needed]).get(needed)
        others = [UUID(name) for name in [*extras.origins, *extras.stays]]
        for held_expired in [expired_points(connection, [other], [needed]).get(needed, {}) for other in others]:
            for wallet, points in held_expired.items():
                told.expired[wallet] = told.expired.get(wallet, 0) + points
        if not told.under and told.record is None and told.paid is None and not told.expired:
            told.reference = ""
        return gathered.own_facts(connection, member_id, event, record)

    def _under(self, member_id: UUID, extras: Extras, reference: str) -> str:
        """The former name under which a record came."""
        name = self._touched.get((member_id, reference))
        if name is None:
            name = find_touched(self._connection, member_id, [UUID(name) for name in extras.origins]).get(reference)
        return "" if name is None or str(name) not in extras.origins else str(name)

    def _returning(self, member_id: UUID, extras: Extras, merge_id: str) -> dict[str, Record]:
        """The records that belong to the member who was absorbed by a merge."""
        names = [UUID(name) for name, origin in extras.origins.items() if origin.merge_id == merge_id]
        touched = set(find_touched(self._connection, member_id, names))
        touched |= {reference for (member, reference), name in self._touched.items() if member == member_id and name in names}
        returning: dict[str, Record] = {}
        for reference in sorted(touched):
            record = self._gathered.record(self._connection, member_id, reference)
            if record is not None and not isinstance(record, ReturnedRecord):
                returning[reference] = record
        return returning
