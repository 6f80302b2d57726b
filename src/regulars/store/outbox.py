"""Outbox: facts for the outside, committed together with what caused them."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from psycopg import Connection

from regulars.core.entries import Fact
from regulars.store.codec import to_json

_COPY = "COPY outbox (member_id, fact, at, data) FROM STDIN (FORMAT binary)"


def insert_facts(connection: Connection, facts: Sequence[tuple[UUID, Fact]]) -> None:
    """Append facts in the order in which they happened."""
    if not facts:
        return
    with connection.cursor() as cursor, cursor.copy(_COPY) as copy:
        copy.set_types(("uuid", "text", "timestamptz", "text"))
        for member_id, fact in facts:
            copy.write_row((member_id, fact.name, fact.at, to_json(fact.data)))
