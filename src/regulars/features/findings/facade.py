"""What others may ask about findings."""

from collections.abc import Sequence
from uuid import UUID

from psycopg import Connection

from regulars.features.findings import queries

__all__ = ["suspects_among", "suspects_total"]


def suspects_total(connection: Connection) -> int:
    """Of how many members something unusual waits to be looked into."""
    return queries.count_suspects(connection)


def suspects_among(connection: Connection, member_ids: Sequence[UUID]) -> list[UUID]:
    """Those of some members of whom something unusual waits."""
    return queries.select_suspects_among(connection, member_ids)
