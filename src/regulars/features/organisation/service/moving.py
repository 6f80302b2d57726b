"""Moving: the home of a member who is merged into another. A survivor without a store takes the other's."""

from __future__ import annotations

from uuid import UUID

import psycopg

from regulars.features.merges.contracts import Kept, Mover, Moving
from regulars.features.organisation import queries
from regulars.store.homes import HEADQUARTERS


def move(connection: psycopg.Connection, moving: Moving) -> Kept:
    """Give the survivor the absorbed member's store, if they have none."""
    own, theirs = (queries.select_home_for_change(connection, member_id) for member_id in (moving.survivor, moving.absorbed))
    if own != HEADQUARTERS or theirs is None or theirs == HEADQUARTERS:
        return {}
    queries.update_home(connection, moving.survivor, theirs)
    return {"unit_id": str(theirs)}


def move_back(connection: psycopg.Connection, moving: Moving, kept: Kept) -> None:
    """Take it away again, unless the survivor has been given another one since."""
    if queries.select_home_for_change(connection, moving.survivor) == UUID(kept["unit_id"]):
        queries.update_home(connection, moving.survivor, HEADQUARTERS)


HOME_MOVER = Mover("home", move, move_back)
