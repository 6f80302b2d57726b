"""Rank: what the list is sorted by follows what was written, a moment later (`store/ranks.py`)."""

from __future__ import annotations

from typing import Final

from regulars.store.database import Database
from regulars.store.ranks import READER, follow
from regulars.store.told import is_behind

TRANSACTIONS_PER_ROUND: Final = 500
MEMBERS_PER_ROUND: Final = 20_000
TRANSACTIONS_BEFORE_A_LIST: Final = 100
MEMBERS_BEFORE_A_LIST: Final = 1_000
"""A list waits for about so many at most; under load the worker is at it, and the order is a second old."""


def rank_round(database: Database) -> bool:
    """Follow for a while; whether there may be more."""
    with database.transaction(as_service=True) as connection:
        return follow(connection, TRANSACTIONS_PER_ROUND, MEMBERS_PER_ROUND)


def rank_all(database: Database) -> None:
    """Follow until nothing is left."""
    while rank_round(database):
        pass


def catch_up(database: Database) -> None:
    """Let the ranks show what was written just now, as far as that takes no noticeable time."""
    with database.transaction(as_service=True) as connection:
        if is_behind(connection, READER):
            follow(connection, TRANSACTIONS_BEFORE_A_LIST, MEMBERS_BEFORE_A_LIST)
