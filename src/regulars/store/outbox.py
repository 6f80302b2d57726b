"""Outbox: facts for the outside, committed together with what caused them: one row for all that one transaction told."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Final, NamedTuple
from uuid import UUID

import msgspec
from psycopg import Connection

from regulars.core.entries import Fact
from regulars.kit.instants import Instant
from regulars.store.codec import to_json

_TOLD: Final = msgspec.json.Decoder(list[tuple[UUID, list[tuple[str, int, dict[str, Any]]]]])


class ToldFact(NamedTuple):
    """A fact, and about whom."""

    member_id: UUID
    name: str
    at: Instant
    data: dict[str, Any]


def insert_facts(connection: Connection, decisions: Sequence[tuple[UUID, list[Fact]]]) -> None:
    """Append the facts of one transaction's decisions, in the order in which they were taken."""
    if decisions:
        told = [(member_id, [(fact.name, fact.at, fact.data) for fact in facts]) for member_id, facts in decisions]
        connection.execute("INSERT INTO outbox (facts) VALUES (%b)", (to_json(told),))


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
        "SELECT relay_no, recorded_at, facts FROM outbox WHERE relay_no > %s ORDER BY relay_no LIMIT %s",
        (after, transactions_max),
    )
    return [Relayed(*row) for row in rows]


def forget_relayed(connection: Connection, before: datetime, read_by_all: int) -> int:
    """Drop what was recorded before an instant and everybody has read; returns how many transactions."""
    return connection.execute("DELETE FROM outbox WHERE relay_no <= %s AND recorded_at < %s", (read_by_all, before)).rowcount
