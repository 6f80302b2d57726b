"""Told: whom a row of the outbox names and what kind of thing it tells of them, for who asks no more of it.

Rules move members by the hundred thousand, and this costs half of reading the facts themselves.
"""

from __future__ import annotations

from typing import Any, Final

from msgspec import Struct
from msgspec.json import Decoder


class Cause(Struct, gc=False):
    """Of a fact's data only what caused it, where that is said."""

    cause: Any = None


_NAMED: Final = Decoder(list[tuple[str, list[tuple[str, int, Cause]]]])


def members_told(text: str) -> list[tuple[str, list[tuple[str, Any]]]]:
    """Every member whom the transaction of a row wrote, by id, with the name and the cause of each fact about them."""
    return [(member_id, [(name, data.cause) for name, _, data in facts]) for member_id, facts in _NAMED.decode(text)]
