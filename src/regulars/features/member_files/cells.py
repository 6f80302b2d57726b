"""Cells: the text of one cell becomes a value, or nothing where it cannot be one. None for an empty cell comes from `plain`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from contextlib import suppress
from datetime import datetime
from functools import lru_cache
from typing import Any, Final, Literal
from zoneinfo import ZoneInfo

from regulars.features.imports.contracts import ISO_FORMAT
from regulars.features.profiles.contracts import CustomField

YES: Final = frozenset({"1", "y", "yes", "true", "t", "是", "有", "同意", "已同意", "开", "√", "✓"})
NO: Final = frozenset({"0", "n", "no", "false", "f", "否", "无", "不同意", "已拒绝", "拒绝", "关", "×"})
SEPARATORS: Final = re.compile(r"[;|,、；，]")
WHOLE: Final = re.compile(r"[+-]?\d{1,15}(?:\.0*)?")
FORMULA: Final = frozenset("=+-@")
"""What a spreadsheet takes for a formula; exports put an apostrophe before it (`harmless`)."""
WITHOUT_YEAR: Final = ("%m-%d", "%m/%d", "%m月%d日")
LEAP_YEAR: Final = 2000
ATTRIBUTE_LENGTH_MAX: Final = 256
AttributeKind = Literal["text", "number", "flag"]
BLANKS: Final = " \t\r\n\xa0\u3000"


def plain(cell: str | None) -> str | None:
    """The text of a cell without what stands around it, as an export may have put it; None for an empty one.

    >>> plain("　林薇 "), plain("'=1"), plain(" "), plain(None)
    ('林薇', '=1', None, None)
    """
    if cell is None:
        return None
    text = cell.strip(BLANKS)
    return (text[1:] if text[:1] == "'" and text[1:2] in FORMULA else text) or None


def truth(text: str) -> bool | None:
    """Yes or no, in the words that forms use.

    >>> truth("是"), truth("No"), truth("maybe")
    (True, False, None)
    """
    word = text.casefold()
    return True if word in YES else False if word in NO else None


@lru_cache(maxsize=65_536)
def moment(text: str, formats: tuple[str, ...], zone: ZoneInfo) -> datetime | None:
    """A local day or time as an instant; a day stands for its beginning.

    >>> moment("2026年3月1日", ("%Y年%m月%d日",), ZoneInfo("Asia/Shanghai")).isoformat()
    '2026-03-01T00:00:00+08:00'
    """
    for form in (ISO_FORMAT, *formats):
        with suppress(ValueError):
            return datetime.strptime(text, form).replace(tzinfo=zone)
    with suppress(ValueError):  # as exports write it, with its offset
        found = datetime.fromisoformat(text)
        return found if found.tzinfo is not None else found.replace(tzinfo=zone)
    return None


@lru_cache(maxsize=65_536)
def birthday(text: str, formats: tuple[str, ...]) -> str | None:
    """Month and day of a birthday, with or without its year, as `MM-DD`.

    >>> birthday("1990年5月20日", ("%Y年%m月%d日",)), birthday("5月20日", ()), birthday("02-29", ()), birthday("2月30日", ())
    ('05-20', '05-20', '02-29', None)
    """
    found = moment(text, formats, ZoneInfo("UTC"))
    for form in () if found is not None else WITHOUT_YEAR:
        with suppress(ValueError):
            found = datetime.strptime(f"{LEAP_YEAR} {text}", f"%Y {form}")  # noqa: DTZ007 - a day of any year
            break
    return None if found is None else found.strftime("%m-%d")


def attribute(kind: AttributeKind, choices: Mapping[str, str], text: str) -> str | int | bool | None:
    """The value of an attribute, None where it cannot be one.

    `choices`: what may be written, and the value it means; any text where there are none.

    >>> attribute("number", {}, "3.0"), attribute("flag", {}, "是"), attribute("text", {"大": "l"}, "大")
    (3, True, 'l')
    """
    match kind:
        case "number":
            return int(text.partition(".")[0]) if WHOLE.fullmatch(text) else None
        case "flag":
            return truth(text)
        case _:
            if choices:
                return choices.get(text)
            return text if len(text) <= ATTRIBUTE_LENGTH_MAX and text.isprintable() else None


def words(text: str) -> list[str]:
    """The parts of a list in one cell.

    >>> words("茶、电影; run")
    ['茶', '电影', 'run']
    """
    return [part for part in (each.strip(BLANKS) for each in SEPARATORS.split(text)) if part]


def said(field: CustomField, text: str, values: Mapping[str, str], formats: tuple[str, ...]) -> Any:
    """What a cell says under a field, in the form in which the field is told; what cannot be read stays the text it is.

    A choice may be written by its key, its name, or as the mapping's `values` say.
    """
    match field.kind:
        case "number":
            return int(text.partition(".")[0]) if WHOLE.fullmatch(text) else text
        case "flag":
            found = truth(values.get(text, text))
            return text if found is None else found
        case "date":
            day = moment(text, formats, ZoneInfo("UTC"))
            return text if day is None else day.date().isoformat()
        case "choice":
            return _choice(field, values.get(text, text))
        case "choices":
            return [_choice(field, values.get(word, word)) for word in words(text)]
        case _:
            return values.get(text, text)


def _choice(field: CustomField, text: str) -> str:
    if text in field.choices:
        return text
    return next((key for key, name in field.choices.items() if name == text), text)
