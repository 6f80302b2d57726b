"""Events: stored once, whatever became of them, with all of the first answer that is said nowhere else (`ledger/repeats.py`)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final, final
from uuid import UUID

from psycopg import Connection

from regulars.kit.instants import Instant
from regulars.store.binary import Rows
from regulars.store.exchange import Exchange, Statement
from regulars.store.rows import Table

EventKey = tuple[str, str]
"""(source, the sender's event id)"""


@final
class KeptAnswer:
    """An event that was answered before, with what is kept of its answer."""

    def __init__(self, member_id: UUID, body_hash: bytes, type_: str, status: str, decided_at: Instant, outcome: str) -> None:
        self.member_id: Final = member_id
        self.body_hash: Final = body_hash
        self.type: Final = type_
        self.status: Final = status
        self.decided_at: Final = decided_at
        self.outcome: Final = outcome


_KNOWN: Final = Statement(
    "SELECT asked.place, e.member_id, e.body_hash, e.type, e.status, e.decided_at, e.outcome"
    " FROM unnest($1, $2) WITH ORDINALITY AS asked (source, event_id, place) JOIN event AS e USING (source, event_id)",
    "word", "text",
)  # fmt: skip
_REFERENCES: Final = Statement(
    "SELECT asked.place, e.member_id FROM unnest($1) WITH ORDINALITY AS asked (reference, place)"
    " JOIN event AS e USING (reference)",
    "text",
)


@final
class AskedEvents:
    """Which events were answered before, asked of an exchange."""

    def __init__(self, exchange: Exchange, keys: Sequence[EventKey]) -> None:
        self._keys: Final = keys
        self._asked: Final = exchange.ask(_KNOWN, _KNOWN.of([key[0] for key in keys], [key[1] for key in keys]))

    def read(self) -> dict[EventKey, KeptAnswer]:
        """Those that were."""
        asked = self._asked
        return {
            self._keys[asked.integer(row, 0) - 1]: KeptAnswer(
                UUID(bytes=asked.bytes(row, 1)), asked.bytes(row, 2), asked.text(row, 3), asked.text(row, 4),
                asked.instant(row, 5), asked.text(row, 6),
            )
            for row in range(asked.count)
        }  # fmt: skip


@final
class AskedReferences:
    """Which business references are taken, asked of an exchange."""

    def __init__(self, exchange: Exchange, references: Sequence[str]) -> None:
        self._references: Final = references
        self._asked: Final = exchange.ask(_REFERENCES, _REFERENCES.of(list(references))) if references else None

    def read(self) -> dict[str, UUID]:
        """Those that are, and by whom."""
        asked = self._asked
        if asked is None:
            return {}
        return {self._references[asked.integer(row, 0) - 1]: UUID(bytes=asked.bytes(row, 1)) for row in range(asked.count)}


def find_known(connection: Connection, keys: Sequence[EventKey]) -> dict[EventKey, KeptAnswer]:
    """Which of these events were answered before."""
    exchange = Exchange(connection)
    asked = AskedEvents(exchange, keys)
    exchange.run()
    return asked.read()


def find_references(connection: Connection, references: Sequence[str]) -> dict[str, UUID]:
    """Which business references are taken, and by whom."""
    exchange = Exchange(connection)
    asked = AskedReferences(exchange, references)
    exchange.run()
    return asked.read()


def find_bodies(connection: Connection, references: Sequence[str]) -> dict[str, str]:
    """The bodies of the events that established these references."""
    rows = connection.execute("SELECT reference, body FROM event WHERE reference = ANY(%s)", (list(references),), binary=True)
    return dict(rows.fetchall())


EVENTS: Final = Table(
    "event", member_id="uuid", event_no="int8", occurred_at="timestamptz", decided_at="timestamptz", program_version="int4",
    source="word", type="word", status="word", sent_by="word", event_id="text", reference="text", body="text",
    body_hash="bytea", outcome="text", other_member="text", record="text",
)  # fmt: skip


def event_row(
    member_id: bytes, event_no: int, source: str, event_id: str, type_: str, occurred_at: Instant, decided_at: Instant,
    program_version: int, status: str, reference: str, sent_by: str, body: str, body_hash: bytes, outcome: str,
    other_member: str | None = None, record: str | None = None,
) -> tuple[Any, ...]:  # fmt: skip
    """An event to be stored. `body` is the canonical JSON of its data, `outcome` what is kept of the answer.

    `other_member` is what the decision was told of another member whom the event names, and `record` what is kept under the
    reference that the event established, both as JSON.
    """
    return (
        member_id, event_no, occurred_at, decided_at, program_version, source, type_, status, sent_by, event_id,
        reference or None, body, body_hash, outcome, other_member, record,
    )  # fmt: skip


def insert_events(exchange: Exchange, rows: Rows) -> None:
    """Append events, as `event_row` made them."""
    EVENTS.append(exchange, rows)
