"""Pydantic's complaint about one field, said so that a sender knows what to send instead.

What was sent is not repeated: it may hold a phone number or a password.
"""

from collections.abc import Callable, Mapping
from typing import Any

from regulars.kit.problems import FieldError

LOCATIONS = frozenset({"body", "query", "path", "header", "cookie"})

EXPECTED: dict[str, Callable[[Mapping[str, Any]], str]] = {
    "missing": lambda _: "a value",
    "extra_forbidden": lambda _: "no such field",
    "enum": lambda ctx: f"one of {ctx['expected']}",
    "literal_error": lambda ctx: f"one of {ctx['expected']}",
    "greater_than": lambda ctx: f"more than {ctx['gt']}",
    "greater_than_equal": lambda ctx: f"at least {ctx['ge']}",
    "less_than": lambda ctx: f"less than {ctx['lt']}",
    "less_than_equal": lambda ctx: f"at most {ctx['le']}",
    "string_too_short": lambda ctx: f"at least {ctx['min_length']} characters",
    "string_too_long": lambda ctx: f"at most {ctx['max_length']} characters",
    "string_pattern_mismatch": lambda ctx: f"text like {ctx['pattern']}",
    "too_short": lambda ctx: f"at least {ctx['min_length']} items",
    "too_long": lambda ctx: f"at most {ctx['max_length']} items",
    "timezone_aware": lambda _: "an instant with its offset, such as 2026-01-31T09:30:00Z",
}

EXPECTED_BY_FAMILY: tuple[tuple[str, str], ...] = (
    ("int", "a whole number"),
    ("bool", "true or false"),
    ("string", "text"),
    ("datetime", "an instant such as 2026-01-31T09:30:00Z"),
    ("date", "a day such as 2026-01-31"),
    ("uuid", "a UUID such as 01926f5e-7a10-7c3b-9f2e-0c5d1f0a9b11"),
    ("list", "a list"),
    ("model", "an object"),
    ("dict", "an object"),
)

HINTS = {
    "missing": "Add the field.",
    "extra_forbidden": "Leave it out, or check its spelling.",
    "timezone_aware": "Add Z for UTC, or the offset.",
}


def field_error(error: Mapping[str, Any]) -> FieldError:
    """Say where a field stands, what is wrong with it and what was expected.

    >>> field_error({"type": "missing", "loc": ("body", "lines", 0, "sku"), "msg": "Field required"})
    FieldError(path='lines[0].sku', message='Field required', expected='a value', hint='Add the field.')
    """
    kind = error["type"]
    return FieldError(_path(error["loc"]), str(error["msg"]), _expected(kind, error.get("ctx") or {}), HINTS.get(kind, ""))


def _path(location: tuple[str | int, ...]) -> str:
    parts = location[1:] if location and location[0] in LOCATIONS else location
    path = ""
    for part in parts:
        path += f"[{part}]" if isinstance(part, int) else f".{part}" if path else part
    return path


def _expected(kind: str, ctx: Mapping[str, Any]) -> str:
    if kind in EXPECTED:
        return EXPECTED[kind](ctx)
    if "expected" in ctx:
        return str(ctx["expected"])
    return next((text for family, text in EXPECTED_BY_FAMILY if kind.startswith(family)), "")
