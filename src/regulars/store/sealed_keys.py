"""Data keys as rows: those of the database, by name, and one per member, each with the id of the master key that wraps it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final
from uuid import UUID

from psycopg import Connection

from regulars.kit.sealing import Wrapped
from regulars.store.exchange import Exchange, Statement


def select_database_keys(connection: Connection) -> dict[str, Wrapped]:
    """The keys of the database, by name."""
    rows = connection.execute("SELECT name, master_key_id, wrapped FROM data_key")
    return {name: Wrapped(key_id, wrapped) for name, key_id, wrapped in rows}


def insert_database_keys(connection: Connection, keys: Mapping[str, Wrapped]) -> bool:
    """Keep the first keys of a database; False when another process has done so a moment earlier."""
    connection.execute("LOCK TABLE data_key IN SHARE ROW EXCLUSIVE MODE")
    if select_database_keys(connection):
        return False
    connection.execute(
        "INSERT INTO data_key (name, master_key_id, wrapped) SELECT * FROM unnest(%s::text[], %s::text[], %s::bytea[])",
        (list(keys), [key.master_key_id for key in keys.values()], [key.sealed for key in keys.values()]),
    )
    return True


def update_database_keys(connection: Connection, keys: Mapping[str, Wrapped]) -> None:
    """Write keys of the database that were wrapped anew."""
    for name, key in keys.items():
        connection.execute(
            "UPDATE data_key SET master_key_id = %s, wrapped = %s WHERE name = %s", (key.master_key_id, key.sealed, name)
        )


_NEW: Final = Statement(
    "INSERT INTO member_key (member_id, master_key_id, wrapped) SELECT * FROM unnest($1, $2, $3)", "uuid", "word", "bytea"
)


def insert_member_keys(exchange: Exchange, keys: Mapping[UUID, Wrapped]) -> None:
    """Keep the keys of new members, with an exchange."""
    wrapped = list(keys.values())
    columns: tuple[list[object], ...] = (list(keys), [key.master_key_id for key in wrapped], [key.sealed for key in wrapped])
    exchange.ask(_NEW, _NEW.of(*columns))


def select_member_keys(connection: Connection, member_ids: Sequence[UUID]) -> dict[UUID, Wrapped]:
    """The keys of members; who has been erased has none."""
    rows = connection.execute(
        "SELECT member_id, master_key_id, wrapped FROM member_key WHERE member_id = ANY(%s)", (list(member_ids),), binary=True
    )
    return {member_id: Wrapped(key_id, wrapped) for member_id, key_id, wrapped in rows}


def select_sample_of_member_keys(connection: Connection, limit: int) -> dict[UUID, Wrapped]:
    """The keys of the members who came first and last."""
    rows = connection.execute(
        "(SELECT member_id, master_key_id, wrapped FROM member_key ORDER BY member_id LIMIT %(half)s)"
        " UNION (SELECT member_id, master_key_id, wrapped FROM member_key ORDER BY member_id DESC LIMIT %(half)s)",
        {"half": limit // 2},
    )
    return {member_id: Wrapped(key_id, wrapped) for member_id, key_id, wrapped in rows}


def hold_member_keys(connection: Connection) -> None:
    """Wait until no other transaction is adding keys, and let none begin until this one ends."""
    connection.execute("LOCK TABLE member_key, data_key IN SHARE MODE")


def select_keys_to_rewrap(connection: Connection, active: str, limit: int) -> dict[UUID, Wrapped]:
    """Some keys of members that another master key wraps, locked for this transaction."""
    rows = connection.execute(
        "SELECT member_id, master_key_id, wrapped FROM member_key WHERE master_key_id <> %s LIMIT %s FOR UPDATE SKIP LOCKED",
        (active, limit),
        binary=True,
    )
    return {member_id: Wrapped(key_id, wrapped) for member_id, key_id, wrapped in rows}


def update_member_keys(connection: Connection, keys: Mapping[UUID, Wrapped]) -> None:
    """Write keys of members that were wrapped anew."""
    connection.execute(
        "UPDATE member_key AS k SET master_key_id = n.key_id, wrapped = n.wrapped"
        " FROM unnest(%s::uuid[], %s::text[], %s::bytea[]) AS n (member_id, key_id, wrapped) WHERE k.member_id = n.member_id",
        (list(keys), [key.master_key_id for key in keys.values()], [key.sealed for key in keys.values()]),
    )


def count_by_master_key(connection: Connection) -> dict[str, int]:
    """How many data keys each master key wraps."""
    rows = connection.execute(
        "SELECT master_key_id, count(*) FROM (SELECT master_key_id FROM data_key UNION ALL SELECT master_key_id FROM member_key)"
        " AS wrapped GROUP BY 1 ORDER BY 1"
    )
    return dict(rows.fetchall())
