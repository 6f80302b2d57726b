"""Change a unit: what it is called, where it stands, whether it is open."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

import psycopg

from regulars.features.organisation import queries
from regulars.features.organisation.contracts import Unit
from regulars.features.organisation.service.add import check_place
from regulars.features.organisation.service.checks import check_code, check_name, check_time_zone, code_taken
from regulars.features.organisation.service.read import find_unit
from regulars.kit.problems import FieldError, Problem


def change_unit(connection: psycopg.Connection, unit_id: UUID, changes: Mapping[str, Any], now: datetime) -> Unit:
    """Change `code`, `name`, `time_zone`, `parent_id` or `is_closed`; what is not named stays.

    Raises Problem `unit_unknown`, `unit_invalid`, `unit_exists`, `unit_misplaced`, `unit_closed` or `unit_has_open_units`.
    """
    queries.hold_tree(connection)
    unit = find_unit(connection, unit_id)
    if changes.get("parent_id", unit.parent_id) != unit.parent_id:
        move_unit(connection, unit, find_unit(connection, changes["parent_id"], "parent_id"))
    code = check_code(changes["code"]) if "code" in changes else unit.code
    if code != unit.code and queries.select_unit_by_code(connection, code) is not None:
        raise code_taken(code)
    is_headquarters = unit.kind == "headquarters"
    queries.update_unit(
        connection,
        unit_id,
        code=code,
        name=check_name(changes["name"], may_be_empty=is_headquarters) if "name" in changes else unit.name,
        time_zone=check_time_zone(changes["time_zone"]) if "time_zone" in changes else unit.time_zone,
        closed_at=_closed_at(connection, unit, now, wanted=changes.get("is_closed", unit.is_closed)),
    )
    return find_unit(connection, unit_id)


def move_unit(connection: psycopg.Connection, unit: Unit, parent: Unit) -> None:
    """Put a unit, with everything below it, under another one. Raises Problem `unit_misplaced` or `unit_closed`."""
    if unit.kind == "headquarters":
        field = FieldError("parent_id", "headquarters has nothing above it", expected="nothing")
        raise Problem("unit_misplaced", "Headquarters stands above everything.", errors=(field,))
    if unit.unit_id in parent.line:
        field = FieldError("parent_id", "is the unit itself, or stands below it", expected="a unit elsewhere")
        raise Problem("unit_misplaced", "A unit cannot stand below itself.", errors=(field,))
    below = queries.select_below(connection, unit.unit_id)
    check_place(parent, levels=max(len(each.line) for each in below) - len(unit.line) + 1)
    queries.update_parent(connection, unit, parent)


def _closed_at(connection: psycopg.Connection, unit: Unit, now: datetime, *, wanted: bool) -> datetime | None:
    if wanted == unit.is_closed:
        return unit.closed_at
    if not wanted:
        parent = None if unit.parent_id is None else find_unit(connection, unit.parent_id)
        if parent is not None:
            check_place(parent, levels=1)
        return None
    if unit.kind == "headquarters":
        field = FieldError("is_closed", "headquarters stays open", expected="false")
        raise Problem("unit_misplaced", "Headquarters cannot be closed.", errors=(field,))
    if any(not each.is_closed for each in queries.select_below(connection, unit.unit_id) if each.unit_id != unit.unit_id):
        field = FieldError("is_closed", "open units stand below it", hint="Close or move them first.")
        raise Problem("unit_has_open_units", "Open units stand below this one.", errors=(field,))
    return now
