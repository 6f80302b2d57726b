"""Due: who has something due, as a queue beside the states, for sweeps that look for whom the clock owes something.

The earliest row of a member is not later than anything that is due for them (`member_state.queued_for` says where it stands).
What comes to be due earlier adds a row; what comes to be due later leaves the row where it is: whoever takes it finds out, and
the member is queued anew. So an ordinary event, which moves what is due into the future, writes nothing here and changes no index
of the wide row; and a row that an earlier one has overtaken waits until it counts again, or goes away when its time comes.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple
from uuid import UUID

from psycopg import Connection

from regulars.kit.instants import Instant, datetime_of, instant_of
from regulars.store.exchange import Exchange, Statement

_QUEUE: Final = Statement(
    "INSERT INTO member_due (due_at, member_id) SELECT * FROM unnest($1, $2) ON CONFLICT DO NOTHING", "timestamptz", "uuid"
)


def queue_members(exchange: Exchange, rows: Sequence[tuple[Instant, bytes]]) -> None:
    """Let members, by the bytes of their ids, be looked at from an instant on."""
    if rows:
        exchange.ask(_QUEUE, _QUEUE.of([due_at for due_at, _ in rows], [key for _, key in rows]))


class Waiting(NamedTuple):
    """A row of the queue, held until the transaction ends, and with it the state of its member."""

    place: str
    member_id: UUID
    due_at: Instant


def hold_waiting(connection: Connection, until: Instant, count_max: int) -> list[Waiting]:
    """The first rows whose time has come by an instant, leaving out those that, or whose members, somebody else holds."""
    rows = connection.execute(
        "SELECT d.ctid::text, member_id, due_at FROM member_due AS d JOIN member_state AS s USING (member_id)"
        " WHERE due_at <= %s ORDER BY due_at LIMIT %s FOR UPDATE OF d, s SKIP LOCKED",
        (datetime_of(until), count_max),
    )
    return [Waiting(place, member_id, instant_of(due_at)) for place, member_id, due_at in rows]


def take_out(connection: Connection, waiting: Sequence[Waiting]) -> None:
    """Delete rows that this transaction holds."""
    connection.execute("DELETE FROM member_due WHERE ctid = ANY(%s::tid[])", ([row.place for row in waiting],))


_FORGOTTEN: Final = (
    "member_state AS s WHERE s.next_due_at < coalesce(s.queued_for, 'infinity') OR s.queued_for IS NOT NULL AND NOT EXISTS"
    " (SELECT FROM member_due AS d WHERE (d.due_at, d.member_id) = (s.queued_for, s.member_id))"
)


def forgotten_members(connection: Connection) -> list[UUID]:
    """Members for whom something is due, or who are said to be queued, and whom no row of the queue names in time."""
    rows = connection.execute(f"SELECT s.member_id FROM {_FORGOTTEN} ORDER BY s.member_id".encode())  # noqa: S608 - only constants
    return [member_id for (member_id,) in rows]


def queue_forgotten(connection: Connection) -> int:
    """Queue those members whom nobody else holds; returns how many. There are none, unless an earlier release went on writing."""
    return connection.execute(
        f"WITH forgotten AS (SELECT s.member_id, s.next_due_at FROM {_FORGOTTEN} FOR UPDATE SKIP LOCKED), queued AS"  # noqa: S608 - as above
        " (INSERT INTO member_due (due_at, member_id) SELECT next_due_at, member_id FROM forgotten WHERE next_due_at IS NOT NULL"
        "  ON CONFLICT DO NOTHING)"
        " UPDATE member_state AS held SET queued_for = forgotten.next_due_at FROM forgotten"
        " WHERE held.member_id = forgotten.member_id".encode()
    ).rowcount
