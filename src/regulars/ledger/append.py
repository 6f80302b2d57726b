"""Append: the one write path. Lock the members, know what was answered before, gather facts, decide purely, append, commit.

A batch is one transaction. Each event in it is answered on its own: a rejected or malformed one never harms its neighbours. The
answer to an event is stored with it, so a retry under the same id is answered as the first time, for ever. What a decision causes
for another member is decided next, in the same transaction (`ledger/following.py`).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from typing import Final
from uuid import UUID

import psycopg
from psycopg import Connection

from regulars.core.program import ProgramHistory
from regulars.core.records import Other
from regulars.core.transition import Decision, apply
from regulars.kit.instants import BEFORE_ALL, NEVER, Instant, datetime_of, instant_of
from regulars.kit.problems import FieldError, Problem
from regulars.kit.sealing import BlindIndex
from regulars.ledger.activity import Activity
from regulars.ledger.answers import Answer, Outcome, stored_answer
from regulars.ledger.elsewhere import Asking, elsewhere_from_json, is_concerned
from regulars.ledger.following import Reached, follow_up_event, told_of_other
from regulars.ledger.gathering import Gathered
from regulars.ledger.naming import member_key, member_unknown, members_of, others_of
from regulars.ledger.outcomes import told
from regulars.ledger.wire import IncomingEvent, body_hash, parse_event
from regulars.ledger.writing import Writing
from regulars.store.codec import to_json
from regulars.store.database import Database
from regulars.store.elsewhere import ElsewhereRow
from regulars.store.events import EventKey, EventRow, KnownEvent, find_known
from regulars.store.heads import hold_programs, read_heads
from regulars.store.lanes import LaneOf, one_lane
from regulars.store.records import RecordRow
from regulars.store.states import lock_free_states, lock_states

ProgramSource = Callable[[Connection, int], ProgramHistory]
"""All program versions up to one, compiled; called within the transaction, expected to remember them."""

Alongside = Callable[[Connection, Answer], None]
"""What is done in the same transaction, once an event of our own is decided and written."""

BATCH_EVENTS_MAX: Final = 1000
TRIES_MAX: Final = 5
MOVED: Final = ("member.merged", "member.restored")
"""The types of events after which somebody else stands for a member, or they themselves again."""
RESTORED: Final = "member.restored"
"""The one type of event that happens to a member who was absorbed, not to whoever stands for them."""


def system_now() -> datetime:
    """The system's clock."""
    return datetime.now(UTC)


