"""Written: a value becomes the text of a cell, as people write it and as `cells` reads it again."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Final
from zoneinfo import ZoneInfo

from regulars.features.member_files.headers import ANSWERS, Language
from regulars.features.member_files.known import KnownAttribute
from regulars.features.privacy.facade import mask_identity, mask_name
from regulars.features.profiles.contracts import Contact, CustomField
from regulars.features.profiles.facade import shown

SEPARATOR: Final = ";"
TIME: Final = "%Y-%m-%d %H:%M:%S"


def field_value(field: CustomField, value: Any, language: Language) -> str | int:
    """A value of a field: a choice by its name."""
    match field.kind:
        case "number":
            return int(value)
        case "flag":
            return ANSWERS[value].of(language)
        case "choice":
            return field.choices.get(value, str(value))
        case "choices":
            return SEPARATOR.join(field.choices.get(one, one) for one in value)
        case _:
            return str(shown(field, value))


def attribute_value(attribute: KnownAttribute, value: Any, language: Language) -> str | int | None:
    """A value of an attribute by its name; one of another kind than the program says is left out."""
    match attribute.kind:
        case "number":
            return value if isinstance(value, int) and not isinstance(value, bool) else None
        case "flag":
            return ANSWERS[value].of(language) if isinstance(value, bool) else None
        case _:
            if not isinstance(value, str):
                return None
            return attribute.names[value].of(language) if value in attribute.names else value


def contact_part(contact: Contact, part: str, *, is_plain: bool) -> str:
    """A part of a contact, in full or masked."""
    text: str = getattr(contact, part)
    if is_plain or part == "role" or not text:
        return text
    return mask_name(text) if part == "name" else mask_identity(part, text)


def birthday(told: int) -> str:
    """A birthday; empty where none is known.

    >>> birthday(520), birthday(0)
    ('05-20', '')
    """
    return f"{told // 100:02d}-{told % 100:02d}" if told else ""


def local_time(at: datetime | None, zone: ZoneInfo) -> str:
    """An instant in local time; empty for none."""
    return "" if at is None else at.astimezone(zone).strftime(TIME)


def money(minor: int, digits: int) -> str:
    """An amount in the major unit, exactly.

    >>> money(-1234, 2), money(5, 0)
    ('-12.34', '5')
    """
    whole, part = divmod(abs(minor), 10**digits)
    return f"{'-' if minor < 0 else ''}{whole}{f'.{part:0{digits}d}' if digits else ''}"
