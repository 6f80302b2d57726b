"""Add a region or a store below another unit."""

import psycopg

from regulars.features.organisation import queries
from regulars.features.organisation.contracts import DEPTH_MAX, UNITS_MAX, Unit, UnitKind
from regulars.features.organisation.service.checks import check_code, check_name, check_time_zone, code_taken
from regulars.kit.ids import new_id
from regulars.kit.problems import FieldError, Problem


def add_unit(
    connection: psycopg.Connection, parent: Unit, kind: UnitKind, code: str, name: str, *, time_zone: str | None = None
) -> Unit:
    """Add a unit. Raises Problem `unit_invalid`, `unit_exists`, `unit_closed`, `unit_misplaced` or `units_exceeded`."""
    queries.hold_tree(connection)
    check_place(parent, levels=1)
    if kind == "headquarters":
        field = FieldError("kind", "there is one headquarters", expected="region or store")
        raise Problem("unit_misplaced", "There is one headquarters, above everything.", errors=(field,))
    if queries.count_units(connection) >= UNITS_MAX:
        raise Problem("units_exceeded", f"There are {UNITS_MAX} units already.")
    unit_id = new_id()
    unit = Unit(
        unit_id,
        parent.unit_id,
        (*parent.line, unit_id),
        kind,
        check_code(code),
        check_name(name),
        check_time_zone(time_zone),
        closed_at=None,
    )
    if not queries.insert_unit(connection, unit):
        raise code_taken(unit.code)
    return unit


def check_place(parent: Unit, *, levels: int) -> None:
    """Raise Problem `unit_misplaced` or `unit_closed` where so many levels cannot stand below a unit."""
    if parent.kind == "store":
        field = FieldError("parent_id", "is a store", expected="headquarters or a region")
        raise Problem("unit_misplaced", "Nothing stands below a store.", errors=(field,))
    if parent.is_closed:
        field = FieldError("parent_id", "is closed", hint="Open it again first.")
        raise Problem("unit_closed", "The unit above is closed.", errors=(field,))
    if len(parent.line) + levels > DEPTH_MAX:
        field = FieldError("parent_id", "is too deep down", expected=f"at most {DEPTH_MAX} levels in all")
        raise Problem("unit_misplaced", "The organisation would have too many levels.", errors=(field,))
