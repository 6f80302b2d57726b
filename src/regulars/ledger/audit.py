"""Audit: recompute the whole ledger from its events and say where it differs from what is stored.

For each member: entries balance and are chained without a gap, balances are sums of entries and of lots, every event has one
answer and reads as it came, and the stored events, decided again by the same transition, give the same entries, records and
state; what they cause for other members is stored there. For the base: whoever has something due stands in the queue of the
sweep, and the daily figures are the sums of what the entries and orders say.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import islice
from typing import NamedTuple
from uuid import UUID

import msgspec
from psycopg import Connection

from regulars.core.entries import Entry
from regulars.core.events import Event
from regulars.core.invariants import check_entries, check_state
from regulars.core.program import ProgramHistory
from regulars.core.records import Record
from regulars.core.replay import Replay
from regulars.kit.calendars import date_of
from regulars.kit.instants import instant_of
from regulars.kit.problems import Problem
from regulars.ledger.active_check import active_faults
from regulars.ledger.activity import Activity
from regulars.ledger.append import Ledger
from regulars.ledger.elsewhere import elsewhere_of
from regulars.ledger.figures import NO_RECORDS, FigureDeltas
from regulars.ledger.follow_up_check import FollowUpCheck
from regulars.ledger.wire import stored_event
from regulars.ledger.writing import summary
from regulars.store.codec import event_hash, record_from_json, record_to_json
from regulars.store.due import forgotten_members
from regulars.store.entries import CHAIN_START, StoredEntry, chained, read_entries
from regulars.store.events import EventKey, find_references
from regulars.store.figures import lack_tiers
from regulars.store.histories import StoredEvent, StoredMember, figure_sums, member_ids, read_events, read_members, read_records
from regulars.store.lifecycle import ActiveDays, customers_by_latest_day, read_lifecycle
from regulars.store.long_documents import is_known
from regulars.store.states import due_columns

MEMBERS_AT_ONCE = 200


class Violation(NamedTuple):
    """Something that does not hold, and of whom."""

    member_id: UUID | None
    what: str


def audit(ledger: Ledger, progress: Callable[[int], None] = lambda _: None) -> Iterator[Violation]:
    """Check every invariant over the whole base, on one snapshot of it."""
    with ledger.database.snapshot() as connection:
        programs = ledger.history(connection)
        calendar, setting = programs.latest().calendar, read_lifecycle(connection)
        figures = FigureDeltas(calendar, ActiveDays(setting.days.active_days))
        yield from audit_members(connection, programs, figures, progress)
        yield from (
            Violation(member_id, "has something due, and no sweep would look") for member_id in forgotten_members(connection)
        )
        if lack_tiers(connection):
            yield Violation(None, "the daily figures are not split by tier yet: run `regulars ledger figures`")
            return
        stored = figure_sums(connection)
        is_recounted = setting.counted_from is not None
        if is_recounted:
            today = calendar.day_of(instant_of(ledger.now(connection)))
            latest = customers_by_latest_day(connection, calendar)
            yield from (Violation(None, what) for what in active_faults(stored, latest, setting.days.active_days, today))
        expected = {key: value for key, value in figures.all().items() if value}
        for key in sorted(set(stored) | set(expected), key=str):
            day, figure, dimension = key
            if stored.get(key, 0) != expected.get(key, 0) and not (is_recounted and figure == "active"):
                yield Violation(
                    None, f"figure {figure} {dimension} of {date_of(day)} is {stored.get(key, 0)}, not {expected.get(key, 0)}"
                )


def audit_members(
    connection: Connection, programs: ProgramHistory, figures: FigureDeltas, progress: Callable[[int], None]
) -> Iterator[Violation]:
    """Check what is stored of every member; what their events add to the figures is collected."""
    follow_ups = FollowUpCheck()
    everybody = member_ids(connection)
    while ids := list(islice(everybody, MEMBERS_AT_ONCE)):
        members = read_members(connection, ids)
        events, entries = read_events(connection, ids), read_entries(connection, ids)
        yield from (Violation(missing, "has no state") for missing in set(ids) - {member.member_id for member in members})
        records, elsewhere = read_records(connection, ids), _refused_for_others(connection, events)
        for member in members:
            held = _Held(member, events[member.member_id], entries[member.member_id], records[member.member_id])
            yield from (
                Violation(member.member_id, what) for what in _audit_member(programs, held, figures, elsewhere, follow_ups)
            )
        yield from (Violation(*fault) for fault in follow_ups.missing(connection))
        progress(len(ids))
    yield from (Violation(None, what) for what in follow_ups.surplus())


class _Held(NamedTuple):
    """Everything stored of one member."""

    member: StoredMember
    events: list[StoredEvent]
    entries: list[StoredEntry]
    records: dict[str, str]


def _refused_for_others(connection: Connection, events: dict[UUID, list[StoredEvent]]) -> set[EventKey]:
    """Rejected events whose order, refund or redemption id is another member's: a replay of one member does not see that."""
    references: dict[EventKey, tuple[UUID, str]] = {}
    for member_id, decided in events.items():
        for event in decided:
            again = _again(event) if event.status == "rejected" else None
            if again is not None and (reference := again.data.reference()):
                references[event.source, event.event_id] = member_id, reference
    owners = find_references(connection, [reference for _, reference in references.values()]) if references else {}
    return {key for key, (member_id, reference) in references.items() if owners.get(reference, member_id) != member_id}


