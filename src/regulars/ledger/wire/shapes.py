"""Shapes: types of the wire with fewer limits, made from those that have them all, so a new type needs nothing here."""

from __future__ import annotations

from collections.abc import Callable
from types import UnionType
from typing import Annotated, Any, Final, Union, get_args, get_origin, get_type_hints

import msgspec
from msgspec import Meta, Struct

from regulars.ledger.wire.parts import ID_PATTERN, PRINTABLE_PATTERN

Loosen = Callable[[Meta], Meta | None]
"""What is left of a limit; None: nothing."""

_OTHER_LIMITS: Final = ("gt", "ge", "lt", "le", "multiple_of", "min_length", "max_length", "tz")


def no_limit(limit: Meta) -> Meta | None:  # noqa: ARG001 - one of two ways to loosen
    """Nothing is left of any."""
    return None


def no_text_check(limit: Meta) -> Meta | None:
    """Everything is left but the search for control characters."""
    if limit.pattern not in (ID_PATTERN, PRINTABLE_PATTERN):
        return limit
    left = {name: value for name in _OTHER_LIMITS if (value := getattr(limit, name)) is not None}
    return Meta(**left) if left else None


def loosened(shape: Any, loosen: Loosen, *, is_sent: bool = False) -> Any:
    """A type of the wire with looser limits; a struct becomes another one of such fields.

    `is_sent`: unknown fields are refused and defaults left out, as in what a sender writes.

    >>> loosened(tuple[Annotated[int, msgspec.Meta(ge=0)], ...], no_limit)
    tuple[int, ...]
    """
    if isinstance(shape, type) and issubclass(shape, Struct):
        return _struct(shape, loosen, is_sent=is_sent)
    origin, parts = get_origin(shape), get_args(shape)
    if origin is Annotated:
        held = loosened(parts[0], loosen, is_sent=is_sent)
        for limit in parts[1:]:
            left = loosen(limit) if isinstance(limit, Meta) else limit
            held = held if left is None else Annotated[held, left]
        return held
    if origin in (Union, UnionType):
        return Union[tuple(loosened(part, loosen, is_sent=is_sent) for part in parts)]  # noqa: UP007 - made from a tuple of types
    if origin is not None:
        return origin[tuple(loosened(part, loosen, is_sent=is_sent) for part in parts)]
    return shape


def _struct(shape: type[Struct], loosen: Loosen, *, is_sent: bool) -> type[Struct]:
    hints = get_type_hints(shape, include_extras=True)
    fields: list[Any] = []
    for field in msgspec.structs.fields(shape):
        held = loosened(hints[field.name], loosen, is_sent=is_sent)
        if field.default is not msgspec.NODEFAULT:
            fields.append((field.name, held, field.default))
        elif field.default_factory is not msgspec.NODEFAULT:
            fields.append((field.name, held, msgspec.field(default_factory=field.default_factory)))
        else:
            fields.append((field.name, held))
    return msgspec.defstruct(shape.__name__, fields, frozen=True, gc=False, forbid_unknown_fields=is_sent, omit_defaults=is_sent)