class Ledger:
    """The write path over one database and its programs."""

    def __init__(
        self,
        database: Database,
        programs: ProgramSource,
        clock: Callable[[], datetime] = system_now,
        lane_of: LaneOf = one_lane,
    ) -> None:
        self.database = database
        self.programs = programs
        self.clock = clock
        self.lane_of = lane_of

    def append(
        self, raws: Sequence[bytes], *, sent_by: str | Sequence[str] = "", is_history: bool = False, is_own: bool = False
    ) -> list[Outcome | Problem]:
        """Decide and store events, as `answer` does, and read the answers."""
        answers = self.answer(raws, sent_by=sent_by, is_history=is_history, is_own=is_own)
        return [answer if isinstance(answer, Problem) else answer.outcome() for answer in answers]

    def answer(
        self, raws: Sequence[bytes], *, sent_by: str | Sequence[str] = "", is_history: bool = False, is_own: bool = False
    ) -> list[Answer]:
        """Decide and store events given as JSON, in order; one answer each.

        `sent_by` says who sent them (`staff:anna`, `key:till 12`), all or each. `is_history` judges each event as if it had
        arrived when it happened: for imports, in the order of time. `is_own` marks events that this system makes itself.
        """
        senders = [sent_by] * len(raws) if isinstance(sent_by, str) else sent_by
        index = self.database.vault.index()
        parsed = [_parsed(raw, index, sender, is_own=is_own) for raw, sender in zip(raws, senders, strict=True)]
        answers: dict[int, Answer] = {}
        for positions in self._by_lane(parsed):
            decided = self._in_transaction([parsed[position] for position in positions], is_history=is_history, is_kept=True)
            answers.update(zip(positions, decided, strict=True))
        return [answers[position] for position in range(len(parsed))]

    def preview(self, raw: bytes) -> Answer:
        """What an event would do now: the same path, rolled back."""
        answer = self._in_transaction([_parsed(raw, self.database.vault.index())], is_history=False, is_kept=False)[0]
        return answer if isinstance(answer, Problem) else answer.as_preview()

    def answer_own(self, raw: bytes, sent_by: str, alongside: Alongside, *, is_kept: bool = True) -> Answer:
        """Decide an event of our own, and let something else be read or written in its transaction; or all of it rolled back."""
        return self._in_transaction(
            [_parsed(raw, self.database.vault.index(), sent_by, is_own=True)],
            is_history=False,
            is_kept=is_kept,
            alongside=alongside,
        )[0]

    def now(self, connection: Connection) -> datetime:
        """The instant that stands for now: a sandbox's test clock, or the system's."""
        return datetime_of(self.instant(read_heads(connection).test_now))

    def instant(self, test_now: Instant) -> Instant:
        """The test clock's instant where there is one, else the system clock's."""
        return test_now if test_now != NEVER else instant_of(self.clock())

    def history(self, connection: Connection) -> ProgramHistory:
        """All published versions; `program_missing` while there is none."""
        version = read_heads(connection).program_version
        if not version:
            raise no_program()
        return self.programs(connection, version)

    def _by_lane(self, parsed: list[IncomingEvent | Problem]) -> list[list[int]]:
        """Positions of the events that share a transaction: those of one lane, in the order in which they came."""
        if self.lane_of is one_lane:
            return [list(range(len(parsed)))]
        with self.database.snapshot() as connection:
            members = members_of(connection, [incoming for incoming in parsed if isinstance(incoming, IncomingEvent)])
        lanes: dict[int, list[int]] = {}
        for position, incoming in enumerate(parsed):
            member_id = members.get(member_key(incoming)) if isinstance(incoming, IncomingEvent) else None
            lanes.setdefault(self.lane_of(member_id) if member_id else 0, []).append(position)
        return [lanes[lane] for lane in sorted(lanes)]

    def _in_transaction(
        self,
        parsed: list[IncomingEvent | Problem],
        *,
        is_history: bool,
        is_kept: bool,
        alongside: Alongside | None = None,
    ) -> list[Answer]:
        answers: list[Answer] = []
        reached: set[UUID] = set()
        attempt = 1
        while True:
            try:
                with self.database.transaction() as connection:
                    answers = self._decide_all(connection, parsed, reached, is_history=is_history)
                    if alongside is not None:
                        alongside(connection, answers[0])
                    if not is_kept:
                        raise psycopg.Rollback
                break
            except Reached as held:  # begin again with one member more, locked in the order of their ids
                if held.member_id in reached:  # a follow-up names a member who exists, so this is a mistake of ours
                    raise
                reached.add(held.member_id)
            except (psycopg.errors.UniqueViolation, psycopg.errors.SerializationFailure, psycopg.errors.DeadlockDetected):
                # Another transaction used one of our ids a moment earlier; judged again, we see what it did.
                if attempt == TRIES_MAX:
                    raise
                attempt += 1
        return answers

    def _decide_all(
        self, connection: Connection, parsed: list[IncomingEvent | Problem], reached: set[UUID], *, is_history: bool
    ) -> list[Answer]:
        with connection.pipeline():
            hold_programs(connection)
            heads = read_heads(connection)
        if not heads.program_version:
            raise no_program()
        programs = self.programs(connection, heads.program_version)
        now = self.instant(heads.test_now)
        members = members_of(connection, [incoming for incoming in parsed if isinstance(incoming, IncomingEvent)])
        found = [(incoming, members.get(member_key(incoming))) for incoming in parsed if isinstance(incoming, IncomingEvent)]
        others = others_of(found, members)
        states = lock_states(connection, {member_id for _, member_id in found if member_id} | set(others.values()) | reached)
        known = find_known(connection, [(incoming.event.source, incoming.event.event_id) for incoming, _ in found])
        gathered = Gathered(connection, [(member_id, incoming.event) for incoming, member_id in found if member_id])
        batch = _Batch(connection, programs, Writing(programs.latest(), states), known, gathered, others)
        answers: list[Answer] = []
        for incoming in parsed:
            if isinstance(incoming, Problem):
                answers.append(incoming)
                continue
            member_id = members.get(member_key(incoming))
            if member_id is None or member_id not in states:
                answers.append(member_unknown(incoming))
                continue
            answers.append(batch.decide(incoming, member_id, incoming.event.occurred_at if is_history else now))
        batch.writing.flush(connection)
        return answers


