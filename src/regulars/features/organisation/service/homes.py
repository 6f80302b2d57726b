"""A member's home: the unit whose member it is."""

from uuid import UUID

import psycopg

from regulars.features.organisation import queries
from regulars.features.organisation.contracts import Unit
from regulars.features.organisation.service.read import find_unit
from regulars.kit.problems import FieldError, Problem
from regulars.store.homes import HEADQUARTERS
from regulars.store.reach import own_store, reaches_unit


def read_home(connection: psycopg.Connection, member_id: UUID) -> Unit:
    """A member's home. Raises Problem `member_unknown`."""
    unit_id = queries.select_home(connection, member_id)
    if unit_id is None:
        raise _unknown()
    return find_unit(connection, unit_id)


def move_home(connection: psycopg.Connection, member_id: UUID, unit_id: UUID) -> tuple[Unit, Unit]:
    """Give a member another home; the one before, and the new one.

    Raises Problem `member_unknown`, `unit_unknown`, `unit_misplaced` for a region, or `unit_closed`.
    """
    before_id = queries.select_home_for_change(connection, member_id)
    if before_id is None:
        raise _unknown()
    before, after = find_unit(connection, before_id), find_unit(connection, unit_id)
    check_home(connection, after, "unit_id")
    queries.update_home(connection, member_id, after.unit_id)
    return before, after


def check_home(connection: psycopg.Connection, unit: Unit, path: str) -> None:
    """Raise Problem `unit_misplaced`, `unit_closed` or `unit_out_of_reach` for a unit that cannot be a home."""
    if unit.kind == "region":
        field = FieldError(path, "is a region", expected="a store, or headquarters")
        raise Problem("unit_misplaced", "A region is nobody's home.", errors=(field,))
    if unit.is_closed:
        raise Problem("unit_closed", "The store is closed.", errors=(FieldError(path, "is closed", expected="an open store"),))
    if not reaches_unit(connection, unit.unit_id):
        field = FieldError(path, "is beyond what you may manage", expected="a unit of your own part of the organisation")
        raise Problem("unit_out_of_reach", "The unit is not one of yours.", errors=(field,))


def first_home(connection: psycopg.Connection) -> UUID:
    """The home of a new member of whom nothing is said: headquarters, or the caller's one store.

    Raises Problem `unit_out_of_reach` for a caller who reaches several stores and not headquarters.
    """
    if reaches_unit(connection, HEADQUARTERS):
        return HEADQUARTERS
    store = own_store(connection)
    if store is None:
        field = FieldError("home_store", "is missing", expected="the code of one of your stores")
        raise Problem("unit_out_of_reach", "A new member belongs to one of your stores.", errors=(field,))
    return store


def _unknown() -> Problem:
    return Problem("member_unknown", "There is no member with this id.", errors=(FieldError("member_id", "is not known"),))
