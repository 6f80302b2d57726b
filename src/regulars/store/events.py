"""Events: stored once, whatever became of them, with the first answer that was given."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple
from uuid import UUID

from psycopg import Connection

from regulars.kit.instants import Instant
from regulars.store.binary import Rows
from regulars.store.rows import Table

EventKey = tuple[str, str]
"""(source, the sender's event id)"""


class KnownEvent(NamedTuple):
    """An event that was answered before."""

    member_id: UUID
    body_hash: bytes
    outcome: str


class EventRow(NamedTuple):
    """An event to be stored. `body` is the canonical JSON of its data."""

    member_id: UUID
    event_no: int
    source: str
    event_id: str
    type: str
    occurred_at: Instant
    decided_at: Instant
    program_version: int
    status: str
    reference: str | None
    sent_by: str
    body: str
    body_hash: bytes
    outcome: str
    other_member: str | None
    """What the decision was told of another member whom the event names, as JSON."""


def find_known(connection: Connection, keys: Sequence[EventKey]) -> dict[EventKey, KnownEvent]:
    """Which of these events were answered before."""
    rows = connection.execute(
        "SELECT e.source, e.event_id, e.member_id, e.body_hash, e.outcome"
        " FROM unnest(%b::text[], %b::text[]) AS asked (source, event_id) JOIN event AS e USING (source, event_id)",
        ([source for source, _ in keys], [event_id for _, event_id in keys]),
        binary=True,
    )
    return {(source, event_id): KnownEvent(*rest) for source, event_id, *rest in rows}


def find_references(connection: Connection, references: Sequence[str]) -> dict[str, UUID]:
    """Which business references are taken, and by whom."""
    rows = connection.execute(
        "SELECT reference, member_id FROM event WHERE reference = ANY(%s)", (list(references),), binary=True
    )
    return dict(rows.fetchall())


def find_bodies(connection: Connection, references: Sequence[str]) -> dict[str, str]:
    """The bodies of the events that established these references."""
    rows = connection.execute("SELECT reference, body FROM event WHERE reference = ANY(%s)", (list(references),), binary=True)
    return dict(rows.fetchall())


EVENTS = Table(
    "event", member_id="uuid", event_no="int8", source="word", event_id="text", type="word", occurred_at="timestamptz",
    decided_at="timestamptz", program_version="int4", status="word", reference="text", sent_by="word", body="text",
    body_hash="bytea", outcome="text", other_member="text",
)  # fmt: skip


def insert_events(connection: Connection, rows: Rows) -> None:
    """Append events, each an `EventRow`."""
    EVENTS.append(connection, rows)