class _Batch:
    """The decisions of one transaction, one after the other."""

    def __init__(
        self,
        connection: Connection,
        programs: ProgramHistory,
        writing: Writing,
        known: dict[EventKey, KnownEvent],
        gathered: Gathered,
        others: dict[tuple[str, str], UUID],
    ) -> None:
        self.connection = connection
        self.programs = programs
        self.writing = writing
        self.known = known
        self.gathered = gathered
        self.others = others
        self.asking = Asking(connection, gathered)

    def decide(self, incoming: IncomingEvent, named: UUID, now: Instant) -> Answer:
        """Decide an event of the member whom it names, or of whoever absorbed them."""
        event = incoming.event
        key = (event.source, event.event_id)
        digest = body_hash(incoming, named)
        if (known := self.known.get(key)) is not None:
            if known.body_hash != digest:
                return _conflict(incoming)
            return stored_answer(known.outcome)
        member_id = named if event.type == RESTORED else self._standing_for(named)
        stored = self.writing.state_of(member_id)
        before = Activity.of(stored.state)
        now = max(now, stored.state.settled_to)
        is_special = member_id != named or event.type == RESTORED or is_concerned(stored.state)
        told_elsewhere: str | None = None
        if is_special:
            facts, told_elsewhere = self.asking.facts_for(member_id, named, stored.state, event)
        else:
            facts = self.gathered.facts_for(member_id, event)
        other = self._other(member_id, incoming)
        decision = apply(self.programs, stored.state, event, facts if other is None else facts.with_other(other), now)
        answer = told(event, member_id, decision, now)
        reference = event.data.reference() if decision.rejection is None else ""
        row = EventRow(
            member_id, stored.event_no + 1, event.source, event.event_id, event.type, event.occurred_at, now,
            decision.program_version, answer.status, reference or None, incoming.sent_by, incoming.body, digest,
            answer.text, None if other is None else to_json(other.plain()),
        )  # fmt: skip
        self.known[key] = KnownEvent(member_id, digest, row.outcome)
        self.writing.add_event(stored, row)
        self.writing.add_result(member_id, before, decision.entries, decision.facts, row, now)
        for name, record in decision.records.items():
            changed = RecordRow(member_id, name, row.event_no, event.occurred_at, record)
            self.writing.add_record(changed, is_new=name == reference, is_moved=is_special)
        if before.last_order_at == BEFORE_ALL and decision.rejection is None and (store := event.data.store()):
            self.writing.add_store(member_id, store)
        if event.type in MOVED and decision.rejection is None:
            extras = stored.state.extras
            self.writing.add_survivor(member_id, UUID(extras.merged_into) if extras is not None and extras.merged_into else None)
        if is_special:
            self._keep_elsewhere(named, row, decision, told_elsewhere)
        self.gathered.note(member_id, event, decision)
        if decision.follow_ups:
            self._follow(decision, row, now)
        return answer

    def _other(self, member_id: UUID, incoming: IncomingEvent) -> Other | None:
        """What the decision may know of the other member whom an event names, as this transaction has left them so far."""
        if not self.others:
            return None
        other_id = self.others.get(incoming.event.data.other_member())
        if other_id is None or not self.writing.holds(other_id):
            return None
        other_id = self._standing_for(other_id)
        return told_of_other(member_id, other_id, self.writing.state_of(other_id).state)

    def _follow(self, decision: Decision, cause: EventRow, now: Instant) -> None:
        """Decide what an event causes for others; whoever is not locked yet is locked now, if that needs no waiting."""
        for number, follow_up in enumerate(decision.follow_ups, start=1):
            incoming = follow_up_event(cause.member_id, cause.event_no, cause.occurred_at, number, follow_up)
            receiver = incoming.member_id
            assert receiver is not None, "a follow-up names its member by our id"
            self._hold(receiver)
            self.gathered.ask(self.connection, receiver, incoming.event)
            self.decide(incoming, receiver, now)

    def _hold(self, member_id: UUID) -> None:
        """Lock one more member, if that needs no waiting; otherwise the transaction begins again with them."""
        if not self.writing.holds(member_id):
            found = lock_free_states(self.connection, member_id)
            if not found:
                raise Reached(member_id)
            self.writing.add_states(found)

    def _standing_for(self, member_id: UUID) -> UUID:
        """Who stands for a member: themselves, or whoever absorbed them, also through others."""
        while True:
            extras = self.writing.state_of(member_id).state.extras
            if extras is None or not extras.merged_into:
                return member_id
            member_id = UUID(extras.merged_into)
            self._hold(member_id)

    def _keep_elsewhere(self, named: UUID, row: EventRow, decision: Decision, told_elsewhere: str | None) -> None:
        """Keep beside an event whom it named, to whom it belongs, and what its decision was told of another history."""
        under = "" if told_elsewhere is None else elsewhere_from_json(told_elsewhere).under
        if told_elsewhere is None and named == row.member_id:
            return
        touched = list(decision.records) if under and decision.rejection is None else []
        self.writing.add_elsewhere(
            ElsewhereRow(row.member_id, row.event_no, named, UUID(under) if under else None, touched, told_elsewhere)
        )
        if touched:
            self.asking.note(row.member_id, under, decision.records)


def _parsed(raw: bytes, index: BlindIndex, sent_by: str = "", *, is_own: bool = False) -> IncomingEvent | Problem:
    try:
        return parse_event(raw, index, sent_by, is_own=is_own)
    except Problem as problem:
        return problem


def _conflict(incoming: IncomingEvent) -> Problem:
    field = FieldError("id", "this id was used for another event", "an id of its own for each event")
    return Problem(
        "idempotency_conflict", f"Event {incoming.event.event_id} of {incoming.event.source} was sent before with another body.",
        errors=(field,), hint="Send the same body again, or a new id.",
    )  # fmt: skip


def no_program() -> Problem:
    """Nothing can be decided before a program is published."""
    return Problem("program_missing", "No program is published.", hint="Run `regulars program publish FILE`.")
