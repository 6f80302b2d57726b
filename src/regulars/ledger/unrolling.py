"""Unrolling: stored histories, member by member, as the events that were decided - what a backtest walks.

Memory holds one batch of rows and one member's events at a time. Every stored event is there, with whatever became of it, but
those refused because their order, refund or redemption belongs to somebody else: one member's history alone cannot know that.
"""

from __future__ import annotations

from collections.abc import Iterator
from uuid import UUID

from psycopg import Connection

from regulars.core.backtest import Decided
from regulars.kit.instants import Instant
from regulars.ledger.elsewhere import elsewhere_from_json
from regulars.ledger.wire import stored_event
from regulars.store.codec import other_from_json
from regulars.store.event_streams import Part, StreamedRow, read_joined, sent_instant, stream_events
from regulars.store.events import EventKey, find_references

History = tuple[str, Instant, list[Decided]]
"""(member, when they joined, their events in the order decided)"""


def unrolled(connection: Connection, part: Part) -> Iterator[History]:
    """The histories of a part's members, those without any event included."""
    members = iter(read_joined(connection, part))
    member, joined_at = next(members, (b"", 0))
    events: list[Decided] = []
    for rows in stream_events(connection, part):
        elsewhere = _refused_for_others(connection, rows)
        for row in rows:
            while row[0] != member:
                yield str(UUID(bytes=member)), joined_at, events
                member, joined_at = next(members)
                events = []
            if row[6] == "rejected" and (row[1], row[2]) in elsewhere:
                continue
            event = stored_event(row[1], row[2], row[3], sent_instant(row[4]), row[7])
            other = other_from_json(row[8]) if row[8] else None
            told = elsewhere_from_json(row[9]) if row[9] else None
            events.append(Decided(event, sent_instant(row[5]), other, told))
    while member:
        yield str(UUID(bytes=member)), joined_at, events
        member, joined_at = next(members, (b"", 0))
        events = []


def _refused_for_others(connection: Connection, rows: list[StreamedRow]) -> set[EventKey]:
    """Rejected events whose business reference another member owns."""
    owned: dict[EventKey, tuple[bytes, str]] = {}
    for member, source, event_id, type_, occurred_at, _, status, body, _, _ in rows:
        if status == "rejected":
            reference = stored_event(source, event_id, type_, sent_instant(occurred_at), body).data.reference()
            if reference:
                owned[source, event_id] = member, reference
    if not owned:
        return set()
    owners = find_references(connection, sorted({reference for _, reference in owned.values()}))
    return {key for key, (member, reference) in owned.items() if reference in owners and owners[reference].bytes != member}
