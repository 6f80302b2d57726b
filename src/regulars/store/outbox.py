"""Outbox: facts for the outside, committed together with what caused them."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from psycopg import Connection

from regulars.core.entries import Fact
from regulars.store.codec import to_json

_COPY = "COPY outbox (member_id, facts) FROM STDIN (FORMAT binary)"


def insert_facts(connection: Connection, decisions: Sequence[tuple[UUID, Sequence[Fact]]]) -> None:
    """Append the facts of decisions, in the order in which they were taken: one row for all that one decision told."""
    if not decisions:
        return
    with connection.cursor() as cursor, cursor.copy(_COPY) as copy:
        copy.set_types(("uuid", "text"))
        for member_id, facts in decisions:
            copy.write_row((member_id, to_json(facts)))
