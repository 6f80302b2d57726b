"""A member's home: the unit whose member it is."""

from uuid import UUID

import psycopg

from regulars.features.organisation import queries
from regulars.features.organisation.contracts import Unit
from regulars.features.organisation.service.read import find_unit
from regulars.kit.problems import FieldError, Problem


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
    check_home(after, "unit_id")
    queries.update_home(connection, member_id, after.unit_id)
    return before, after


def check_home(unit: Unit, path: str) -> None:
    """Raise Problem `unit_misplaced` or `unit_closed` for a unit that cannot be a home."""
    if unit.kind == "region":
        field = FieldError(path, "is a region", expected="a store, or headquarters")
        raise Problem("unit_misplaced", "A region is nobody's home.", errors=(field,))
    if unit.is_closed:
        raise Problem("unit_closed", "The store is closed.", errors=(FieldError(path, "is closed", expected="an open store"),))


def _unknown() -> Problem:
    return Problem("member_unknown", "There is no member with this id.", errors=(FieldError("member_id", "is not known"),))
