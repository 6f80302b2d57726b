"""Ranks: what the member list is sorted by, apart from the states, so that no event pays for the indexes of a list.

A rank follows its state a moment later: each row of the outbox names the members that its transaction wrote. Whoever is about to
list members lets the ranks catch up first, unless there is much to catch up with; then the worker is at it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final
from uuid import UUID

from psycopg import Connection

from regulars.kit.instants import Instant
from regulars.store.exchange import Exchange
from regulars.store.outbox import lock_reader, mark_read, relay
from regulars.store.rows import Table
from regulars.store.told import members_told, read_written

READER: Final = "ranks"
WITHOUT_ORDER: Final = 0
"""Stands for the last order of whoever has none (the epoch): they come last."""

_RANKS: Final = Table(
    "member_rank", member_id="uuid", spend_minor="int8", points_available="int8", growth="int8", last_order_at="timestamptz"
)


def insert_ranks(exchange: Exchange, rows: Sequence[tuple[bytes, int, int, int, Instant | None]]) -> None:
    """Rank new members: id, money spent, points available, growth, last order."""
    _RANKS.append(exchange, _RANKS.filled([(*row[:4], row[4] or WITHOUT_ORDER) for row in rows]))


def follow(connection: Connection, transactions_max: int, members_max: int) -> bool:
    """Let the ranks follow the outbox, about as far as said; whether there may be more. One at a time does it, whoever tries."""
    relay(connection, transactions_max)
    read_to = lock_reader(connection, READER)
    if read_to is None:
        return False
    told = read_written(connection, read_to, transactions_max)
    members: set[UUID] = set()
    for transaction in told:
        if not transaction.is_alike:
            members.update(UUID(member_id) for member_id, _ in members_told(transaction.facts))
        read_to = transaction.relay_no
        if len(members) >= members_max:
            break
    if told:
        _rank(connection, sorted(members))
        mark_read(connection, READER, read_to)
    return len(told) == transactions_max or (bool(told) and read_to < told[-1].relay_no)


def _rank(connection: Connection, member_ids: list[UUID]) -> None:
    connection.execute(
        "UPDATE member_rank AS rank SET spend_minor = new.spend_minor, points_available = new.points_available,"
        "   growth = new.growth, last_order_at = new.last_order_at"
        " FROM (SELECT member_id, spend_minor, points_available, growth, coalesce(last_order_at, 'epoch') AS last_order_at"
        "   FROM member_state WHERE member_id = ANY (%s)) AS new"
        " WHERE rank.member_id = new.member_id"
        "   AND (rank.spend_minor, rank.points_available, rank.growth, rank.last_order_at)"
        "     IS DISTINCT FROM (new.spend_minor, new.points_available, new.growth, new.last_order_at)",
        (member_ids,),
    )
