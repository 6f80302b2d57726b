"""What others may ask about findings."""

from psycopg import Connection

from regulars.features.findings import queries

__all__ = ["suspects_total"]


def suspects_total(connection: Connection) -> int:
    """Of how many members something unusual waits to be looked into."""
    return queries.count_suspects(connection)
