"""The vault: the keys of one database, unwrapped once per process.

A connection of a `Database` brings them along, so whoever has a connection can seal and open: `vault_of(connection)`. The
database keeps two keys of its own, wrapped like those of members: one for secrets of the installation, one for blind indexes.
The transaction that makes them also seals what stood there in plain.
"""

from __future__ import annotations

from collections.abc import Iterable
from threading import Lock
from typing import Final
from uuid import UUID

import psycopg

from regulars.kit.problems import FieldError, Problem
from regulars.kit.sealing import BlindIndex, DataKey, MasterKeys, SealBroken, Wrapped, derive
from regulars.store.master_keys import MasterKeySource
from regulars.store.sealed_keys import insert_database_keys, select_database_keys
from regulars.store.sealing_plain import seal_what_is_plain

CONNECT_SECONDS_MAX: Final = 10
SECRETS: Final = "secrets"
INDEX: Final = "index"


class Vault:
    """Seals and opens for one database. Nothing is read before it is needed."""

    def __init__(self, url: str, source: MasterKeySource | None) -> None:
        self._url: Final = url
        self.source: Final = source
        self._lock: Final = Lock()
        self._masters: MasterKeys | None = None
        self._stamp = 0
        self._keys: dict[str, DataKey] = {}
        self._indexes: dict[str, BlindIndex] = {}

    def index(self, purpose: str = "identities") -> BlindIndex:
        """What sealed values are found by: identities, or something else under a key of its own."""
        found = self._indexes.get(purpose)
        if found is None:
            found = self._indexes[purpose] = BlindIndex(derive(self._key(INDEX).secret, purpose))
        return found

    def secrets(self) -> DataKey:
        """What secrets of the installation are sealed with."""
        return self._key(SECRETS)

    def masters(self) -> MasterKeys:
        """The master keys at hand. Problem `master_key_missing` where there are none."""
        if self.source is None:
            raise key_missing([], None)
        stamp = self.source.stamp()  # another process may have added a key; what it retires must wrap nothing any more
        if self._masters is None or stamp != self._stamp:
            self._masters, self._stamp = self.source.read(), stamp
            if self._masters is None:
                raise key_missing([], self.source)
        return self._masters

    def unwrap(self, wrapped: Wrapped, place: str) -> DataKey:
        """A data key; Problem `master_key_missing` when none of the master keys at hand opens it."""
        masters = self.masters()
        if wrapped.master_key_id not in masters:
            raise key_missing([wrapped.master_key_id], self.source)
        try:
            return masters.unwrap(wrapped, place)
        except SealBroken as error:
            raise Problem("seal_broken", f"The key of {place} does not open.", hint="Restore a backup.") from error

    def _key(self, name: str) -> DataKey:
        found = self._keys.get(name)
        if found is None:
            with self._lock:
                self._keys = self._keys or self._load()
            found = self._keys[name]
        return found

    def _load(self) -> dict[str, DataKey]:
        """The keys of the database, made if it has none, by a connection of its own: the caller's may be one that only reads."""
        with psycopg.connect(self._url, connect_timeout=CONNECT_SECONDS_MAX) as connection:
            stored = select_database_keys(connection)
            if not stored:
                self._make(connection)
                stored = select_database_keys(connection)
        return {name: self.unwrap(wrapped, name) for name, wrapped in stored.items()}

    def _make(self, connection: psycopg.Connection) -> None:
        if self.source is None:
            raise key_missing([], None)
        masters = self.source.read() or self.source.make()
        keys = {name: DataKey.new() for name in (SECRETS, INDEX)}
        if insert_database_keys(connection, {name: masters.wrap(key, name) for name, key in keys.items()}):
            seal_what_is_plain(connection, keys[SECRETS])


class KeyedConnection(psycopg.Connection[tuple[object, ...]]):
    """A connection that brings the keys of its database, and knows whether it works as a role that policies hold for."""

    vault: Vault
    is_behind_wall: bool = False


def vault_of(connection: psycopg.Connection) -> Vault:
    """The keys of the database that a connection of its pool belongs to."""
    vault: Vault | None = getattr(connection, "vault", None)
    assert vault is not None, "only connections of a Database bring keys"
    return vault


def key_missing(key_ids: Iterable[str], source: MasterKeySource | None) -> Problem:
    """Something is sealed under master keys that are not at hand."""
    named = ", ".join(sorted(key_ids))
    detail = f"The master key {named} is not at hand." if named else "There is no master key."
    field = FieldError("REGULARS_MASTER_KEY", "opens nothing here" if named else "is not set")
    where = "the data directory" if source is None else str(source.path)
    return Problem(
        "master_key_missing", detail, errors=(field,),
        hint=f"Put the key that this database was made with into {where}, or set REGULARS_MASTER_KEY.",
    )  # fmt: skip


def member_place(member_id: UUID) -> str:
    """For what place a member's data key is wrapped."""
    return f"member {member_id}"
