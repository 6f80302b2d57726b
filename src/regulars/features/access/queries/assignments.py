"""Roles: those of operators' own, and which account has which role at which unit."""

from collections.abc import Iterable
from typing import NamedTuple
from uuid import UUID

import psycopg
from psycopg.rows import class_row

from regulars.features.access.contracts import Assignment, CustomRole


class GrantRow(NamedTuple):
    """A role that an account has, with what it stands for."""

    role: str
    role_name: str
    """Empty for a role that is there from the beginning."""
    scopes: list[str] | None
    unit_id: UUID
    unit_name: str
    unit_kind: str
    inherits: bool


def select_grants(connection: psycopg.Connection, staff_id: UUID) -> list[GrantRow]:
    """The roles of an account, highest units first."""
    with connection.cursor(row_factory=class_row(GrantRow)) as cursor:
        return cursor.execute(
            "SELECT role, coalesce(own.name, '') AS role_name, own.scopes, unit.unit_id, unit.name AS unit_name,"
            " unit.kind AS unit_kind, inherits FROM staff_assignment JOIN organisation_unit AS unit USING (unit_id)"
            " LEFT JOIN custom_role AS own USING (role) WHERE staff_id = %s ORDER BY cardinality(unit.line), unit.code, role",
            (staff_id,),
        ).fetchall()


def replace_assignments(connection: psycopg.Connection, staff_id: UUID, assignments: Iterable[Assignment]) -> None:
    """Give an account these roles and no others."""
    connection.execute("DELETE FROM staff_assignment WHERE staff_id = %s", (staff_id,))
    wanted = list(assignments)
    connection.execute(
        "INSERT INTO staff_assignment (staff_id, role, unit_id, inherits)"
        " SELECT %s, * FROM unnest(%s::text[], %s::uuid[], %s::boolean[])",
        (
            staff_id,
            [each.role for each in wanted],
            [each.unit_id for each in wanted],
            [each.inherits for each in wanted],
        ),
    )


def select_known_units(connection: psycopg.Connection, unit_ids: Iterable[UUID]) -> frozenset[UUID]:
    """Which of these units there are."""
    rows = connection.execute("SELECT unit_id FROM organisation_unit WHERE unit_id = ANY (%s)", (list(unit_ids),)).fetchall()
    return frozenset(unit_id for (unit_id,) in rows)


def select_custom_roles(connection: psycopg.Connection) -> list[CustomRole]:
    """The roles of operators' own, by key, with how many accounts have each."""
    rows = connection.execute(
        "SELECT role, name, scopes, (SELECT count(DISTINCT staff_id) FROM staff_assignment AS given"
        " WHERE given.role = custom_role.role) FROM custom_role ORDER BY role"
    ).fetchall()
    return [CustomRole(role, name, frozenset(scopes), accounts) for role, name, scopes, accounts in rows]


def count_accounts_by_role(connection: psycopg.Connection) -> dict[str, int]:
    """How many accounts have each role; a role that nobody has is left out."""
    return dict(connection.execute("SELECT role, count(DISTINCT staff_id) FROM staff_assignment GROUP BY role").fetchall())


def select_custom_role(connection: psycopg.Connection, role: str) -> CustomRole | None:
    """One role of operators' own."""
    return next((each for each in select_custom_roles(connection) if each.role == role), None)


def insert_custom_role(connection: psycopg.Connection, role: CustomRole) -> bool:
    """Add a role; False when there is one of this key."""
    statement = "INSERT INTO custom_role (role, name, scopes) VALUES (%s, %s, %s) ON CONFLICT DO NOTHING"
    return connection.execute(statement, (role.role, role.name, sorted(role.scopes))).rowcount == 1


def update_custom_role(connection: psycopg.Connection, role: CustomRole) -> None:
    """Change name and scopes of a role."""
    statement = "UPDATE custom_role SET name = %s, scopes = %s WHERE role = %s"
    connection.execute(statement, (role.name, sorted(role.scopes), role.role))


def delete_custom_role(connection: psycopg.Connection, role: str) -> None:
    """Remove a role that nobody has."""
    connection.execute("DELETE FROM custom_role WHERE role = %s", (role,))
    connection.execute("DELETE FROM second_factor_role WHERE role = %s", (role,))
