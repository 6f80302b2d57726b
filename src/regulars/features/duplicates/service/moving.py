"""Moving: undoing a merge says that two members are two people. They are not put forward again."""

from __future__ import annotations

from psycopg import Connection

from regulars.features.duplicates import queries
from regulars.features.duplicates.contracts import Names
from regulars.features.merges.contracts import Kept, Mover, Moving


def move(_connection: Connection, _moving: Moving) -> Kept:
    """A merged pair shows nowhere by itself."""
    return {"is_pair": True}


def move_back(connection: Connection, moving: Moving, _kept: Kept) -> None:
    """Dismiss the pair."""
    queries.put_dismissed(connection, Names.of(moving.absorbed, moving.survivor), moving.at, moving.by)


DUPLICATES_MOVER = Mover("duplicates", move, move_back)
