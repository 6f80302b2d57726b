"""The statements of the organisation. What stands below a unit is one look-up: every unit names its whole line."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

import psycopg

from regulars.features.organisation.contracts import Unit

COLUMNS = "unit_id, parent_id, line, kind, code, name, time_zone, closed_at"


def hold_tree(connection: psycopg.Connection) -> None:
    """Let changes of the tree take turns: each sees what the one before has left."""
    connection.execute("SELECT 1 FROM organisation_unit WHERE kind = 'headquarters' FOR UPDATE")


def select_units(connection: psycopg.Connection) -> list[Unit]:
    """Every unit, by code."""
    return _read(connection, f"SELECT {COLUMNS} FROM organisation_unit ORDER BY code", ())  # noqa: S608 - our own list


def select_unit(connection: psycopg.Connection, unit_id: UUID) -> Unit | None:
    """One unit."""
    found = _read(connection, f"SELECT {COLUMNS} FROM organisation_unit WHERE unit_id = %s", (unit_id,))  # noqa: S608 - as above
    return found[0] if found else None


def select_some(connection: psycopg.Connection, unit_ids: Sequence[UUID]) -> list[Unit]:
    """Those of some ids that are units."""
    return _read(connection, f"SELECT {COLUMNS} FROM organisation_unit WHERE unit_id = ANY(%s)", (list(unit_ids),))  # noqa: S608 - as above


def select_unit_by_code(connection: psycopg.Connection, code: str) -> Unit | None:
    """The unit that a code means."""
    found = _read(connection, f"SELECT {COLUMNS} FROM organisation_unit WHERE code = %s", (code,))  # noqa: S608 - as above
    return found[0] if found else None


def select_below(connection: psycopg.Connection, unit_id: UUID) -> list[Unit]:
    """A unit and everything below it."""
    statement = f"SELECT {COLUMNS} FROM organisation_unit WHERE line @> ARRAY[%s]"  # noqa: S608 - as above
    return _read(connection, statement, (unit_id,))


def count_units(connection: psycopg.Connection) -> int:
    """How many units there are."""
    row = connection.execute("SELECT count(*) FROM organisation_unit").fetchone()
    assert row is not None, "an aggregate always answers"
    return int(row[0])


def count_members(connection: psycopg.Connection) -> dict[UUID, int]:
    """How many members have each unit as home, those who were merged counted once; units without any are left out."""
    rows = connection.execute("SELECT home_unit_id, count(*) FROM member WHERE merged_into IS NULL GROUP BY 1")
    return dict(rows.fetchall())


def insert_unit(connection: psycopg.Connection, unit: Unit) -> bool:
    """Add a unit; False when its code is taken."""
    cursor = connection.execute(
        "INSERT INTO organisation_unit (unit_id, parent_id, line, kind, code, name, time_zone)"
        " VALUES (%s, %s, %s, %s, %s, %s, %s) ON CONFLICT (code) DO NOTHING",
        (unit.unit_id, unit.parent_id, list(unit.line), unit.kind, unit.code, unit.name, unit.time_zone),
    )
    return cursor.rowcount == 1


def update_unit(
    connection: psycopg.Connection, unit_id: UUID, *, code: str, name: str, time_zone: str | None, closed_at: datetime | None
) -> None:
    """Change what a unit is called, the time it keeps, and whether it is open."""
    connection.execute(
        "UPDATE organisation_unit SET code = %s, name = %s, time_zone = %s, closed_at = %s WHERE unit_id = %s",
        (code, name, time_zone, closed_at, unit_id),
    )


def update_parent(connection: psycopg.Connection, unit: Unit, parent: Unit) -> None:
    """Put a unit, with everything below it, under another one."""
    connection.execute("UPDATE organisation_unit SET parent_id = %s WHERE unit_id = %s", (parent.unit_id, unit.unit_id))
    connection.execute(
        "UPDATE organisation_unit SET line = %s::uuid[] || line[%s:] WHERE line @> ARRAY[%s]",
        (list(parent.line), len(unit.line), unit.unit_id),
    )


def select_home(connection: psycopg.Connection, member_id: UUID) -> UUID | None:
    """A member's home; None if there is no such member."""
    row = connection.execute("SELECT home_unit_id FROM member WHERE member_id = %s", (member_id,)).fetchone()
    return None if row is None else row[0]


def select_home_for_change(connection: psycopg.Connection, member_id: UUID) -> UUID | None:
    """A member's home, which nobody else changes until the transaction ends."""
    row = connection.execute("SELECT home_unit_id FROM member WHERE member_id = %s FOR NO KEY UPDATE", (member_id,)).fetchone()
    return None if row is None else row[0]


def update_home(connection: psycopg.Connection, member_id: UUID, unit_id: UUID) -> None:
    """Give a member another home."""
    connection.execute("UPDATE member SET home_unit_id = %s WHERE member_id = %s", (unit_id, member_id))


def _read(connection: psycopg.Connection, statement: str, values: Sequence[Any]) -> list[Unit]:
    rows = connection.execute(statement.encode(), values).fetchall()
    return [Unit(unit_id, parent_id, tuple(line), *rest) for unit_id, parent_id, line, *rest in rows]
