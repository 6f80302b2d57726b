"""Names of members: sealed, and found by any part of them.

Beside a sealed name stand keyed hashes of its letters and of its pairs of letters. A part of one or two letters is found by its
hash alone; for a longer one the hashes of its pairs narrow the base down to a few, whose names are opened and looked at.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Final, NamedTuple
from uuid import UUID

from psycopg import Connection

from regulars.kit.sealing import BlindIndex, DataKey
from regulars.store.member_keys import member_keys
from regulars.store.vault import vault_of

NAMES: Final = "names"
"""The purpose of the index."""
PLACE: Final = "name"
EXACT_LENGTH: Final = 2
"""Parts of so many letters are found by one hash."""
LOOKED_AT_MAX: Final = 5_000
"""So many names are opened to find a part of one; where more are possible, all of them count as found."""


def seal_name(key: DataKey, name: str) -> bytes | None:
    """A name as it is stored; None for no name."""
    return key.seal_text(name, PLACE) if name else None


def grams_of_name(index: BlindIndex, name: str) -> list[int] | None:
    """The hashes by which parts of a name are found, in an order that says nothing; None for no name."""
    folded = fold(name)
    if not folded:
        return None
    return sorted({_gram(index, part) for part in (*folded, *_pairs(folded))})


def fold(text: str) -> str:
    """A name or part of one as it is compared: width, case and outer blanks do not count."""
    return unicodedata.normalize("NFKC", text).casefold().strip()


def read_names(connection: Connection, member_ids: Sequence[UUID]) -> dict[UUID, str]:
    """The names of members; '' for who has none or was erased."""
    rows = connection.execute(
        "SELECT member_id, sealed_name FROM member WHERE member_id = ANY(%s)", (list(member_ids),), binary=True
    ).fetchall()
    keys = member_keys(connection, [member_id for member_id, sealed in rows if sealed is not None])
    return {
        member_id: "" if sealed is None or member_id not in keys else keys[member_id].open_text(sealed, PLACE)
        for member_id, sealed in rows
    }


def write_name(connection: Connection, member_id: UUID, name: str) -> None:
    """Give a member another name."""
    key = member_keys(connection, [member_id])[member_id]
    grams = grams_of_name(vault_of(connection).index(NAMES), name)
    connection.execute(
        "UPDATE member SET sealed_name = %s, name_grams = %s WHERE member_id = %s", (seal_name(key, name), grams, member_id)
    )


def write_names(connection: Connection, names: Mapping[UUID, str], keys: Mapping[UUID, DataKey]) -> None:
    """Give members, whose keys are given, other names."""
    index = vault_of(connection).index(NAMES)
    connection.execute(
        "UPDATE member SET sealed_name = new.sealed_name, name_grams = nullif(new.name_grams::int[], '{}')"
        " FROM unnest(%s::uuid[], %s::bytea[], %s::text[]) AS new (member_id, sealed_name, name_grams)"
        " WHERE member.member_id = new.member_id",
        (
            list(names),
            [seal_name(keys[member_id], name) for member_id, name in names.items()],
            [array_text(grams_of_name(index, name)) for name in names.values()],
        ),
    )


def array_text(numbers: Sequence[int] | None) -> str:
    """An array within an array: as text, for those of one statement need not be of one length."""
    return "{" + ",".join(map(str, numbers or ())) + "}"


class PartOfName(NamedTuple):
    """How members are found in whose name a text stands: by hashes that their names have, or one by one."""

    grams: list[int] | None
    members: list[UUID]


def find_part_of_name(connection: Connection, part: str) -> PartOfName:
    """Look for members in whose name a text stands."""
    wanted = fold(part)
    if not wanted:
        return PartOfName(None, [])
    index = vault_of(connection).index(NAMES)
    grams = sorted({_gram(index, each) for each in (_pairs(wanted) or [wanted])})
    if len(wanted) <= EXACT_LENGTH:
        return PartOfName(grams, [])
    rows = connection.execute("SELECT member_id FROM member WHERE name_grams @> %s LIMIT %s", (grams, LOOKED_AT_MAX + 1))
    possible = [member_id for (member_id,) in rows.fetchall()]
    if len(possible) > LOOKED_AT_MAX:
        return PartOfName(grams, [])
    return PartOfName(None, [member_id for member_id, name in read_names(connection, possible).items() if wanted in fold(name)])


def _pairs(text: str) -> list[str]:
    return [text[start : start + 2] for start in range(len(text) - 1)]


@lru_cache(maxsize=65_536)  # names are made of few letters and pairs
def _gram(index: BlindIndex, part: str) -> int:
    return int.from_bytes(index.of("gram", part)[:4], signed=True)
