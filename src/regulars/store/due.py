"""Due: who has something due, as a queue beside the states, for sweeps that look for whom the clock owes something.

The earliest row of a member is not later than anything that is due for them (`member_state.queued_for` says where it stands).
What comes to be due earlier adds a row; what comes to be due later leaves the row where it is: whoever takes it finds out, and
the member is queued anew. So an ordinary event, which moves what is due into the future, writes nothing here and changes no index
of the wide row; and a row that an earlier one has overtaken goes away when its time comes.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple
from uuid import UUID

from psycopg import Connection

from regulars.kit.instants import Instant, datetime_of, instant_of
from regulars.store.exchange import Exchange
from regulars.store.rows import Table

_QUEUE: Final = Table("member_due", due_at="timestamptz", member_id="uuid")


def queue_members(exchange: Exchange, rows: Sequence[tuple[Instant, bytes]]) -> None:
    """Let members, by the bytes of their ids, be looked at from an instant on."""
    if rows:
        _QUEUE.append(exchange, _QUEUE.filled(rows))


class Waiting(NamedTuple):
    """A row of the queue, held until the transaction ends."""

    place: str
    member_id: UUID
    due_at: Instant


def hold_waiting(connection: Connection, until: Instant, count_max: int) -> list[Waiting]:
    """The first rows whose time has come by an instant, leaving out those that somebody else holds."""
    rows = connection.execute(
        "SELECT ctid::text, member_id, due_at FROM member_due WHERE due_at <= %s ORDER BY due_at LIMIT %s FOR UPDATE SKIP LOCKED",
        (datetime_of(until), count_max),
    )
    return [Waiting(place, member_id, instant_of(due_at)) for place, member_id, due_at in rows]


def take_out(connection: Connection, waiting: Sequence[Waiting]) -> None:
    """Delete rows that this transaction holds."""
    connection.execute("DELETE FROM member_due WHERE ctid = ANY(%s::tid[])", ([row.place for row in waiting],))


def forgotten_members(connection: Connection) -> list[UUID]:
    """Members for whom something is due, or who are said to be queued, and whom no row of the queue names in time."""
    rows = connection.execute(
        "SELECT s.member_id FROM member_state AS s"
        " LEFT JOIN member_due AS d ON (d.member_id, d.due_at) = (s.member_id, s.queued_for)"
        " WHERE d.member_id IS NULL AND s.queued_for IS NOT NULL OR s.next_due_at < coalesce(s.queued_for, 'infinity')"
        " ORDER BY s.member_id"
    )
    return [member_id for (member_id,) in rows]
