"""Entries: appended in the transaction that decided them, chained by hash, never changed. Only the ledger calls this."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha256
from typing import Any, Final, NamedTuple
from uuid import UUID

from psycopg import Connection

from regulars.core.entries import Entry
from regulars.kit.instants import Instant
from regulars.store.binary import Rows
from regulars.store.codec import entry_bytes, lot_changes_to_json, stored_entry
from regulars.store.exchange import Exchange
from regulars.store.rows import Table

CHAIN_START = bytes(32)
"""What the first entry of a member is chained to."""


def chained(head: bytes, entry: Entry, event_key: str) -> bytes:
    """The hash of an entry that follows `head`."""
    return chained_row(head, entry, lot_changes_to_json(entry.lots), event_key)


def chained_row(head: bytes, entry: Entry, lots: str, event_key: str) -> bytes:
    """The same, where the lot changes are at hand as JSON."""
    return sha256(head + entry_bytes(entry, lots, event_key)).digest()


ENTRIES: Final = Table(
    "entry", member_id="uuid", entry_no="int8", amount="int8", debt_change="int8", program_version="int4",
    at="timestamptz", recorded_at="timestamptz", hash="bytea", event_no="int8", wallet="word", kind="word", rule="word",
    lots="text", reference="text",
)  # fmt: skip


def entry_row(
    member_id: bytes, event_no: int | None, entry: Entry, lots: str, recorded_at: Instant, digest: bytes
) -> tuple[Any, ...]:
    """An entry as a row to be stored, its lot changes as JSON. `event_no` is None where the clock caused it."""
    return (
        member_id, entry.no, entry.amount, entry.debt_change, entry.program_version, entry.at, recorded_at, digest,
        event_no, entry.wallet, entry.kind, entry.rule or None, lots, entry.reference or None,
    )  # fmt: skip


def insert_entries(exchange: Exchange, rows: Rows) -> None:
    """Append entries, as `entry_row` made them."""
    ENTRIES.append(exchange, rows)


class StoredEntry(NamedTuple):
    """An entry as it stands in the table."""

    entry: Entry
    event_no: int | None
    hash: bytes


def read_entries(connection: Connection, ids: Sequence[UUID]) -> dict[UUID, list[StoredEntry]]:
    """All entries of members, each in order."""
    rows = connection.execute(
        "SELECT member_id, entry_no, wallet, kind, amount, lots, debt_change, rule, program_version, at, reference, event_no,"
        " hash FROM entry WHERE member_id = ANY(%s) ORDER BY member_id, entry_no",
        (list(ids),),
        binary=True,
    )
    entries: dict[UUID, list[StoredEntry]] = {member_id: [] for member_id in ids}
    for member_id, no, wallet, kind, amount, lots, debt, rule, version, at, reference, event_no, digest in rows:
        entry = stored_entry(no, wallet, kind, amount, lots, debt, rule, version, at, reference, is_settlement=event_no is None)
        entries[member_id].append(StoredEntry(entry, event_no, digest))
    return entries


def read_ranges(connection: Connection, ranges: Sequence[tuple[UUID, int, int]]) -> dict[tuple[UUID, int], list[Entry]]:
    """Entries of members from a number on, as many as said: (member, first number, how many); by member and first number."""
    rows = connection.execute(
        "SELECT asked.member_id, asked.first, entry_no, wallet, kind, amount, lots, debt_change, rule, program_version, at,"
        " reference, event_no IS NULL FROM unnest(%b::uuid[], %b::bigint[], %b::bigint[]) AS asked (member_id, first, count)"
        " JOIN entry AS e ON e.member_id = asked.member_id AND e.entry_no BETWEEN first AND first + count - 1 ORDER BY entry_no",
        ([member_id for member_id, _, _ in ranges], [first for _, first, _ in ranges], [count for *_, count in ranges]),
        binary=True,
    )
    found: dict[tuple[UUID, int], list[Entry]] = {}
    for member_id, first, *entry, is_settlement in rows:
        found.setdefault((member_id, first), []).append(stored_entry(*entry, is_settlement=is_settlement))
    return found


def expired_points(connection: Connection, member_ids: Sequence[UUID], references: Sequence[str]) -> dict[str, dict[str, int]]:
    """Points per wallet that expired unspent or were forfeited, for each of the business references given."""
    rows = connection.execute(
        "SELECT e.reference, e.wallet, -sum(e.amount)::bigint FROM unnest(%b::uuid[], %b::text[]) AS asked (member_id, reference)"
        " JOIN entry AS e USING (member_id, reference) WHERE e.kind IN ('expire', 'forfeit') GROUP BY e.reference, e.wallet",
        (list(member_ids), list(references)),
        binary=True,
    )
    expired: dict[str, dict[str, int]] = {}
    for reference, wallet, points in rows:
        expired.setdefault(reference, {})[wallet] = points
    return expired
