"""Records: what refunds and cancellations need to know, under the business reference they name."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple
from uuid import UUID

from psycopg import Connection

from regulars.core.records import Record
from regulars.kit.instants import Instant, datetime_of
from regulars.store.codec import record_from_json, record_to_json
from regulars.store.rows import Array, Table


class RecordRow(NamedTuple):
    """A record to be written; `event_no` and `at` are those of the event that established the reference."""

    member_id: UUID
    reference: str
    event_no: int
    at: Instant
    record: Record


def find_records(connection: Connection, member_ids: Sequence[UUID], references: Sequence[str]) -> dict[str, Record]:
    """The records that these members hold under these references."""
    rows = connection.execute(
        "SELECT r.reference, r.record FROM unnest(%b::uuid[], %b::text[]) AS asked (member_id, reference)"
        " JOIN business_record AS r USING (member_id, reference)",
        (list(member_ids), list(references)),
        binary=True,
    )
    return {reference: record_from_json(reference, text) for reference, text in rows}


_RECORDS = Table("business_record", member_id="uuid", reference="text", event_no="int8", at="timestamptz", record="text")


def insert_records(connection: Connection, rows: Sequence[RecordRow]) -> None:
    """Write the records of references that this transaction established."""
    made = _RECORDS.rows()
    for row in rows:
        made.add((row.member_id, row.reference, row.event_no, row.at, record_to_json(row.record)))
    _RECORDS.append(connection, made)


def update_records(connection: Connection, rows: Sequence[RecordRow]) -> None:
    """Write records that exist; who made the promise and when stays as it was."""
    if rows:
        connection.execute(
            "UPDATE business_record AS held SET record = new.record"
            " FROM unnest(%b, %b, %b) AS new (member_id, reference, record)"
            " WHERE (held.member_id, held.reference) = (new.member_id, new.reference)",
            [
                Array("uuid", [row.member_id for row in rows]),
                Array("text", [row.reference for row in rows]),
                Array("text", [record_to_json(row.record) for row in rows]),
            ],
        )


def put_records(connection: Connection, rows: Sequence[RecordRow]) -> None:
    """Write records of members who take over from others: some they hold already, some come to them now."""
    for row in rows:
        connection.execute(
            "INSERT INTO business_record (member_id, reference, event_no, at, record) VALUES (%s, %s, %s, %s, %s)"
            " ON CONFLICT (member_id, reference) DO UPDATE SET record = excluded.record",
            (row.member_id, row.reference, row.event_no, datetime_of(row.at), record_to_json(row.record)),
        )
