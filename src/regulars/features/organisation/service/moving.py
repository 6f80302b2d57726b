"""Moving: the home of a member who is merged into another. The survivor's stays, unless it is none or the other's was chosen."""

from __future__ import annotations

from uuid import UUID

import psycopg

from regulars.features.merges.contracts import HOME, Kept, Mover, Moving
from regulars.features.organisation import queries
from regulars.store.homes import HEADQUARTERS


def move(connection: psycopg.Connection, moving: Moving) -> Kept:
    """Give the survivor the absorbed member's store, where it was chosen or they have none."""
    own, theirs = (queries.select_home_for_change(connection, member_id) for member_id in (moving.survivor, moving.absorbed))
    if theirs is None or theirs in (HEADQUARTERS, own) or not (own == HEADQUARTERS or moving.chosen.get(HOME) == "absorbed"):
        return {}
    queries.update_home(connection, moving.survivor, theirs)
    return {"unit_id": str(theirs), "before": str(own)}


def move_back(connection: psycopg.Connection, moving: Moving, kept: Kept) -> None:
    """Give them back what they had, unless the survivor has been given another one since."""
    if queries.select_home_for_change(connection, moving.survivor) == UUID(kept["unit_id"]):
        queries.update_home(connection, moving.survivor, UUID(kept.get("before", str(HEADQUARTERS))))


HOME_MOVER = Mover("home", move, move_back)
