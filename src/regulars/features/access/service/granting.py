"""What the roles of an account add up to: its scopes, and for each the part of the organisation in which it holds."""

from collections.abc import Iterable
from typing import NamedTuple
from uuid import UUID

import psycopg

from regulars.features.access.contracts import Assignment, StaffRole
from regulars.features.access.queries import assignments as queries
from regulars.features.access.queries.assignments import GrantRow
from regulars.features.access.roles import ROLES, SCOPES, UNIT_SCOPES
from regulars.kit.problems import FieldError, Problem
from regulars.store.homes import HEADQUARTERS
from regulars.store.reach import Reach

ASSIGNMENTS_MAX = 50


class Granted(NamedTuple):
    """Scopes, and the limits of those that do not hold everywhere."""

    scopes: frozenset[str]
    limits: dict[str, Reach]
    roles: tuple[StaffRole, ...] = ()


def granted_to(connection: psycopg.Connection, staff_id: UUID) -> Granted:
    """What an account may do, and where."""
    return add_up(queries.select_grants(connection, staff_id))


def add_up(grants: Iterable[GrantRow]) -> Granted:
    """Add up roles: a scope that one of them gives everywhere holds everywhere."""
    everywhere: set[str] = set()
    limits: dict[str, Reach] = {}
    roles = []
    for grant in grants:
        scopes = scopes_of(grant.role, grant.scopes)
        roles.append(StaffRole(grant.role, grant.role_name, grant.unit_id, grant.unit_name, grant.unit_kind, grant.inherits))
        if grant.unit_id == HEADQUARTERS and grant.inherits:
            everywhere |= scopes
            continue
        reach = reach_of(grant.unit_id, inherits=grant.inherits)
        for scope in scopes & UNIT_SCOPES:
            limits[scope] = limits.get(scope, Reach()).joined(reach)
    return Granted(
        frozenset(everywhere | limits.keys()),
        {scope: reach for scope, reach in limits.items() if scope not in everywhere},
        tuple(roles),
    )


def reach_of(unit_id: UUID, *, inherits: bool) -> Reach:
    """The reach of a unit, with what stands below it or without."""
    return Reach(below=frozenset({unit_id})) if inherits else Reach(only=frozenset({unit_id}))


def scopes_of(role: str, own: Iterable[str] | None) -> frozenset[str]:
    """The scopes of a role: one that is there from the beginning, or one of the operator's with scopes of its own."""
    return ROLES[role] if role in ROLES else frozenset(own or ()) & SCOPES


def check_assignments(connection: psycopg.Connection, assignments: Iterable[Assignment]) -> tuple[Assignment, ...]:
    """The roles that an account is to have, each once per unit.

    Raises Problem `role_unknown`, `unit_unknown` or `assignments_invalid`, naming the place in the list.
    """
    wanted = tuple(assignments)
    if not 1 <= len(wanted) <= ASSIGNMENTS_MAX or len({(each.role, each.unit_id) for each in wanted}) < len(wanted):
        field = FieldError("assignments", "cannot be used", expected=f"1 to {ASSIGNMENTS_MAX} roles, each once per unit")
        raise Problem("assignments_invalid", "An account has a role at least, and each role once per unit.", errors=(field,))
    own = {each.role for each in queries.select_custom_roles(connection)}
    units = queries.select_known_units(connection, {each.unit_id for each in wanted})
    for place, each in enumerate(wanted):
        if each.role not in ROLES and each.role not in own:
            raise role_unknown(each.role, f"assignments[{place}].role", sorted(own))
        if each.unit_id not in units:
            field = FieldError(f"assignments[{place}].unit_id", "is not known", hint="The organisation lists all units.")
            raise Problem("unit_unknown", "There is no such unit.", errors=(field,))
    return wanted


def check_roles(connection: psycopg.Connection, roles: Iterable[str], path: str) -> None:
    """Raise Problem `role_unknown` for a role that there is not."""
    own = {each.role for each in queries.select_custom_roles(connection)}
    for role in sorted(roles):
        if role not in ROLES and role not in own:
            raise role_unknown(role, path, sorted(own))


def given_scopes(connection: psycopg.Connection, assignments: Iterable[Assignment]) -> frozenset[str]:
    """All scopes that some roles hold, wherever they are assigned."""
    own = {each.role: each.scopes for each in queries.select_custom_roles(connection)}
    return frozenset[str]().union(*(scopes_of(each.role, own.get(each.role)) for each in assignments))


def role_unknown(role: str, path: str, own: Iterable[str] = ()) -> Problem:
    """There is no such role."""
    field = FieldError(path, "is not a role", expected=f"one of {', '.join([*ROLES, *own])}")
    return Problem("role_unknown", f"There is no role {role!r}.", errors=(field,))
