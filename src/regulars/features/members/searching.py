"""Searching: what somebody types into the search box, as what is stored can be asked for it.

Nothing personal is stored readable, so a text is looked for by its keyed hashes: as a whole identity in any spelling, as the last
four digits of a phone, as part of a name; and as a member number.
"""

from __future__ import annotations

from contextlib import suppress
from typing import Any, NamedTuple
from uuid import UUID

import psycopg

from regulars.kit.problems import Problem
from regulars.store.identities import TAIL_DIGITS, hash_of_tail, normalise_identity, token_of
from regulars.store.names import find_part_of_name
from regulars.store.vault import vault_of

MEMBER_NO_DIGITS_MAX = 18
SPELLINGS = ("phone", "email", "customer_no")
"""Kinds whose rules of spelling differ; the last one stands for all kinds that are kept as they are."""


class Search(NamedTuple):
    """What a text may stand for."""

    tokens: list[bytes]
    tail: int | None
    number: int | None
    grams: list[int] | None
    members: list[UUID]

    def values(self) -> dict[str, Any]:
        """The parameters of the statement."""
        return {f"q_{name}": value for name, value in self._asdict().items()}


def look_for(connection: psycopg.Connection, text: str, *, in_names: bool) -> Search:
    """Read a text. Names are searched for those only who may read them: who finds a name by its letters has read it."""
    index = vault_of(connection).index()
    spelt: set[str] = set()
    for kind in SPELLINGS:
        with suppress(Problem):
            spelt.add(normalise_identity(kind, text).value)
    number = text.removeprefix("#")
    is_number = number.isascii() and number.isdigit()
    part = find_part_of_name(connection, text) if in_names else None
    return Search(
        tokens=[token_of(index, value) for value in sorted(spelt)],
        tail=hash_of_tail(index, text) if is_number and len(text) == TAIL_DIGITS else None,
        number=int(number) if is_number and len(number) <= MEMBER_NO_DIGITS_MAX else None,
        grams=part.grams if part else None,
        members=part.members if part else [],
    )
