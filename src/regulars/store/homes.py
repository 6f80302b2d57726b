"""Homes: to which unit of the organisation a member belongs. Whoever has no store belongs to headquarters."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final
from uuid import UUID

from psycopg import Connection

from regulars.store.exchange import Exchange, Statement

HEADQUARTERS: Final = UUID("00000000-0000-7000-8000-000000000001")
"""The unit that every database has from the beginning."""


def find_stores(connection: Connection, codes: Iterable[str]) -> dict[str, UUID]:
    """The open stores behind codes; unknown and closed ones are left out."""
    wanted = sorted({code for code in codes if code})
    if not wanted:
        return {}
    rows = connection.execute(
        "SELECT code, unit_id FROM organisation_unit WHERE code = ANY (%s) AND kind = 'store' AND closed_at IS NULL", (wanted,)
    ).fetchall()
    return dict(rows)


_SETTLE: Final = Statement(
    "UPDATE member SET home_unit_id = unit.unit_id FROM unnest($1, $2) AS bought (member_id, code)"  # noqa: S608 - a constant
    " JOIN organisation_unit AS unit ON unit.code = bought.code AND unit.kind = 'store' AND unit.closed_at IS NULL"
    f" WHERE member.member_id = bought.member_id AND member.home_unit_id = '{HEADQUARTERS}'",
    "uuid", "word",
)  # fmt: skip


def settle_homes(exchange: Exchange, stores: Mapping[bytes, str]) -> None:
    """Give members, by the bytes of their ids, the store of their first purchase as home, where they have none.

    A code that is no open store gives none.
    """
    if stores:
        exchange.ask(_SETTLE, _SETTLE.of(list(stores), list(stores.values())))


def move_homes(connection: Connection, homes: Mapping[UUID, UUID]) -> None:
    """Give members other homes."""
    connection.execute(
        "UPDATE member SET home_unit_id = new.unit_id FROM unnest(%s::uuid[], %s::uuid[]) AS new (member_id, unit_id)"
        " WHERE member.member_id = new.member_id",
        (list(homes), list(homes.values())),
    )