def _again(event: StoredEvent) -> Event | None:
    """The event as it was decided; None for what cannot be read."""
    try:
        return stored_event(event.source, event.event_id, event.type, event.occurred_at, event.body)
    except (KeyError, Problem, msgspec.MsgspecError):
        return None


def _audit_member(
    programs: ProgramHistory, held: _Held, figures: FigureDeltas, elsewhere: set[EventKey], follow_ups: FollowUpCheck
) -> Iterator[str]:
    member, events = held.member, held.events
    entries = [row.entry for row in held.entries]
    yield from check_entries(entries)
    yield from _check_chain(member, events, held.entries)
    if [event.event_no for event in events] != list(range(1, member.event_no + 1)):
        yield f"the events are not numbered 1 to {member.event_no}"
    replayed = Replay(programs, member.joined_at)
    figures.add_joined(replayed.state)
    yield from _decide_again(held, replayed, figures, elsewhere, follow_ups)
    follow_ups.count(events)
    if member.state is None:
        yield "the state cannot be read"
        return
    yield from check_state(member.state, entries)
    before, known = Activity.of(replayed.state), len(replayed.entries)
    told = replayed.settle(member.state.settled_to)
    figures.add_decided(before, replayed.state, replayed.entries[known:], told, NO_RECORDS)
    yield from _compare(entries, replayed.entries)
    if replayed.state != member.state:
        yield "the stored state is not what the events lead to"
    if (*summary(programs.latest(), member.state), *due_columns(member.state)) != member.columns:
        yield "the columns beside the state do not match it"
    if not is_known(programs, member.state, member.middle):
        yield "what is noted of the lots in the middle of the document does not match them"
    yield from _compare_records(held.records, replayed.records)


def _decide_again(
    held: _Held, replayed: Replay, figures: FigureDeltas, elsewhere: set[EventKey], follow_ups: FollowUpCheck
) -> Iterator[str]:
    """Walk the events through the transition; what they did is added to `figures`."""
    for event in held.events:
        if (again := _again(event)) is None:
            yield f"event {event.source} {event.event_id} cannot be read"
            continue
        yield from _check_event(event, again)
        if (event.source, event.event_id) in elsewhere:
            continue
        before = Activity.of(replayed.state)
        decision = replayed.apply(again, event.decided_at, event.other, elsewhere_of(event))
        figures.add_decided(before, replayed.state, decision.entries, decision.facts, decision.records)
        refused = decision.rejection
        status = "accepted" if refused is None else "quarantined" if refused.quarantine else "rejected"
        if status != event.status:
            yield f"event {event.source} {event.event_id} was {event.status} and would now be {status}"
        follow_ups.expect(held.member.member_id, event, decision.follow_ups)


def _check_event(event: StoredEvent, again: Event) -> Iterator[str]:
    if event.body_hash != event_hash(event.type, event.occurred_at, str(event.named), event.body):
        yield f"event {event.source} {event.event_id} was changed after it was written"
    reference = (again.data.reference() or None) if event.status == "accepted" else None
    if event.reference != reference:
        yield f"event {event.source} {event.event_id} holds {event.reference}, not {reference}"


def _check_chain(member: StoredMember, events: list[StoredEvent], stored: list[StoredEntry]) -> Iterator[str]:
    keys = {event.event_no: f"{event.source}\n{event.event_id}" for event in events}
    head = CHAIN_START
    for row in stored:
        head = chained(head, row.entry, keys.get(row.event_no, "?") if row.event_no else "")
        if head != row.hash:
            yield f"entry {row.entry.no} was changed after it was written"
            return
    if head != member.chain_head:
        yield "the last entry is not the one that the state names"


def _compare(stored: list[Entry], replayed: list[Entry]) -> Iterator[str]:
    if len(stored) != len(replayed):
        yield f"{len(stored)} entries are stored, the events give {len(replayed)}"
    for had, has in zip(stored, replayed, strict=False):
        if had != has:
            yield f"entry {had.no} is stored as {had.kind} {had.amount} and replays as {has.kind} {has.amount}"
            return


def _compare_records(stored: dict[str, str], replayed: dict[str, Record]) -> Iterator[str]:
    for reference in sorted(set(stored) | set(replayed)):
        if not _is_same_record(reference, stored.get(reference), replayed.get(reference)):
            yield f"what is recorded of {reference} is not what the events lead to"


def _is_same_record(reference: str, stored: str | None, replayed: Record | None) -> bool:
    """Whether a record says what it should; names may stand in another order than when it was written."""
    if stored is None or replayed is None:
        return False
    return stored == record_to_json(replayed) or record_from_json(reference, stored) == replayed
