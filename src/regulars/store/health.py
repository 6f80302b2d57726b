"""Whether the database answers."""

import psycopg


def answers(connection: psycopg.Connection) -> None:
    """Ask the database for nothing; raises psycopg.Error when it does not answer."""
    connection.execute("SELECT 1")
