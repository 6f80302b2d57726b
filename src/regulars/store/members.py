"""Rows of members and their identities, personal values sealed. The state beside each is written by the ledger, in one go."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

import psycopg

from regulars.kit.problems import FieldError, Problem
from regulars.kit.sealing import DataKey
from regulars.store.homes import HEADQUARTERS
from regulars.store.identities import Identity, tail_of, token_of, tokenised
from regulars.store.member_keys import member_keys, new_keys, store_new_keys
from regulars.store.names import NAMES, grams_of_name, seal_name
from regulars.store.vault import vault_of


class NewMember(NamedTuple):
    """A member to be: the identities are normalised."""

    member_id: UUID
    display_name: str
    joined_at: datetime
    join_channel: str
    identities: tuple[Identity, ...]
    home_unit_id: UUID = HEADQUARTERS


def insert_members(connection: psycopg.Connection, members: Sequence[NewMember]) -> None:
    """Add members with their keys, names and identities, all or none.

    Raises Problem `identity_taken` that names the first identity which belongs to somebody else; roll back then.
    """
    keys = new_keys(connection, [member.member_id for member in members])
    names = vault_of(connection).index(NAMES)
    connection.execute(
        "INSERT INTO member (member_id, sealed_name, name_grams, joined_at, join_channel, home_unit_id)"
        " SELECT member_id, sealed_name, nullif(name_grams::int[], '{}'), joined_at, join_channel, home_unit_id"
        " FROM unnest(%s::uuid[], %s::bytea[], %s::text[], %s::timestamptz[], %s::text[], %s::uuid[])"
        " AS new (member_id, sealed_name, name_grams, joined_at, join_channel, home_unit_id)",
        (
            [member.member_id for member in members],
            [seal_name(keys[member.member_id], member.display_name) for member in members],
            [_array(grams_of_name(names, member.display_name)) for member in members],
            [member.joined_at for member in members],
            [member.join_channel for member in members],
            [member.home_unit_id for member in members],
        ),
    )
    store_new_keys(connection, keys)
    wanted = [(identity, member.member_id) for member in members for identity in dict.fromkeys(member.identities)]
    taken = add_identities(connection, wanted, keys)
    if taken:
        raise _taken(connection, members, taken)


def add_identities(
    connection: psycopg.Connection, wanted: Sequence[tuple[Identity, UUID]], keys: Mapping[UUID, DataKey]
) -> set[Identity]:
    """Add identities of members whose keys are given; those that somebody has already are left out and returned."""
    index = vault_of(connection).index()
    rows = [(token_of(index, identity.value), identity, member_id, tail_of(index, identity)) for identity, member_id in wanted]
    # Sorted, so that two transactions that add the same identities wait for each other instead of locking up.
    rows.sort(key=lambda row: row[0])
    added = connection.execute(
        "INSERT INTO member_identity (token, kind, member_id, sealed, tail)"
        " SELECT * FROM unnest(%s::bytea[], %s::text[], %s::uuid[], %s::bytea[], %s::int[])"
        " ON CONFLICT (token, kind) DO NOTHING RETURNING token, kind",
        (
            [token for token, *_ in rows],
            [identity.kind for _, identity, *_ in rows],
            [member_id for _, _, member_id, _ in rows],
            [keys[member_id].seal_text(identity.value, identity_place(identity.kind)) for _, identity, member_id, _ in rows],
            [tail for *_, tail in rows],
        ),
    ).fetchall()
    if len(added) == len(rows):
        return set()
    new = {(bytes(token), kind) for token, kind in added}
    return {identity for token, identity, *_ in rows if (token, identity.kind) not in new}


def find_members(connection: psycopg.Connection, identities: Sequence[Identity]) -> dict[Identity, UUID]:
    """The members behind normalised identities; unknown ones are left out."""
    index = vault_of(connection).index()
    names = {tokenised(index, identity): identity for identity in identities}
    return {names[name]: member_id for name, member_id in find_named(connection, list(names)).items()}


def find_named(connection: psycopg.Connection, names: Sequence[Identity]) -> dict[Identity, UUID]:
    """The members behind identities that are tokens already; unknown ones are left out."""
    rows = connection.execute(
        "SELECT kind, token, member_id FROM member_identity"
        " JOIN unnest(%b::bytea[], %b::text[]) AS wanted (token, kind) USING (token, kind)",
        ([bytes.fromhex(name.value) for name in names], [name.kind for name in names]),
        binary=True,
    ).fetchall()
    return {Identity(kind, token.hex()): member_id for kind, token, member_id in rows}


def read_identities(connection: psycopg.Connection, member_ids: Sequence[UUID]) -> dict[UUID, tuple[Identity, ...]]:
    """The identities that lead to members, by kind and value, also through those who were merged into them.

    Who has none, or was erased, is left out.
    """
    rows = connection.execute(
        "WITH RECURSIVE name AS (SELECT asked AS shown, asked AS member_id FROM unnest(%s::uuid[]) AS asked"
        "  UNION ALL SELECT name.shown, member.member_id FROM name JOIN member ON member.merged_into = name.member_id)"
        " SELECT shown, member_id, kind, sealed FROM name JOIN member_identity USING (member_id)",
        (list(member_ids),),
        binary=True,
    ).fetchall()
    keys = member_keys(connection, list({member_id for _, member_id, *_ in rows}))
    found: dict[UUID, list[Identity]] = {}
    for shown, member_id, kind, sealed in rows:
        if member_id in keys:
            found.setdefault(shown, []).append(Identity(kind, keys[member_id].open_text(sealed, identity_place(kind))))
    return {member_id: tuple(sorted(held)) for member_id, held in found.items()}


def move_identities(connection: psycopg.Connection, giver: UUID, taker: UUID) -> int:
    """Let all identities of one member find another one from now on; returns how many. The values are sealed anew."""
    keys = member_keys(connection, [giver, taker])
    rows = connection.execute(
        "SELECT token, kind, sealed FROM member_identity WHERE member_id = %s ORDER BY token FOR UPDATE", (giver,)
    ).fetchall()
    for token, kind, sealed in rows:
        place = identity_place(kind)
        connection.execute(
            "UPDATE member_identity SET member_id = %s, sealed = %s WHERE token = %s AND kind = %s",
            (taker, keys[taker].seal(keys[giver].open(sealed, place), place), token, kind),
        )
    return len(rows)


def identity_place(kind: str) -> str:
    """Where the value of an identity stands."""
    return f"identity {kind}"


def _array(numbers: Sequence[int] | None) -> str:
    """An array within an array: as text, for those of one statement need not be of one length."""
    return "{" + ",".join(map(str, numbers or ())) + "}"


def point_to(connection: psycopg.Connection, survivors: Mapping[UUID, UUID | None]) -> None:
    """Say who stands for members who were merged; None: they themselves again."""
    for member_id, survivor in survivors.items():
        connection.execute("UPDATE member SET merged_into = %s WHERE member_id = %s", (survivor, member_id))


def standing_for(connection: psycopg.Connection, member_id: UUID) -> UUID:
    """Who stands for a member: themselves, or whoever they were merged into, also through others."""
    row = connection.execute("SELECT standing_for(%s)", (member_id,)).fetchone()
    assert row is not None, "a function gives one row"
    stands: UUID = row[0]
    return stands


def _taken(connection: psycopg.Connection, members: Sequence[NewMember], taken: set[Identity]) -> Problem:
    owners = find_members(connection, sorted(taken))
    for member in members:
        for position, identity in enumerate(member.identities):
            if identity in taken or owners.get(identity, member.member_id) != member.member_id:
                field = FieldError(f"identities[{position}].value", f"this {identity.kind} belongs to another member")
                owner = owners.get(identity)
                facts = {"member_id": str(owner)} if owner is not None else {}
                return Problem("identity_taken", "An identity belongs to another member.", errors=(field,), facts=facts)
    # Unreachable from one request: two members of this very call share an identity.
    return Problem("identity_taken", "Two of the members share an identity.")
