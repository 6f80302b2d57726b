"""Values: what may be said under a field, and how it is kept: a date as its day since 1970, so that numbers are compared."""

from __future__ import annotations

import re
from datetime import date
from typing import Any, Final

from regulars.features.profiles.contracts import TEXT_LENGTH_MAX, CustomField
from regulars.kit.calendars import date_of, day_number
from regulars.kit.problems import FieldError

NUMBER_MAX: Final = 10**15
_DAY: Final = re.compile(r"\d{4}-\d\d-\d\d")
_CONTROLS: Final = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]")


def kept(field: CustomField, given: Any, path: str) -> Any:
    """A value as it is kept; a FieldError where it does not fit the field."""
    found, expected = _read(field, given)
    if found is None:
        shown = str(given)
        return FieldError(path, f"{shown[:40]!r} does not fit “{field.name}”", expected)
    return found


def shown(field: CustomField, value: Any) -> Any:
    """A kept value as it goes out."""
    return date_of(value).isoformat() if field.kind == "date" else value


def _read(field: CustomField, given: Any) -> tuple[Any, str]:
    if field.kind == "flag":
        return (given if isinstance(given, bool) else None), "true or false"
    if field.kind == "number":
        is_whole = isinstance(given, int) and not isinstance(given, bool) and abs(given) <= NUMBER_MAX
        return (given if is_whole else None), "a whole number"
    if field.kind == "date":
        return _day(given), "a day, such as 2026-03-01"
    if field.kind == "choice":
        is_choice = isinstance(given, str) and given in field.choices
        return (given if is_choice else None), f"one of {', '.join(field.choices)}"
    if field.kind == "choices":
        are_choices = isinstance(given, list) and given and all(isinstance(one, str) and one in field.choices for one in given)
        return (sorted(set(given)) if are_choices else None), f"a list of some of {', '.join(field.choices)}"
    text = given.strip() if isinstance(given, str) else ""
    is_text = text and len(text) <= TEXT_LENGTH_MAX and not _CONTROLS.search(text)
    return (text if is_text else None), f"text of 1 to {TEXT_LENGTH_MAX} characters"


def _day(given: Any) -> int | None:
    if not isinstance(given, str) or not _DAY.fullmatch(given):
        return None
    try:
        return day_number(date.fromisoformat(given))
    except ValueError:
        return None
