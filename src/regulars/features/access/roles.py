"""Scopes, and the roles that bundle them for people. An API key has scopes of its own and no role."""

from typing import Literal, get_args

from regulars.kit.problems import FieldError, Problem

ScopeName = Literal[
    "events:write",
    "members:read",
    "members:write",
    "program:read",
    "program:write",
    "program:backtest",
    "board:read",
    "quarantine:release",
    "clock:advance",
    "webhooks:manage",
]
RoleName = Literal["admin", "operator", "analyst", "clerk"]

SCOPES: frozenset[str] = frozenset(get_args(ScopeName))

ROLES: dict[str, frozenset[str]] = {
    "admin": SCOPES,
    "operator": SCOPES - {"program:write", "clock:advance", "webhooks:manage"},
    "analyst": frozenset({"members:read", "program:read", "program:backtest", "board:read"}),
    "clerk": frozenset({"events:write", "members:read", "members:write", "program:read"}),
}


def check_role(role: str) -> None:
    """Raise Problem `role_unknown` for a role that does not exist."""
    if role not in ROLES:
        field = FieldError("role", "is not a role", expected=f"one of {', '.join(ROLES)}")
        raise Problem("role_unknown", f"There is no role {role!r}.", errors=(field,))


def check_scopes(scopes: tuple[str, ...]) -> None:
    """Raise Problem `scope_unknown` for no scope at all, or one that does not exist."""
    unknown = [scope for scope in scopes if scope not in SCOPES]
    if unknown or not scopes:
        expected = f"one or more of {', '.join(sorted(SCOPES))}"
        field = FieldError("scopes", f"{', '.join(unknown)} is not a scope" if unknown else "is empty", expected=expected)
        raise Problem("scope_unknown", "A key needs at least one scope, and only scopes that exist.", errors=(field,))
