"""Outbox: facts for the outside, committed together with what caused them: one row for all that one transaction told.

A row names every member whom the transaction wrote, also those of whom there is nothing to tell: who keeps something up to date
about members, such as tags, follows the same rows. What is told of many alike, whose states nobody writes, stands once, beside
their ids; whoever reads facts reads it as if it were written of each.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Final, NamedTuple, final
from uuid import UUID

import msgspec
from librt.strings import BytesWriter
from psycopg import Connection

from regulars.core.entries import Fact
from regulars.kit.instants import Instant
from regulars.store.binary import OIDS
from regulars.store.exchange import Exchange, Statement

FACTS: Final = """CASE WHEN members IS NULL THEN facts
    ELSE (SELECT '[' || string_agg('["' || member_id || '",[' || facts || ']]', ',') || ']'
        FROM unnest(members) AS member_id) END"""
"""What a row tells, in the form in which each member has facts of their own."""
_ENCODE: Final = msgspec.json.Encoder().encode
_TOLD: Final = msgspec.json.Decoder(list[tuple[UUID, list[tuple[str, int, dict[str, Any]]]]])


class ToldFact(NamedTuple):
    """A fact, and about whom."""

    member_id: UUID
    name: str
    at: Instant
    data: dict[str, Any]


_INSERT: Final = Statement("INSERT INTO outbox (facts) VALUES ($1)", oids=(OIDS["text"],))


@final
class Telling:
    """What one transaction tells, as the text of its row: facts become text as they come, and are not held until the end."""

    def __init__(self) -> None:
        self._text: Final = BytesWriter()

    def add(self, member_id: str, facts: list[Fact]) -> None:
        """Append the facts of a decision about a member, none if there are none."""
        self._text.write(b"," if len(self._text) else b"[")
        self._text.write(_ENCODE((member_id, [(fact.name, fact.at, fact.data) for fact in facts])))

    def insert(self, exchange: Exchange) -> None:
        """Append the row, unless nobody was named. Nothing can be added after it."""
        if len(self._text):
            self._text.write(b"]")
            exchange.ask(_INSERT, [self._text.getvalue()])


def tell(connection: Connection, member_id: UUID, facts: list[Fact]) -> None:
    """Append facts about a member that no decision of the ledger told."""
    tell_all(connection, [(member_id, facts)])


def tell_all(connection: Connection, told: Sequence[tuple[UUID, list[Fact]]]) -> None:
    """The same about many members; of whom there is nothing to tell, followers hear that they were written."""
    exchange, telling = Exchange(connection), Telling()
    for member_id, facts in told:
        telling.add(str(member_id), facts)
    telling.insert(exchange)
    exchange.run()


def facts_from_json(text: str) -> list[ToldFact]:
    """What one row tells, in order."""
    return [ToldFact(member_id, *fact) for member_id, facts in _TOLD.decode(text) for fact in facts]


class Relayed(NamedTuple):
    """The facts of one transaction, in the order in which readers follow."""

    relay_no: int
    recorded_at: datetime
    facts: str
    """For `facts_from_json`."""


def relay(connection: Connection, transactions_max: int) -> int:
    """Number what is committed and not numbered yet, so that readers can follow; returns how many transactions that were.

    One at a time: whoever finds another at it leaves it to them. What a member's later transaction tells has a higher number,
    because it was committed after the earlier one gave up the member's lock, and within one round the outbox's own order holds.
    """
    head = connection.execute("SELECT relayed_to FROM outbox_relay FOR UPDATE SKIP LOCKED").fetchone()
    if head is None:
        return 0
    relayed = connection.execute(
        "WITH waiting AS (SELECT outbox_no, row_number() OVER (ORDER BY outbox_no) AS place FROM outbox"
        " WHERE relay_no IS NULL ORDER BY outbox_no LIMIT %s)"
        " UPDATE outbox SET relay_no = %s + place FROM waiting WHERE outbox.outbox_no = waiting.outbox_no",
        (transactions_max, head[0]),
    ).rowcount
    if relayed:
        connection.execute("UPDATE outbox_relay SET relayed_to = relayed_to + %s", (relayed,))
    return relayed


def read_relayed(connection: Connection, after: int, transactions_max: int) -> list[Relayed]:
    """What was relayed after a number, in order."""
    rows = connection.execute(
        f"SELECT relay_no, recorded_at, {FACTS} FROM outbox WHERE relay_no > %s ORDER BY relay_no LIMIT %s".encode(),  # noqa: S608 - only constants
        (after, transactions_max),
    )
    return [Relayed(*row) for row in rows]


def lock_reader(connection: Connection, name: str) -> int | None:
    """How far a reader has come, locked until the transaction ends; None where somebody else reads for it."""
    row = connection.execute("SELECT read_to FROM outbox_reader WHERE name = %s FOR UPDATE SKIP LOCKED", (name,)).fetchone()
    return None if row is None else row[0]


def mark_read(connection: Connection, name: str, read_to: int) -> None:
    """Keep how far a reader has come."""
    connection.execute("UPDATE outbox_reader SET read_to = %s WHERE name = %s", (read_to, name))


def relayed_to(connection: Connection) -> int:
    """The number of the last relayed transaction."""
    row = connection.execute("SELECT relayed_to FROM outbox_relay").fetchone()
    assert row is not None, "the relay has its row from the start"
    return int(row[0])


def forget_relayed(connection: Connection, before: datetime, read_by_all: int) -> int:
    """Drop what was recorded before an instant and everybody has read; returns how many transactions.

    `read_by_all` is what webhooks have read; the readers of this table are asked here.
    """
    return connection.execute(
        "DELETE FROM outbox WHERE recorded_at < %s AND relay_no <= least(%s, (SELECT min(read_to) FROM outbox_reader))",
        (before, read_by_all),
    ).rowcount
