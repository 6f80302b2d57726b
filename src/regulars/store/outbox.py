"""Outbox: facts for the outside, committed together with what caused them: one row for all that one transaction told."""

from __future__ import annotations

from collections.abc import Sequence
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
