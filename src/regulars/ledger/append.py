"""Append: the one write path. Lock the members, know what was answered before, gather facts, decide purely, append, commit.

A batch is one transaction. Each event in it is answered on its own: a rejected or malformed one never harms its neighbours. What
an answer needs to be given again is stored with its event, so a retry under the same id is answered as the first time, for ever.
What a decision causes for another member is decided next, in the same transaction (`ledger/following.py`).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from typing import Final
from uuid import UUID

import psycopg
from psycopg import Connection

from regulars.core.program import ProgramHistory
from regulars.kit.instants import BEFORE_ALL, NEVER, Instant, datetime_of, instant_of
from regulars.kit.problems import Problem
from regulars.kit.sealing import BlindIndex
from regulars.ledger.answers import Answer, Outcome
from regulars.ledger.deciding import Batch
from regulars.ledger.following import Reached
from regulars.ledger.gathering import Gathered, Needs
from regulars.ledger.naming import identities_in, member_of, member_unknown, members_named, others_of
from regulars.ledger.repeats import known_events
from regulars.ledger.wire import IncomingEvent, parse_event
from regulars.ledger.writing import Writing
from regulars.store.database import Database
from regulars.store.events import AskedEvents, AskedReferences
from regulars.store.exchange import BEGIN, Exchange
from regulars.store.heads import AskedHeads, read_heads
from regulars.store.lanes import LaneOf, one_lane
from regulars.store.members import AskedNames
from regulars.store.states import AskedStates

ProgramSource = Callable[[Connection, int], ProgramHistory]
"""All program versions up to one, compiled; called within the transaction, expected to remember them."""

Alongside = Callable[[Connection, Answer], None]
"""What is done in the same transaction, once an event of our own is decided and written."""

BATCH_EVENTS_MAX: Final = 1000
TRIES_MAX: Final = 5


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
            members = members_named(connection, [each for each in parsed if isinstance(each, IncomingEvent)])
        lanes: dict[int, list[int]] = {}
        for position, each in enumerate(parsed):
            member_id = member_of(each, members) if isinstance(each, IncomingEvent) else None
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
        reached: set[UUID] = set()
        attempt = 1
        while True:
            try:
                with self.database.connection() as connection:
                    answers, writing = self._decide_all(connection, parsed, reached, is_history=is_history)
                    if alongside is None and is_kept:
                        writing.flush(Exchange(connection), commits=True)
                        return answers
                    if alongside is not None:
                        writing.flush(Exchange(connection))
                        alongside(connection, answers[0])
                    if is_kept:
                        connection.commit()
                    else:
                        connection.rollback()
                return answers
            except Reached as held:  # begin again with one member more, locked in the order of their ids
                if held.member_id in reached:  # a follow-up names a member who exists, so this is a mistake of ours
                    raise
                reached.add(held.member_id)
            except (psycopg.errors.UniqueViolation, psycopg.errors.SerializationFailure, psycopg.errors.DeadlockDetected):
                # Another transaction used one of our ids a moment earlier; judged again, we see what it did.
                if attempt == TRIES_MAX:
                    raise
                attempt += 1

    def _decide_all(
        self, connection: Connection, parsed: list[IncomingEvent | Problem], reached: set[UUID], *, is_history: bool
    ) -> tuple[list[Answer], Writing]:
        """Begin a transaction, decide all events in it, and give the answers and what is to be written."""
        exchange = Exchange(connection)
        exchange.ask(BEGIN)
        asked_heads = AskedHeads(exchange)
        incoming = [each for each in parsed if isinstance(each, IncomingEvent)]
        asked_names = AskedNames(exchange, identities_in(incoming))
        if asked_names.is_needed:
            exchange.run()
        members = asked_names.read()
        named = [member_of(each, members) for each in incoming]
        others = others_of(incoming, members)
        wanted = {member_id for member_id in named if member_id is not None} | set(others.values()) | reached
        asked_states = AskedStates(exchange, list(wanted), *_earning(incoming, named))
        keys = [(each.event.source, each.event.event_id) for each in incoming]
        asked_events = AskedEvents(exchange, keys)
        needs = Needs([(member_id, each.event) for each, member_id in zip(incoming, named, strict=True) if member_id is not None])
        asked_references = AskedReferences(exchange, needs.references)
        exchange.run()
        heads = asked_heads.read()
        if not heads.program_version:
            raise no_program()
        programs = self.programs(connection, heads.program_version)
        now = self.instant(heads.test_now)
        states = asked_states.read()
        gathered = Gathered(connection, needs, asked_references.read())
        writing = Writing(programs, states, heads.active_days)
        known = known_events(connection, asked_events.read())
        batch = Batch(connection, programs, writing, keys, known, gathered, others)
        found = [states.get(member_id) if member_id is not None else None for member_id in named]
        for stored in found:
            if stored is not None:
                stored.awaited += 1
        place = -1
        answers: list[Answer] = []
        for event in parsed:
            if isinstance(event, Problem):
                answers.append(event)
                continue
            place += 1
            stored = found[place]
            if stored is None:
                answers.append(member_unknown(event))
                continue
            answers.append(batch.decide(event, stored, event.event.occurred_at if is_history else now))
            stored.awaited -= 1
            if not stored.awaited:
                writing.finish(stored)
        return answers, writing


def _earning(incoming: list[IncomingEvent], named: list[UUID | None]) -> tuple[set[UUID], Instant]:
    """Members whose events only earn, and the latest instant at which any of the events happened."""
    earning: set[UUID] = set()
    taking: set[UUID] = set()
    latest = BEFORE_ALL
    for each, member_id in zip(incoming, named, strict=True):
        latest = max(latest, each.event.occurred_at)
        if member_id is not None:
            (taking if each.event.data.needs_lots() else earning).add(member_id)
    return earning - taking, latest


def _parsed(raw: bytes, index: BlindIndex, sent_by: str = "", *, is_own: bool = False) -> IncomingEvent | Problem:
    try:
        return parse_event(raw, index, sent_by, is_own=is_own)
    except Problem as problem:
        return problem


def no_program() -> Problem:
    """Nothing can be decided before a program is published."""
    return Problem("program_missing", "No program is published.", hint="Run `regulars program publish FILE`.")
