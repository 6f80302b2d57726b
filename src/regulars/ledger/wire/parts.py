"""Parts: the types that fields of an event share, each with its limits, and the refusal that names a field."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Annotated, Final

from msgspec import Meta, Struct

from regulars.kit.problems import FieldError, Problem

LINES_MAX: Final = 1000
AMOUNT_MINOR_MAX: Final = 10**12
POINTS_MAX: Final = 10**9
YEAR_MIN: Final = 1900
YEAR_MAX: Final = 9998
"""Years beyond these cannot be counted in every time zone."""

ID_PATTERN: Final = r"^[^\x00-\x1f\x7f]+\Z"
PRINTABLE_PATTERN: Final = r"^[^\x00-\x1f\x7f]*\Z"
Id = Annotated[str, Meta(min_length=1, max_length=128, pattern=ID_PATTERN)]
"""What senders name things by, without control characters: names are joined by line ends where one name is needed."""
Printable = Annotated[str, Meta(pattern=PRINTABLE_PATTERN)]
"""Text without control characters; jsonb could not open a state that holds the first of them."""
Word = Annotated[Printable, Meta(min_length=1, max_length=64)]
Amount = Annotated[int, Meta(ge=0, le=AMOUNT_MINOR_MAX)]
Quantity = Annotated[int, Meta(ge=1, le=10_000_000)]
Instant = Annotated[datetime, Meta(tz=True)]
Reason = Annotated[str, Meta(min_length=1, max_length=500)]
Points = Annotated[int, Meta(ge=1, le=POINTS_MAX)]


class Part(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """A part of an event: unknown fields are refused, so a misspelt one is noticed."""


class Identity(Part, frozen=True):
    """How a touchpoint knows the member. In a stored body the value is the identity's token."""

    kind: Word
    value: Annotated[str, Meta(min_length=1, max_length=256)]


Conceal = Callable[[Identity, str], Identity]
"""Gives the token of an identity in place of its value; the path is for a refusal."""


def refusal(path: str, message: str, expected: str) -> Problem:
    """What a sender is told about a field that cannot be right."""
    return Problem("event_invalid", f"{path}: {message}", errors=(FieldError(path, message, expected),))
