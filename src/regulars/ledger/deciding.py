"""Deciding: the events of one transaction, one after the other, each on the state that the one before has left.

An event is decided for whoever stands for the member it names. What its decision causes for another member is decided next.
"""

from __future__ import annotations

from typing import Final, final
from uuid import UUID

from psycopg import Connection

from regulars.core.events import Event
from regulars.core.program import ProgramHistory
from regulars.core.records import Facts, Other
from regulars.core.transition import Decision, apply
from regulars.kit.instants import BEFORE_ALL, Instant
from regulars.kit.problems import FieldError, Problem
from regulars.ledger.activity import Activity
from regulars.ledger.answers import Answer
from regulars.ledger.elsewhere import Asking, elsewhere_from_json, is_concerned
from regulars.ledger.following import Reached, follow_up_event, told_of_other
from regulars.ledger.gathering import Gathered
from regulars.ledger.outcomes import told
from regulars.ledger.repeats import KnownEvent
from regulars.ledger.wire import IncomingEvent
from regulars.ledger.writing import Writing
from regulars.store.codec import event_hash, record_to_json, to_json
from regulars.store.elsewhere import ElsewhereRow
from regulars.store.events import EventKey, event_row
from regulars.store.states import StoredState, lock_free_states

MOVED: Final = ("member.merged", "member.restored")
"""The types of events after which somebody else stands for a member, or they themselves again."""
RESTORED: Final = "member.restored"
"""The one type of event that happens to a member who was absorbed, not to whoever stands for them."""


@final
class Batch:
    """The decisions of one transaction, one after the other."""

    def __init__(
        self,
        connection: Connection,
        programs: ProgramHistory,
        writing: Writing,
        keys: list[EventKey],
        known: dict[EventKey, KnownEvent],
        gathered: Gathered,
        others: dict[tuple[str, str], UUID],
    ) -> None:
        self.connection = connection
        self.programs = programs
        self.writing = writing
        self.known = known
        self.repeats: Final = bool(known) or len(set(keys)) < len(keys)
        """Whether any event was answered before, or comes twice in this batch; else no answer is kept in mind."""
        self.gathered = gathered
        self.others = others
        self.asking = Asking(connection, gathered)

    def decide(self, incoming: IncomingEvent, named: StoredState, now: Instant) -> Answer:
        """Decide an event of the member whom it names, or of whoever absorbed them."""
        event = incoming.event
        key = (event.source, event.event_id)
        digest = event_hash(event.type, event.occurred_at, named.member, incoming.body)
        if self.repeats and (known := self.known.get(key)) is not None:
            if known.body_hash != digest:
                return _conflict(incoming)
            return known.answer.again()
        stored = named if event.type == RESTORED else self._standing_for(named)
        state = stored.state
        before = Activity.of(state)
        now = max(now, state.settled_to)
        is_special = stored is not named or event.type == RESTORED or is_concerned(state)
        facts, told_elsewhere = self._facts(stored, named, event, is_special=is_special)
        other = self._other(stored.member_id, incoming)
        decision = apply(self.programs, state, event, facts if other is None else facts.with_other(other), now)
        answer, kept = told(event, stored.member, decision, now)
        reference = event.data.reference() if decision.rejection is None else ""
        established = decision.records.get(reference) if reference else None
        event_no = stored.event_no = stored.event_no + 1
        if self.repeats:
            self.known[key] = KnownEvent(digest, answer)
        self.writing.add_event(
            event_row(
                stored.key, event_no, event.source, event.event_id, event.type, event.occurred_at, now,
                decision.program_version, answer.status, reference, incoming.sent_by, incoming.body, digest, kept,
                None if other is None else to_json(other.plain()),
                None if established is None else record_to_json(established),
            )
        )  # fmt: skip
        self.writing.add_result(stored, before, decision.entries, decision.facts, event, now, decision.records)
        for name, record in decision.records.items():
            if name != reference:
                self.writing.add_record(stored.key, name, record)
        if before.last_order_at == BEFORE_ALL and decision.rejection is None and (store := event.data.store()):
            self.writing.add_store(stored, store)
        if event.type in MOVED and decision.rejection is None:
            extras = state.extras
            into = UUID(extras.merged_into) if extras is not None and extras.merged_into else None
            self.writing.add_survivor(stored.member_id, into)
        if is_special:
            self._keep_elsewhere(named, stored, decision, told_elsewhere)
        self.gathered.note(stored.member_id, event, decision)
        if decision.follow_ups:
            self._follow(decision, stored.member_id, event_no, event.occurred_at, now)
        return answer

    def _facts(self, stored: StoredState, named: StoredState, event: Event, *, is_special: bool) -> tuple[Facts, str | None]:
        """What core may know about what an event names, and what of it is to be kept with the event."""
        if is_special:
            return self.asking.facts_for(stored.member_id, named.member_id, stored.state, event)
        return self.gathered.facts_for(stored.member_id, event), None

    def _other(self, member_id: UUID, incoming: IncomingEvent) -> Other | None:
        """What the decision may know of the other member whom an event names, as this transaction has left them so far."""
        if not self.others:
            return None
        other_id = self.others.get(incoming.event.data.other_member())
        if other_id is None or not self.writing.holds(other_id):
            return None
        held = self._standing_for(self.writing.state_of(other_id))
        return told_of_other(member_id, held.member_id, held.state)

    def _follow(self, decision: Decision, member_id: UUID, event_no: int, occurred_at: Instant, now: Instant) -> None:
        """Decide what an event causes for others; whoever is not locked yet is locked now, if that needs no waiting."""
        for number, follow_up in enumerate(decision.follow_ups, start=1):
            incoming = follow_up_event(member_id, event_no, occurred_at, number, follow_up)
            receiver = incoming.member_id
            assert receiver is not None, "a follow-up names its member by our id"
            held = self._hold(receiver)
            self.gathered.ask(self.connection, receiver, incoming.event)
            self.decide(incoming, held, now)

    def _hold(self, member_id: UUID) -> StoredState:
        """Lock one more member, if that needs no waiting; otherwise the transaction begins again with them."""
        if not self.writing.holds(member_id):
            found = lock_free_states(self.connection, member_id)
            if not found:
                raise Reached(member_id)
            self.writing.add_states(found)
        return self.writing.state_of(member_id)

    def _standing_for(self, stored: StoredState) -> StoredState:
        """Who stands for a member: themselves, or whoever absorbed them, also through others."""
        while True:
            extras = stored.state.extras
            if extras is None or not extras.merged_into:
                return stored
            stored = self._hold(UUID(extras.merged_into))

    def _keep_elsewhere(self, named: StoredState, stored: StoredState, decision: Decision, told_elsewhere: str | None) -> None:
        """Keep beside an event whom it named, to whom it belongs, and what its decision was told of another history."""
        under = "" if told_elsewhere is None else elsewhere_from_json(told_elsewhere).under
        if told_elsewhere is None and named is stored:
            return
        touched = list(decision.records) if under and decision.rejection is None else []
        self.writing.add_elsewhere(
            ElsewhereRow(
                stored.member_id, stored.event_no, named.member_id, UUID(under) if under else None, touched, told_elsewhere
            )
        )
        if touched:
            self.asking.note(stored.member_id, under, decision.records)


def _conflict(incoming: IncomingEvent) -> Problem:
    field = FieldError("id", "this id was used for another event", "an id of its own for each event")
    return Problem(
        "idempotency_conflict", f"Event {incoming.event.event_id} of {incoming.event.source} was sent before with another body.",
        errors=(field,), hint="Send the same body again, or a new id.",
    )  # fmt: skip
