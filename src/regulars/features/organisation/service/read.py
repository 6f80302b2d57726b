"""Find units: all of them, one by id, one by the code that tills and files use."""

from uuid import UUID

import psycopg

from regulars.features.organisation import queries
from regulars.features.organisation.contracts import Unit
from regulars.kit.problems import FieldError, Problem


def list_units(connection: psycopg.Connection) -> list[Unit]:
    """Every unit, parents before what is below them, and by code among those of one parent."""
    units = queries.select_units(connection)
    codes = {unit.unit_id: unit.code for unit in units}
    return sorted(units, key=lambda unit: [codes[above] for above in unit.line])


def find_unit(connection: psycopg.Connection, unit_id: UUID, path: str = "unit_id") -> Unit:
    """One unit. Raises Problem `unit_unknown`, naming `path`."""
    unit = queries.select_unit(connection, unit_id)
    if unit is None:
        raise _unknown(path)
    return unit


def find_unit_by_code(connection: psycopg.Connection, code: str, path: str = "code") -> Unit:
    """The unit that a code means. Raises Problem `unit_unknown`, naming `path`."""
    unit = queries.select_unit_by_code(connection, code)
    if unit is None:
        raise _unknown(path)
    return unit


def _unknown(path: str) -> Problem:
    field = FieldError(path, "is not known", hint="The list of the organisation shows all units.")
    return Problem("unit_unknown", "There is no such unit.", errors=(field,))
