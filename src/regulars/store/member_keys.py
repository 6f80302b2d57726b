"""Members' data keys: how anything personal of a member is sealed and opened.

    keys = member_keys(connection, [member_id])
    sealed = keys[member_id].seal_text("林薇", "name")
    keys[member_id].open_text(sealed, "name")

The second argument says where the value stands, such as a column or a field; moved elsewhere it does not open.

Who has been erased has no key, is missing from the answer, and cannot be opened any more.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from uuid import UUID

from psycopg import Connection

from regulars.kit.sealing import DataKey
from regulars.store.exchange import Exchange
from regulars.store.sealed_keys import insert_member_keys, select_member_keys
from regulars.store.vault import member_place, vault_of


def new_keys(connection: Connection, member_ids: Sequence[UUID]) -> dict[UUID, DataKey]:
    """Make keys for members to be."""
    # A database has its own keys, and so a master key, before its first member has one.
    vault_of(connection).secrets()
    return {member_id: DataKey.new() for member_id in member_ids}


def store_new_keys(exchange: Exchange, keys: Mapping[UUID, DataKey]) -> None:
    """Keep the keys of members who are being written, with an exchange."""
    masters = vault_of(exchange.connection).masters()
    insert_member_keys(exchange, {member_id: masters.wrap(key, member_place(member_id)) for member_id, key in keys.items()})


def member_keys(connection: Connection, member_ids: Sequence[UUID]) -> dict[UUID, DataKey]:
    """The keys of members; the erased are left out. Problem `master_key_missing` or `seal_broken`."""
    if not member_ids:
        return {}
    vault = vault_of(connection)
    stored = select_member_keys(connection, member_ids)
    return {member_id: vault.unwrap(wrapped, member_place(member_id)) for member_id, wrapped in stored.items()}
