"""Records: what refunds and cancellations need to know, under the business reference they name.

Most orders are never returned. So a record lies first in the row of the event that established its reference; once another event
has changed it, or it has come to another member, `business_record` holds it as it is now (ADR 0036).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final
from uuid import UUID

from psycopg import Connection

from regulars.core.records import Record
from regulars.store.codec import record_from_json, record_to_json
from regulars.store.exchange import Exchange, Statement
from regulars.store.rows import Table

NOW_HELD: Final = (
    "(SELECT member_id, reference, record FROM business_record"
    " UNION ALL SELECT member_id, reference, record FROM event AS e WHERE reference IS NOT NULL AND record IS NOT NULL"
    " AND NOT EXISTS (SELECT FROM business_record AS b WHERE (b.member_id, b.reference) = (e.member_id, e.reference)))"
)
"""All records as they are now, for a FROM clause: `member_id`, `reference`, `record`."""


def find_records(connection: Connection, member_ids: Sequence[UUID], references: Sequence[str]) -> dict[str, Record]:
    """The records that these members hold under these references."""
    rows = connection.execute(
        "SELECT asked.reference, coalesce(b.record, e.record)"
        " FROM unnest(%b::uuid[], %b::text[]) AS asked (member_id, reference)"
        " LEFT JOIN business_record AS b USING (member_id, reference)"
        " LEFT JOIN event AS e ON (e.member_id, e.reference) = (asked.member_id, asked.reference)"
        " WHERE coalesce(b.record, e.record) IS NOT NULL",
        (list(member_ids), list(references)),
        binary=True,
    )
    return {reference: record_from_json(reference, text) for reference, text in rows}


_RECORDS: Final = Table("business_record", member_id="uuid", reference="text", record="text")
_PUT: Final = Statement(
    f"INSERT INTO business_record ({', '.join(_RECORDS.names)}) SELECT * FROM {_RECORDS.unnest}"  # noqa: S608 - only constants
    " ON CONFLICT (member_id, reference) DO UPDATE SET record = excluded.record",
    *_RECORDS.kinds,
)


def put_records(exchange: Exchange, records: Mapping[tuple[bytes, str], Record]) -> None:
    """Write records that changed or came to another member, by member and reference."""
    if records:
        rows = [(member_id, reference, record_to_json(record)) for (member_id, reference), record in records.items()]
        exchange.ask(_PUT, _RECORDS.arrays(rows))
