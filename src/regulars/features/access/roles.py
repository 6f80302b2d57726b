"""Scopes, and the roles that bundle them for people. An API key has scopes of its own and no role."""

from typing import Literal, get_args

from regulars.kit.problems import FieldError, Problem

ScopeName = Literal[
    "events:write",
    "points:confirm",
    "members:read",
    "members:write",
    "members:configure",
    "pii:read",
    "pii:unmask",
    "pii:export",
    "pii:erase",
    "members:merge",
    "organisation:read",
    "organisation:manage",
    "program:read",
    "program:write",
    "program:backtest",
    "board:read",
    "quarantine:release",
    "clock:advance",
    "webhooks:manage",
    "staff:manage",
    "keys:manage",
    "access_log:read",
    "audit:read",
]
RoleName = Literal["admin", "operator", "analyst", "clerk"]

SCOPES: frozenset[str] = frozenset(get_args(ScopeName))
PEOPLE_SCOPES: frozenset[str] = frozenset(
    {"staff:manage", "keys:manage", "access_log:read", "audit:read", "pii:unmask", "pii:export", "pii:erase"}
)
"""No key has these: one that leaked could make others, and accounts, for whoever found it; and no key has a reason to give."""
KEY_SCOPES: frozenset[str] = SCOPES - PEOPLE_SCOPES

ROLES: dict[str, frozenset[str]] = {
    "admin": SCOPES,
    "operator": KEY_SCOPES - {"program:write", "clock:advance", "webhooks:manage", "organisation:manage"}
    | {"pii:unmask", "pii:export"},
    "analyst": frozenset({"members:read", "organisation:read", "program:read", "program:backtest", "board:read"}),
    "clerk": frozenset({"events:write", "members:read", "members:write", "pii:unmask", "organisation:read", "program:read"}),
}


def check_role(role: str) -> None:
    """Raise Problem `role_unknown` for a role that does not exist."""
    if role not in ROLES:
        field = FieldError("role", "is not a role", expected=f"one of {', '.join(ROLES)}")
        raise Problem("role_unknown", f"There is no role {role!r}.", errors=(field,))


def check_scopes(scopes: tuple[str, ...]) -> None:
    """Raise Problem `scope_unknown` for no scope at all, or one that a key cannot have."""
    unknown = [scope for scope in scopes if scope not in KEY_SCOPES]
    if unknown or not scopes:
        expected = f"one or more of {', '.join(sorted(KEY_SCOPES))}"
        field = FieldError("scopes", f"{', '.join(unknown)} is not a scope of keys" if unknown else "is empty", expected=expected)
        raise Problem("scope_unknown", "A key needs at least one scope, and only scopes that keys can have.", errors=(field,))
