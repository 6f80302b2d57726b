"""Chains: entries as they stand in the table, read one by one with the name of the event behind each, to be hashed again.

Nothing here trusts a row. What cannot be read is a row all the same, without a hash, so that it can be named.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

import msgspec
from psycopg import Connection

from regulars.core.entries import Entry
from regulars.kit.instants import instant_of
from regulars.store.codec import lot_changes_from_json, lot_changes_to_json
from regulars.store.entries import chained

ROWS_AT_ONCE = 5_000


class ChainRow(NamedTuple):
    """An entry as stored. `event` is (source, id); None where the clock caused it, or where the event is not there."""

    member_id: UUID
    entry_no: int
    is_settlement: bool
    event: tuple[str, str] | None
    wallet: str
    kind: Any
    amount: int
    lots: str
    debt_change: int
    rule: str | None
    program_version: int
    at: datetime | None
    """None: no instant that a calendar knows."""
    reference: str | None
    hash: bytes

    def hash_after(self, head: bytes) -> bytes | None:
        """The hash of this entry behind a head; None if it cannot be read, or says the same as an entry in another spelling."""
        if self.at is None or (self.event is None and not self.is_settlement):
            return None
        try:
            lots = lot_changes_from_json(self.lots)
        except (msgspec.MsgspecError, ValueError, TypeError):
            return None
        if lot_changes_to_json(lots) != self.lots or "" in (self.rule, self.reference):  # nothing is written as NULL
            return None
        entry = Entry(
            self.entry_no, self.wallet, self.kind, self.amount, lots, self.debt_change, self.rule or "", self.program_version,
            instant_of(self.at), self.reference or "", self.is_settlement,
        )  # fmt: skip
        return chained(head, entry, "" if self.event is None else "\n".join(self.event))


_SELECT = """SELECT e.member_id, e.entry_no, e.event_no IS NULL, v.source, v.event_id, wallet, kind, amount, lots, debt_change,
    rule, e.program_version, CASE WHEN at BETWEEN '0001-01-02' AND '9999-12-30' THEN at END, e.reference, e.hash
    FROM {entries} LEFT JOIN event AS v ON v.member_id = e.member_id AND v.event_no = e.event_no
    WHERE {chosen} ORDER BY e.member_id, e.entry_no"""
_OF_RANGE = _SELECT.format(entries="entry AS e", chosen="e.member_id > %(after)s AND e.member_id <= %(upto)s")
_BEHIND = _SELECT.format(
    entries="unnest(%(ids)s::uuid[], %(numbers)s::int8[]) AS known (member_id, entry_no)"
    " JOIN entry AS e ON e.member_id = known.member_id AND e.entry_no > known.entry_no",
    chosen="true",
)
_OF_MEMBER = _SELECT.format(entries="entry AS e", chosen="e.member_id = %(id)s AND e.entry_no BETWEEN %(first)s AND %(last)s")


def stream_range(connection: Connection, after: UUID, upto: UUID) -> Iterator[ChainRow]:
    """All entries of the members in a range of ids, whoever they belong to, by member and number."""
    return _stream(connection, _OF_RANGE, {"after": after, "upto": upto})


def stream_behind(connection: Connection, known: Mapping[UUID, int]) -> Iterator[ChainRow]:
    """The entries of members behind a number each, by member and number."""
    return _stream(connection, _BEHIND, {"ids": list(known), "numbers": list(known.values())})


def read_span(connection: Connection, member_id: UUID, first: int, last: int) -> list[ChainRow]:
    """The entries of a member from one number to another."""
    return list(_stream(connection, _OF_MEMBER, {"id": member_id, "first": first, "last": last}))


def count_span(connection: Connection, member_id: UUID, first: int, last: int) -> int:
    """How many entries a member has from one number to another."""
    row = connection.execute(
        "SELECT count(*) FROM entry WHERE member_id = %s AND entry_no BETWEEN %s AND %s", (member_id, first, last)
    ).fetchone()
    assert row is not None, "an aggregate always answers"
    return int(row[0])


def heads_between(connection: Connection, after: UUID, upto: UUID) -> dict[UUID, tuple[int, bytes]]:
    """The chains as states name them, of the members in a range of ids: number and hash of the last entry."""
    rows = connection.execute(
        "SELECT member_id, entry_no, chain_head FROM member_state WHERE member_id > %s AND member_id <= %s ORDER BY member_id",
        (after, upto),
        binary=True,
    )
    return {member_id: (entry_no, head) for member_id, entry_no, head in rows}


def end_of_range(connection: Connection, after: UUID, members: int) -> UUID | None:
    """The id up to which the next so many members lie; None when fewer are left."""
    row = connection.execute(
        "SELECT member_id FROM member_state WHERE member_id > %s ORDER BY member_id OFFSET %s LIMIT 1", (after, members - 1)
    ).fetchone()
    return None if row is None else row[0]


def count_members(connection: Connection) -> int:
    """How many members have a state."""
    row = connection.execute("SELECT count(*) FROM member_state").fetchone()
    assert row is not None, "an aggregate always answers"
    return int(row[0])


def _stream(connection: Connection, statement: str, values: Mapping[str, object]) -> Iterator[ChainRow]:
    with connection.cursor(name="chains") as cursor:
        cursor.itersize = ROWS_AT_ONCE
        cursor.execute(statement, values, binary=True)
        for member_id, entry_no, is_settlement, source, event_id, *rest in cursor:
            yield ChainRow(member_id, entry_no, is_settlement, None if source is None else (source, event_id), *rest)
