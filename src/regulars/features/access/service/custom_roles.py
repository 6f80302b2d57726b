"""Roles of the operator's own: bundles of scopes under a name. Whoever has one has what it holds from the next request on."""

import re
from datetime import datetime

import psycopg

from regulars.features.access.contracts import Actor, CustomRole
from regulars.features.access.queries import assignments as queries
from regulars.features.access.roles import ROLES, SCOPES, check_scopes
from regulars.features.access.service.granting import role_unknown
from regulars.features.access.service.log import note
from regulars.kit.problems import FieldError, Problem

ROLE_KEY = re.compile(r"[a-z][a-z0-9_]{1,31}")
NAME_LENGTH_MAX = 60
ROLES_MAX = 100


def make_role(connection: psycopg.Connection, role: CustomRole, *, actor: Actor, now: datetime) -> CustomRole:
    """Add a role. Raises Problem `role_invalid`, `role_exists`, `scope_unknown` or `roles_exceeded`."""
    if not ROLE_KEY.fullmatch(role.role):
        raise _invalid("role", "a lower-case letter, then 1 to 31 letters, digits or _")
    made = CustomRole(role.role, _checked_name(role.name), check_scopes(role.scopes, SCOPES))
    if len(queries.select_custom_roles(connection)) >= ROLES_MAX:
        raise Problem("roles_exceeded", f"There are {ROLES_MAX} roles already.", hint="Remove one that nobody has.")
    if made.role in ROLES or not queries.insert_custom_role(connection, made):
        field = FieldError("role", "is taken", hint="Choose another one.")
        raise Problem("role_exists", f"There is already a role {made.role!r}.", errors=(field,))
    note(connection, "role_made", f"role:{made.role}", actor, now, " ".join(sorted(made.scopes)))
    return made


def change_role(connection: psycopg.Connection, role: CustomRole, *, actor: Actor, now: datetime) -> CustomRole:
    """Change name and scopes of a role. Raises Problem `role_unknown`, `role_invalid` or `scope_unknown`."""
    before = find_role(connection, role.role)
    after = CustomRole(role.role, _checked_name(role.name), check_scopes(role.scopes, SCOPES), before.accounts)
    queries.update_custom_role(connection, after)
    if after != before:
        told = f"{' '.join(sorted(before.scopes))} → {' '.join(sorted(after.scopes))}"
        note(connection, "role_changed", f"role:{role.role}", actor, now, told)
    return after


def remove_role(connection: psycopg.Connection, key: str, *, actor: Actor, now: datetime) -> None:
    """Remove a role that nobody has. Raises Problem `role_unknown` or `role_in_use`."""
    role = find_role(connection, key)
    if role.accounts:
        raise Problem("role_in_use", f"{role.accounts} accounts have this role.", hint="Give them another one first.")
    queries.delete_custom_role(connection, key)
    note(connection, "role_removed", f"role:{key}", actor, now)


def find_role(connection: psycopg.Connection, key: str) -> CustomRole:
    """A role of the operator's own. Raises Problem `role_unknown`."""
    role = queries.select_custom_role(connection, key)
    if role is None:
        raise role_unknown(key, "role")
    return role


def _checked_name(name: str) -> str:
    folded = name.strip()
    if not 0 < len(folded) <= NAME_LENGTH_MAX or not folded.isprintable():
        raise _invalid("name", f"1 to {NAME_LENGTH_MAX} printable characters")
    return folded


def _invalid(path: str, expected: str) -> Problem:
    return Problem("role_invalid", "The role cannot be made so.", errors=(FieldError(path, "cannot be used", expected),))
