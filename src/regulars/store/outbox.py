"""Outbox: facts for the outside, committed together with what caused them."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from psycopg import Connection

from regulars.core.entries import Fact
from regulars.store.codec import to_json
from regulars.store.rows import Table

_OUTBOX = Table("outbox", member_id="uuid", facts="text")


def insert_facts(connection: Connection, decisions: Sequence[tuple[UUID, Sequence[Fact]]]) -> None:
    """Append the facts of decisions, in the order in which they were taken: one row for all that one decision told."""
    _OUTBOX.append(connection, [(member_id, to_json(facts)) for member_id, facts in decisions])
