"""What members told that rules ask for: the birthday and the attributes, read out of many documents in one statement."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final, NamedTuple
from uuid import UUID

from psycopg import Connection

from regulars.store.conditions.columns import EXTRAS


class ToldProfile(NamedTuple):
    """What one member told."""

    birthday: int
    """month * 100 + day; 0: not known."""
    attributes: Mapping[str, Any]


# OFFSET 0 keeps PostgreSQL from opening the document once per column.
_READ: Final = (
    "SELECT member_id, (extras->>'birthday')::int, extras->'attributes' FROM ("  # noqa: S608 - only constants
    f"SELECT member_id, member_document.whole::jsonb->{EXTRAS} AS extras FROM member_document WHERE member_id = ANY(%s)"
    " OFFSET 0) AS opened"
    " WHERE jsonb_typeof(extras) = 'object'"
)
NOTHING_TOLD: Final = ToldProfile(0, {})


def read_told_profiles(connection: Connection, member_ids: Sequence[UUID]) -> dict[UUID, ToldProfile]:
    """What some members told, as their states say; who told nothing may be left out."""
    rows = connection.execute(_READ.encode(), (list(member_ids),))
    return {member_id: ToldProfile(birthday or 0, attributes or {}) for member_id, birthday, attributes in rows}
