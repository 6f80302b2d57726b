"""Histories: everything stored of some members, read together for an audit."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

import msgspec
from psycopg import Connection

from regulars.core.records import Other
from regulars.core.state import State
from regulars.kit.calendars import day_number
from regulars.kit.instants import Instant, instant_of
from regulars.store.codec import other_from_json, state_from_json
from regulars.store.figures import FigureKey
from regulars.store.long_documents import Middle
from regulars.store.records import NOW_HELD


class StoredEvent(NamedTuple):
    """An event as it stands in the table."""

    event_no: int
    source: str
    event_id: str
    type: str
    occurred_at: Instant
    decided_at: Instant
    status: str
    reference: str | None
    body: str
    body_hash: bytes
    other: Other | None
    """What the decision was told of another member."""
    named: UUID
    """The member whom the sender named."""
    elsewhere: str | None
    """What it was told of another history, as JSON."""


class StoredMember(NamedTuple):
    """A member's state row, with what it is compared with."""

    member_id: UUID
    joined_at: Instant
    state: State | None
    """None: what is stored cannot be read."""
    event_no: int
    chain_head: bytes
    middle: Middle
    """What is noted of the lots in the middle of a long document."""
    columns: tuple[object, ...]


def member_ids(connection: Connection) -> Iterator[UUID]:
    """Every member, in order of id, streamed."""
    with connection.cursor(name="audited_members") as cursor:
        cursor.itersize = 10_000
        cursor.execute("SELECT member_id FROM member ORDER BY member_id")
        for (member_id,) in cursor:
            yield member_id


def read_members(connection: Connection, ids: list[UUID]) -> list[StoredMember]:
    """State rows of members; a member without one is left out, and so noticed."""
    rows = connection.execute(
        "SELECT m.member_id, m.joined_at, d.whole, s.event_no, s.chain_head,"
        " d.middle_span, d.middle_points, d.middle_active_at, d.middle_due_at, s.tier_key, s.tier_since, s.in_grace,"
        " s.points_available, s.points_pending, s.points_debt, s.growth, s.orders, s.spend_minor,"
        " s.next_due_at, s.last_order_at, s.last_active_at"
        " FROM member AS m JOIN member_state AS s USING (member_id) JOIN member_document AS d USING (member_id)"
        " WHERE m.member_id = ANY(%s) ORDER BY m.member_id",
        (ids,),
        binary=True,
    )
    return [
        StoredMember(member_id, instant_of(joined_at), _readable(state), event_no, head, Middle(*rest[:4]), _columns(*rest[4:]))
        for member_id, joined_at, state, event_no, head, *rest in rows
    ]


def _columns(tier: str, since: datetime, *rest: Any) -> tuple[object, ...]:
    """The columns beside the state, instants as numbers."""
    *numbers, next_due_at, last_order_at, last_active_at = rest
    return (tier, instant_of(since), *numbers, *(at and instant_of(at) for at in (next_due_at, last_order_at, last_active_at)))


def _readable(text: str) -> State | None:
    try:
        return state_from_json(text)
    except (ValueError, msgspec.MsgspecError):
        return None


def read_events(connection: Connection, ids: list[UUID]) -> dict[UUID, list[StoredEvent]]:
    """All events of members, each in the order decided."""
    events: dict[UUID, list[StoredEvent]] = {member_id: [] for member_id in ids}
    rows = connection.execute(
        "SELECT member_id, event_no, source, event_id, type, occurred_at, decided_at, status, reference, body, body_hash,"
        " other_member, named, told FROM event LEFT JOIN event_elsewhere USING (member_id, event_no)"
        " WHERE member_id = ANY(%s) ORDER BY member_id, event_no",
        (ids,),
        binary=True,
    )
    for member_id, *rest in rows:
        no, source, event_id, type_, occurred_at, decided_at, status, reference, body, body_hash, other, named, told = rest
        stored = StoredEvent(
            no, source, event_id, type_, instant_of(occurred_at), instant_of(decided_at), status, reference, body, body_hash,
            other_from_json(other) if other else None, named or member_id, told,
        )  # fmt: skip
        events[member_id].append(stored)
    return events


def read_records(connection: Connection, ids: list[UUID]) -> dict[UUID, dict[str, str]]:
    """The records of members, as they are written, by reference."""
    records: dict[UUID, dict[str, str]] = {member_id: {} for member_id in ids}
    rows = connection.execute(
        f"SELECT member_id, reference, record FROM {NOW_HELD} AS held WHERE member_id = ANY(%s)",  # noqa: S608 - only constants
        (ids,),
        binary=True,
    )
    for member_id, reference, record in rows:
        records[member_id][reference] = record
    return records


def figure_sums(connection: Connection) -> dict[FigureKey, int]:
    """The daily figures as a board would read them."""
    rows = connection.execute(
        "SELECT day, figure, dimension, sum(value)::bigint FROM figure GROUP BY 1, 2, 3 HAVING sum(value) <> 0"
    )
    return {(day_number(day), figure, dimension): value for day, figure, dimension, value in rows}
