"""Event streams: the stored events of many members, in the order of members, read in parts that processes can share.

Instants and members come as the bytes they are sent as: making a `datetime` and a `UUID` of each would cost more than reading it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final, NamedTuple
from uuid import UUID

from psycopg import Connection

from regulars.kit.instants import Instant
from regulars.store.binary import POSTGRES_EPOCH_US

ROWS_AT_ONCE: Final = 10_000
"""What is held of a part at any time, however many events one member has."""

StreamedRow = tuple[bytes, str, str, str, bytes, bytes, str, str, str | None, str | None]
"""(member, source, the sender's event id, type, occurred at, decided at, status, body, the other member, told of elsewhere)"""


class Part(NamedTuple):
    """Members whose ids lie in a range, both ends included, with how many they are and how many events they have."""

    first: UUID
    last: UUID
    members: int
    events: int


def parts_of_base(connection: Connection, events_per_part: int) -> list[Part]:
    """The whole base in parts of about so many events; a member stays whole."""
    rows = connection.execute(
        'SELECT min(member_id::text COLLATE "C")::uuid, max(member_id::text COLLATE "C")::uuid, count(*), sum(event_no)::bigint'
        " FROM (SELECT member_id, event_no,"
        "  (sum(event_no + 1) OVER (ORDER BY member_id) - 1)::bigint / %s AS part FROM member_state) AS numbered"
        " GROUP BY part ORDER BY part",
        (events_per_part,),
    )
    return [Part(*row) for row in rows]


def read_joined(connection: Connection, part: Part) -> list[tuple[bytes, Instant]]:
    """The members of a part with when they joined, in the order of their ids."""
    rows = connection.execute(
        "SELECT uuid_send(member_id), timestamptz_send(joined_at) FROM member WHERE member_id BETWEEN %s AND %s"
        " ORDER BY member_id",
        (part.first, part.last),
        binary=True,
    )
    return [(member, sent_instant(joined_at)) for member, joined_at in rows]


def stream_events(connection: Connection, part: Part) -> Iterator[list[StreamedRow]]:
    """The events of a part's members, in the order of members and each in the order decided, some thousands at a time."""
    with connection.cursor(name="streamed_events", binary=True) as cursor:
        cursor.execute(
            "SELECT uuid_send(member_id), source, event_id, type, timestamptz_send(occurred_at), timestamptz_send(decided_at),"
            " status, body, other_member, told FROM event LEFT JOIN event_elsewhere USING (member_id, event_no)"
            " WHERE member_id BETWEEN %s AND %s ORDER BY member_id, event_no",
            (part.first, part.last),
        )
        while rows := cursor.fetchmany(ROWS_AT_ONCE):
            streamed: Any = rows
            yield streamed


def sent_instant(sent: bytes) -> Instant:
    """An instant from the eight bytes that `timestamptz_send` makes of it.

    >>> sent_instant(bytes(8)) == 946_684_800 * 1_000_000
    True
    """
    return int.from_bytes(sent, "big", signed=True) + POSTGRES_EPOCH_US
