"""Identities that members have, as rows: added, read, moved and removed. The value is sealed under the member's key."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Final, NamedTuple, final
from uuid import UUID

import psycopg

from regulars.kit.sealing import DataKey
from regulars.store.exchange import Exchange, Statement
from regulars.store.identities import Identity, tail_of, token_of
from regulars.store.member_keys import member_keys
from regulars.store.vault import vault_of


class HeldIdentity(NamedTuple):
    """One identity of a member."""

    identity_id: UUID
    kind: str
    value: str
    added_at: datetime


_ADD: Final = Statement(
    "INSERT INTO member_identity (token, kind, member_id, sealed, tail) SELECT * FROM unnest($1, $2, $3, $4, $5)"
    " ON CONFLICT (token, kind) DO NOTHING RETURNING token, kind",
    "bytea", "word", "uuid", "bytea", "int4",
)  # fmt: skip


def add_identities(
    connection: psycopg.Connection, wanted: Sequence[tuple[Identity, UUID]], keys: Mapping[UUID, DataKey]
) -> set[Identity]:
    """Add identities of members whose keys are given; those that somebody has already are left out and returned."""
    exchange = Exchange(connection)
    adding = AddedIdentities(exchange, wanted, keys)
    exchange.run()
    return adding.taken()


@final
class AddedIdentities:
    """Identities of members whose keys are given, sealed and added with an exchange."""

    def __init__(self, exchange: Exchange, wanted: Sequence[tuple[Identity, UUID]], keys: Mapping[UUID, DataKey]) -> None:
        index = vault_of(exchange.connection).index()
        rows = [
            (token_of(index, identity.value), identity, member_id, tail_of(index, identity)) for identity, member_id in wanted
        ]
        # Sorted, so that two transactions that add the same identities wait for each other instead of locking up.
        rows.sort(key=lambda row: row[0])
        self._wanted: Final = [(token, identity) for token, identity, *_ in rows]
        self._asked: Final = exchange.ask(
            _ADD,
            _ADD.of(
                [token for token, *_ in rows],
                [identity.kind for _, identity, *_ in rows],
                [member_id for _, _, member_id, _ in rows],
                [keys[member_id].seal_text(identity.value, identity_place(identity.kind)) for _, identity, member_id, _ in rows],
                [tail for *_, tail in rows],
            ),
        )

    def taken(self) -> set[Identity]:
        """Those that somebody has already, and that were left out."""
        asked = self._asked
        if asked.count == len(self._wanted):
            return set()
        new = {(asked.bytes(row, 0), asked.text(row, 1)) for row in range(asked.count)}
        return {identity for token, identity in self._wanted if (token, identity.kind) not in new}


def read_identities(connection: psycopg.Connection, member_ids: Sequence[UUID]) -> dict[UUID, tuple[Identity, ...]]:
    """The identities that lead to members, by kind and value, also through those who were merged into them.

    Who has none, or was erased, is left out.
    """
    held: dict[UUID, list[HeldIdentity]] = {}
    for shown, identity in _rows(connection, member_ids):
        held.setdefault(shown, []).append(identity)
    return {
        member_id: tuple(sorted(Identity(each.kind, each.value) for each in identities)) for member_id, identities in held.items()
    }


def read_held(connection: psycopg.Connection, member_id: UUID) -> list[HeldIdentity]:
    """The identities that lead to a member, with what their rows say."""
    return [identity for _, identity in _rows(connection, [member_id])]


def _rows(connection: psycopg.Connection, member_ids: Sequence[UUID]) -> list[tuple[UUID, HeldIdentity]]:
    rows = connection.execute(
        "WITH RECURSIVE name AS (SELECT asked AS shown, asked AS member_id FROM unnest(%s::uuid[]) AS asked"
        "  UNION ALL SELECT name.shown, member.member_id FROM name JOIN member ON member.merged_into = name.member_id)"
        " SELECT shown, member_id, identity_id, kind, sealed, added_at FROM name JOIN member_identity USING (member_id)",
        (list(member_ids),),
        binary=True,
    ).fetchall()
    keys = member_keys(connection, list({member_id for _, member_id, *_ in rows}))
    return [
        (shown, HeldIdentity(identity_id, kind, keys[member_id].open_text(sealed, identity_place(kind)), added_at))
        for shown, member_id, identity_id, kind, sealed, added_at in rows
        if member_id in keys
    ]


def hand_over_identity(connection: psycopg.Connection, identity: Identity, taker: UUID) -> None:
    """Let one identity find another member from now on."""
    remove = "DELETE FROM member_identity WHERE token = %s AND kind = %s"
    connection.execute(remove, (token_of(vault_of(connection).index(), identity.value), identity.kind))
    add_identities(connection, [(identity, taker)], member_keys(connection, [taker]))


def remove_identity(connection: psycopg.Connection, member_id: UUID, identity_id: UUID) -> bool:
    """Let an identity find nobody any more; False if none such leads to the member."""
    if identity_id not in {each.identity_id for each in read_held(connection, member_id)}:
        return False
    return connection.execute("DELETE FROM member_identity WHERE identity_id = %s", (identity_id,)).rowcount == 1


def identity_place(kind: str) -> str:
    """Where the value of an identity stands."""
    return f"identity {kind}"
