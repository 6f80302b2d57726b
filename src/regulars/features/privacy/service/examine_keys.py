"""Examine the keys: whether what is stored opens with what is at hand."""

from __future__ import annotations

from typing import NamedTuple

from psycopg import Connection

from regulars.kit.sealing import MasterKeys
from regulars.store.database import Database
from regulars.store.sealed_keys import count_by_master_key, select_database_keys, select_sample_of_member_keys
from regulars.store.vault import member_place

SAMPLE = 20


class KeysFound(NamedTuple):
    """Which master keys are at hand, and what they have to open."""

    at_hand: tuple[str, ...]
    """Ids of the master keys at hand, the active one first."""
    wraps: dict[str, int]
    """How many data keys each master key wraps."""
    broken: tuple[str, ...]
    """Data keys that do not open although their master key is at hand."""

    @property
    def lacking(self) -> tuple[str, ...]:
        """Master keys that something is wrapped by and that are not at hand."""
        return tuple(key_id for key_id in self.wraps if key_id not in self.at_hand)


def examine_keys(database: Database) -> KeysFound:
    """Open the keys of the database and some of those of members. Nothing is made or changed."""
    source = database.vault.source
    masters = None if source is None else source.read()
    with database.snapshot() as connection:
        wraps = count_by_master_key(connection)
        broken = () if masters is None else tuple(_broken(connection, masters))
    return KeysFound(() if masters is None else masters.key_ids, wraps, broken)


def _broken(connection: Connection, masters: MasterKeys) -> list[str]:
    stored = dict(select_database_keys(connection))
    stored.update({member_place(each): key for each, key in select_sample_of_member_keys(connection, SAMPLE).items()})
    found: list[str] = []
    for place, wrapped in stored.items():
        if wrapped.master_key_id in masters and not masters.opens(wrapped, place):
            found.append(place)
    return found
