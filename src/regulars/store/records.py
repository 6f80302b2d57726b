"""Records: what refunds and cancellations need to know, under the business reference they name."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final
from uuid import UUID

from psycopg import Connection

from regulars.core.records import Record
from regulars.kit.instants import Instant
from regulars.store.binary import Rows
from regulars.store.codec import record_from_json, record_to_json
from regulars.store.exchange import Exchange, Statement
from regulars.store.rows import Table


def find_records(connection: Connection, member_ids: Sequence[UUID], references: Sequence[str]) -> dict[str, Record]:
    """The records that these members hold under these references."""
    rows = connection.execute(
        "SELECT r.reference, r.record FROM unnest(%b::uuid[], %b::text[]) AS asked (member_id, reference)"
        " JOIN business_record AS r USING (member_id, reference)",
        (list(member_ids), list(references)),
        binary=True,
    )
    return {reference: record_from_json(reference, text) for reference, text in rows}


RECORDS: Final = Table("business_record", member_id="uuid!", event_no="int8!", at="timestamptz!", reference="text", record="text")
_UPDATE: Final = Statement(
    "UPDATE business_record AS held SET record = new.record FROM unnest($1, $2, $3) AS new (member_id, reference, record)"
    " WHERE (held.member_id, held.reference) = (new.member_id, new.reference)",
    "uuid", "text", "text",
)  # fmt: skip
_PUT: Final = Statement(
    f"INSERT INTO business_record ({', '.join(RECORDS.names)}) SELECT * FROM {RECORDS.unnest}"  # noqa: S608 - only constants
    " ON CONFLICT (member_id, reference) DO UPDATE SET record = excluded.record",
    *RECORDS.kinds,
)


def record_row(member_id: bytes, reference: str, event_no: int, at: Instant, record: Record) -> tuple[Any, ...]:
    """A record to be written; `event_no` and `at` are those of the event that established the reference."""
    return (member_id, event_no, at, reference, record_to_json(record))


def insert_records(exchange: Exchange, rows: Rows) -> None:
    """Write the records of references that this transaction established, each a `record_row`."""
    RECORDS.append(exchange, rows)


def update_records(exchange: Exchange, rows: Sequence[tuple[Any, ...]]) -> None:
    """Write records that exist; who made the promise and when stays as it was."""
    if rows:
        members: list[object] = [row[0] for row in rows]
        references: list[object] = [row[3] for row in rows]
        records: list[object] = [row[4] for row in rows]
        exchange.ask(_UPDATE, _UPDATE.of(members, references, records))


def put_records(exchange: Exchange, rows: Sequence[tuple[Any, ...]]) -> None:
    """Write records of members who take over from others: some they hold already, some come to them now."""
    if rows:
        exchange.ask(_PUT, RECORDS.arrays(rows))
