"""Stored bodies: read back by the shape of their type alone.

Every limit was checked when the event came in, and a body that was changed since shows by its hash. Without the limits, reading
costs a fifth; who walks a whole history feels it. The shapes are made from those of the wire, so a new type needs nothing here.
"""

from __future__ import annotations

from types import UnionType
from typing import Annotated, Any, Final, Union, get_args, get_origin, get_type_hints

import msgspec
from msgspec import Struct

from regulars.ledger.wire.types import EVENT_TYPES


def without_limits(shape: Any) -> Any:
    """A type of the wire without its limits: an annotated type is what it annotates, a struct another one of such fields.

    >>> without_limits(tuple[Annotated[int, msgspec.Meta(ge=0)], ...])
    tuple[int, ...]
    """
    if isinstance(shape, type) and issubclass(shape, Struct):
        return _struct(shape)
    origin, parts = get_origin(shape), get_args(shape)
    if origin is Annotated:
        return without_limits(parts[0])
    if origin in (Union, UnionType):
        return Union[tuple(without_limits(part) for part in parts)]  # noqa: UP007 - made from a tuple of types
    if origin is not None:
        return origin[tuple(without_limits(part) for part in parts)]
    return shape


def _struct(shape: type[Struct]) -> type[Struct]:
    hints = get_type_hints(shape, include_extras=True)
    fields: list[Any] = []
    for field in msgspec.structs.fields(shape):
        bare = without_limits(hints[field.name])
        if field.default is not msgspec.NODEFAULT:
            fields.append((field.name, bare, field.default))
        elif field.default_factory is not msgspec.NODEFAULT:
            fields.append((field.name, bare, msgspec.field(default_factory=field.default_factory)))
        else:
            fields.append((field.name, bare))
    return msgspec.defstruct(shape.__name__, fields, frozen=True, gc=False)


STORED: Final = {name: msgspec.json.Decoder(without_limits(kind.data)) for name, kind in EVENT_TYPES.items()}
"""Type of event -> how its stored body is read."""
