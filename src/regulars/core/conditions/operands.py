"""Operands: which operators a kind of field takes, and the test that an operator with its value amounts to.

Names of operators are those of react-querybuilder. A comparison by order of tiers becomes the list of tiers that satisfy it, so
nobody who reads a condition later needs to know the ladder.
"""

from __future__ import annotations

import re
from datetime import date
from typing import Any, Final

from regulars.core.conditions.comparing import Between, Compare, HoldsAny, IsMissing, OneOf, Part, Sign, Test, TextPart
from regulars.core.conditions.faults import NUMBER_MAX, TEXT_LENGTH_MAX, VALUES_MAX, Fault, Path
from regulars.core.conditions.field import Field, FieldKind
from regulars.kit.calendars import day_number

SIGNS: Final[dict[str, Sign]] = {"=": "=", "!=": "!=", "<": "<", "<=": "<=", ">": ">", ">=": ">="}
PARTS: Final[dict[str, tuple[Part, bool]]] = {
    "contains": ("contains", True), "doesNotContain": ("contains", False), "beginsWith": ("begins", True),
    "doesNotBeginWith": ("begins", False), "endsWith": ("ends", True), "doesNotEndWith": ("ends", False),
}  # fmt: skip
_MISSING: Final = ("null", "notNull")
_ORDERED: Final = (*SIGNS, "between", "notBetween", "in", "notIn", *_MISSING)
OPERATORS: Final[dict[FieldKind, tuple[str, ...]]] = {
    "number": _ORDERED,
    "money": _ORDERED,
    "day": _ORDERED,
    "text": ("=", "!=", "in", "notIn", *PARTS, *_MISSING),
    "tier": (*SIGNS, "in", "notIn"),
    "flag": ("=", "!=", *_MISSING),
    "words": ("contains", "doesNotContain", "in", "notIn", *_MISSING),
}
"""What each kind of field can be asked."""

_WHOLE: Final = re.compile(r"-?\d{1,16}")
_DECIMAL: Final = re.compile(r"(-?)(\d{1,13})(?:\.(\d{1,6}))?")
_WITHOUT_CONTROLS: Final = re.compile(r"[^\x00-\x1f\x7f\ud800-\udfff]+")
_DAY: Final = re.compile(r"\d{4}-\d\d-\d\d")


def read_test(field: Field, operator: str, value: Any, digits: int, path: Path, faults: list[Fault]) -> Test | None:
    """The test that an operator and its value mean for a field; None, and a fault, where they mean none."""
    if operator in _MISSING:
        return IsMissing(operator == "null")
    if operator in ("in", "notIn"):
        values = _read_list(field, value, digits, path, faults)
        if values is None:
            return None
        return HoldsAny(values, operator == "in") if field.kind == "words" else OneOf(values, operator == "in")
    if operator in ("between", "notBetween"):
        return _read_between(field, operator, value, digits, path, faults)
    operand = read_operand(field, value, digits, path, faults)
    return None if operand is None else _test_of(field, operator, operand)


def _test_of(field: Field, operator: str, operand: Any) -> Test:
    if field.kind == "words":
        return HoldsAny((operand,), operator == "contains")
    if operator in PARTS:
        part, is_so = PARTS[operator]
        return TextPart(part, operand, is_so)
    if field.kind == "flag":
        return Compare("=", operand is (operator == "="))
    if field.kind == "tier" and operator not in ("=", "!="):
        tiers = field.choices
        level = tiers.index(operand)
        fitting = {"<": tiers[:level], "<=": tiers[: level + 1], ">": tiers[level + 1 :], ">=": tiers[level:]}[operator]
        return OneOf(fitting, True, f"{operator} {operand}")
    return Compare(SIGNS[operator], operand)


def read_operand(field: Field, value: Any, digits: int, path: Path, faults: list[Fault]) -> Any:
    """One value as core compares it; None, and a fault, where it does not fit the field."""
    if field.kind == "flag":
        return _checked(value if isinstance(value, bool) else None, value, "true or false", path, faults)
    if field.kind == "number":
        return _checked(_whole(value), value, "a whole number", path, faults)
    if field.kind == "money":
        return _checked(_minor(value, digits), value, f"an amount of money with at most {digits} decimals", path, faults)
    if field.kind == "day":
        return _checked(_day(value), value, "a day, such as 2026-03-01", path, faults)
    if field.choices:
        known = value if isinstance(value, str) and value in field.choices else None
        return _checked(known, value, f"one of {', '.join(field.choices)}", path, faults)
    return _checked(_text(value), value, f"text of 1 to {TEXT_LENGTH_MAX} printable characters", path, faults)


def _read_list(field: Field, value: Any, digits: int, path: Path, faults: list[Fault]) -> tuple[Any, ...] | None:
    if not isinstance(value, list) or not 1 <= len(value) <= VALUES_MAX:
        faults.append(Fault(path, "a list is expected", f"a list of 1 to {VALUES_MAX} values"))
        return None
    read = [read_operand(field, each, digits, (*path, number), faults) for number, each in enumerate(value)]
    return None if None in read else tuple(dict.fromkeys(read))


def _read_between(field: Field, operator: str, value: Any, digits: int, path: Path, faults: list[Fault]) -> Test | None:
    if not isinstance(value, list) or len(value) != 2:
        faults.append(Fault(path, "two values are expected", "a list of two, the lower one first"))
        return None
    low = read_operand(field, value[0], digits, (*path, 0), faults)
    high = read_operand(field, value[1], digits, (*path, 1), faults)
    if low is None or high is None:
        return None
    if low > high:
        faults.append(Fault(path, "the second value is below the first", "the lower one first"))
        return None
    return Between(low, high, operator == "between")


def _checked(read: Any, given: Any, expected: str, path: Path, faults: list[Fault]) -> Any:
    if read is None:
        shown = str(given)
        faults.append(Fault(path, f"{shown[:40]!r} does not fit the field", expected))
    return read


def _whole(value: Any) -> Any:
    if isinstance(value, bool) or not (isinstance(value, int) or (isinstance(value, str) and _WHOLE.fullmatch(value))):
        return None
    number = int(value)
    return number if -NUMBER_MAX <= number <= NUMBER_MAX else None


def _minor(value: Any, digits: int) -> Any:
    """Minor units of an amount, which comes as a number or its text.

    >>> _minor("99.5", 2), _minor(3, 2), _minor("0.005", 2)
    (9950, 300, None)
    """
    found = None if isinstance(value, bool) else _DECIMAL.fullmatch(str(value))
    if found is None:
        return None
    decimals = (found[3] or "").rstrip("0")
    if len(decimals) > digits:
        return None
    minor = int(found[2] + decimals.ljust(digits, "0"))
    return -minor if found[1] else minor


def _day(value: Any) -> Any:
    if not isinstance(value, str) or not _DAY.fullmatch(value):
        return None
    try:
        return day_number(date.fromisoformat(value))
    except ValueError:
        return None


def _text(value: Any) -> Any:
    is_fit = isinstance(value, str) and len(value) <= TEXT_LENGTH_MAX and _WITHOUT_CONTROLS.fullmatch(value)
    return value if is_fit else None
