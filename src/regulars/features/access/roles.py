"""Scopes, and the roles that bundle them for people. An API key has scopes of its own and no role.

A role is assigned at a unit of the organisation. What concerns single members (`UNIT_SCOPES`) then holds for the members of that
unit; what concerns the whole company holds only where the role is assigned at headquarters with all below it.
"""

from collections.abc import Iterable
from typing import Literal, get_args

from regulars.kit.problems import FieldError, Problem

ScopeName = Literal[
    "events:write",
    "points:confirm",
    "points:adjust",
    "approvals:decide",
    "till:serve",
    "members:read",
    "members:write",
    "members:configure",
    "members:import",
    "members:export",
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
    "findings:review",
    "clock:advance",
    "webhooks:manage",
    "staff:manage",
    "keys:manage",
    "access_log:read",
    "audit:read",
]

SCOPES: frozenset[str] = frozenset(get_args(ScopeName))
PEOPLE_SCOPES: frozenset[str] = frozenset(
    {"staff:manage", "keys:manage", "access_log:read", "audit:read", "pii:unmask", "pii:export", "pii:erase"}
)
"""No key has these: one that leaked could make others, and accounts, for whoever found it; and no key has a reason to give."""
KEY_SCOPES: frozenset[str] = SCOPES - PEOPLE_SCOPES
UNIT_SCOPES: frozenset[str] = frozenset(
    {
        "events:write",
        "points:confirm",
        "points:adjust",
        "approvals:decide",
        "till:serve",
        "members:read",
        "members:write",
        "members:import",
        "members:export",
        "organisation:read",
        "program:read",
        "quarantine:release",
        "findings:review",
        "pii:read",
        "pii:unmask",
    }
)
"""What can be granted for a part of the organisation."""

_CLERK = frozenset(
    {"events:write", "till:serve", "members:read", "members:write", "pii:unmask", "organisation:read", "program:read"}
)

_MANAGER = _CLERK | {"members:import", "members:export"}

ROLES: dict[str, frozenset[str]] = {
    "admin": SCOPES,
    "operator": KEY_SCOPES - {"program:write", "clock:advance", "webhooks:manage", "organisation:manage"}
    | {"pii:unmask", "pii:export"},
    "analyst": frozenset({"members:read", "organisation:read", "program:read", "program:backtest", "board:read"}),
    "region_manager": _MANAGER | {"quarantine:release", "findings:review", "approvals:decide"},
    "store_manager": _MANAGER,
    "clerk": _CLERK,
    "auditor": frozenset({"members:read", "organisation:read", "program:read", "board:read", "access_log:read", "audit:read"}),
}
"""The roles there are from the beginning; operators make others beside them."""


def check_scopes(scopes: Iterable[str], known: frozenset[str] = KEY_SCOPES) -> frozenset[str]:
    """The scopes, each once. Raises Problem `scope_unknown` for none at all, or one that is not among those known."""
    wanted = frozenset(scopes)
    unknown = sorted(wanted - known)
    if unknown or not wanted:
        expected = f"one or more of {', '.join(sorted(known))}"
        field = FieldError("scopes", f"{', '.join(unknown)} is not a scope here" if unknown else "is empty", expected=expected)
        raise Problem("scope_unknown", "At least one scope is needed, and only those that can be had here.", errors=(field,))
    return wanted


def check_within(scopes: frozenset[str], own: frozenset[str], path: str) -> None:
    """Raise Problem `scope_exceeded` for scopes that the giver does not have: nobody gives more than they have."""
    more = sorted(scopes - own)
    if more:
        field = FieldError(path, f"holds {', '.join(more)}, which you do not have yourself", expected="no more than you may do")
        raise Problem("scope_exceeded", "Nobody gives others more than they have.", errors=(field,))
