"""What other slices and commands may do with the organisation."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

import psycopg

from regulars.features.organisation.contracts import Unit, UnitKind
from regulars.features.organisation.queries import select_some
from regulars.features.organisation.service.add import add_unit
from regulars.features.organisation.service.change import change_unit
from regulars.features.organisation.service.homes import check_home, first_home
from regulars.features.organisation.service.moving import HOME_MOVER
from regulars.features.organisation.service.read import find_unit, find_unit_by_code, list_units
from regulars.store.database import Database

__all__ = [
    "HOME_MOVER",
    "add_below",
    "change",
    "find_unit",
    "find_unit_by_code",
    "first_home",
    "home_called",
    "list_units",
    "unit_names",
]


def unit_names(connection: psycopg.Connection, unit_ids: Sequence[UUID]) -> dict[UUID, str]:
    """What units are called, as far as the ids are units: by name, or by code; a headquarters without a name is left out."""
    found = select_some(connection, unit_ids)
    return {unit.unit_id: unit.name or unit.code for unit in found if unit.name or unit.kind != "headquarters"}


def home_called(connection: psycopg.Connection, code: str, path: str) -> UUID:
    """The unit that a code means, if it can be a home. Raises Problem `unit_unknown`, or that of `check_home`."""
    unit = find_unit_by_code(connection, code, path)
    check_home(connection, unit, path)
    return unit.unit_id


def add_below(
    database: Database, parent_code: str, kind: UnitKind, code: str, name: str, *, time_zone: str | None = None
) -> Unit:
    """Add a unit below the one of a code."""
    with database.transaction() as connection:
        parent = find_unit_by_code(connection, parent_code, "parent")
        return add_unit(connection, parent, kind, code, name, time_zone=time_zone)


def change(
    database: Database,
    code: str,
    now: datetime,
    *,
    name: str | None = None,
    parent: str | None = None,
    closed: bool | None = None,
) -> Unit:
    """Change the unit of a code: its name, what stands above it (by code), whether it is closed."""
    with database.transaction() as connection:
        unit = find_unit_by_code(connection, code)
        given: dict[str, Any] = {"name": name, "is_closed": closed}
        if parent is not None:
            given["parent_id"] = find_unit_by_code(connection, parent, "parent").unit_id
        return change_unit(connection, unit.unit_id, {key: value for key, value in given.items() if value is not None}, now)
