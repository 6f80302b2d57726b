"""Rows of members and their identities, personal values sealed. The state beside each is written by the ledger, in one go."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Final, NamedTuple, Self, final
from uuid import UUID

import psycopg

from regulars.kit.instants import instant_of
from regulars.kit.problems import FieldError, Problem
from regulars.kit.sealing import DataKey
from regulars.store.exchange import Exchange, Statement
from regulars.store.held_identities import AddedIdentities
from regulars.store.homes import HEADQUARTERS
from regulars.store.identities import Identity, tokenised
from regulars.store.identity_rules import read_rules, rule_of
from regulars.store.member_keys import new_keys, store_new_keys
from regulars.store.names import NAMES, array_text, grams_of_name, seal_name
from regulars.store.running import Running
from regulars.store.vault import vault_of


class NewMember(NamedTuple):
    """A member to be: the identities are normalised."""

    member_id: UUID
    display_name: str
    joined_at: datetime
    join_channel: str
    identities: tuple[Identity, ...]
    home_unit_id: UUID = HEADQUARTERS


MANY: Final = 200
"""So many members are worth a thread."""
_NEW: Final = Statement(
    "INSERT INTO member (member_id, sealed_name, name_grams, joined_at, join_channel, home_unit_id, is_visitor)"
    " SELECT member_id, sealed_name, nullif(name_grams::int[], '{}'), joined_at, join_channel, home_unit_id, member_id = ANY($7)"
    " FROM unnest($1, $2, $3, $4, $5, $6) AS new (member_id, sealed_name, name_grams, joined_at, join_channel, home_unit_id)",
    "uuid", "bytea", "text", "timestamptz", "word", "uuid", "uuid",
)  # fmt: skip


@final
class Opening:
    """Members on their way in, with their keys, names and identities, all or none: a block that ends when they are written.

    Within it nothing may use the connection; what is made there of many members is made while the server writes. Its end raises
    Problem `identity_taken` that names the first identity which belongs to somebody else; roll back then.
    """

    def __init__(self, connection: psycopg.Connection, members: Sequence[NewMember]) -> None:
        self._connection: Final = connection
        self._members: Final = members
        self.keys: Final = new_keys(connection, [member.member_id for member in members])
        is_apart = len(members) >= MANY
        names = vault_of(connection).index(NAMES)
        exchange = Exchange(connection)
        exchange.ask(
            _NEW,
            _NEW.of(
                [member.member_id for member in members],
                [seal_name(self.keys[member.member_id], member.display_name) for member in members],
                [array_text(grams_of_name(names, member.display_name)) for member in members],
                [instant_of(member.joined_at) for member in members],
                [member.join_channel for member in members],
                [member.home_unit_id for member in members],
                _visitors(connection, members),
            ),
        )
        store_new_keys(exchange, self.keys)
        first = Running(exchange, is_apart=is_apart)
        try:
            wanted = [(identity, member.member_id) for member in members for identity in dict.fromkeys(member.identities)]
            exchange = Exchange(connection)
            self._identities: Final = AddedIdentities(exchange, wanted, self.keys)
        finally:
            first.end()
        first.wait()
        self._running: Final = Running(exchange, is_apart=is_apart)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, failed: type[BaseException] | None, *_: object) -> None:
        self._running.end()
        if failed is None:
            self._running.wait()
            if taken := self._identities.taken():
                raise _taken(self._connection, self._members, taken)


def insert_members(connection: psycopg.Connection, members: Sequence[NewMember]) -> dict[UUID, DataKey]:
    """Add members, as `Opening` does, and return their keys."""
    with Opening(connection, members) as opening:
        return opening.keys


def find_members(connection: psycopg.Connection, identities: Sequence[Identity]) -> dict[Identity, UUID]:
    """The members behind normalised identities; unknown ones are left out."""
    index = vault_of(connection).index()
    names = {tokenised(index, identity): identity for identity in identities}
    return {names[name]: member_id for name, member_id in find_named(connection, list(names)).items()}


_NAMED: Final = Statement(
    "SELECT asked.place, held.member_id FROM unnest($1, $2) WITH ORDINALITY AS asked (token, kind, place)"
    " JOIN member_identity AS held USING (token, kind)",
    "bytea", "word",
)  # fmt: skip


@final
class AskedNames:
    """The members behind identities that are tokens already, asked of an exchange."""

    def __init__(self, exchange: Exchange, names: Sequence[Identity]) -> None:
        self._names: Final = names
        tokens: list[object] = [bytes.fromhex(name.value) for name in names]
        self._asked: Final = exchange.ask(_NAMED, _NAMED.of(tokens, [name.kind for name in names])) if names else None

    @property
    def is_needed(self) -> bool:
        """Whether there is anything to ask."""
        return self._asked is not None

    def read(self) -> dict[Identity, UUID]:
        """Those who are known."""
        asked = self._asked
        if asked is None:
            return {}
        return {self._names[asked.integer(row, 0) - 1]: UUID(bytes=asked.bytes(row, 1)) for row in range(asked.count)}


def find_named(connection: psycopg.Connection, names: Sequence[Identity]) -> dict[Identity, UUID]:
    """The members behind identities that are tokens already; unknown ones are left out."""
    exchange = Exchange(connection)
    asked = AskedNames(exchange, names)
    exchange.run()
    return asked.read()


class Present(NamedTuple):
    """Who stands for a member, and where they belong."""

    member_id: UUID
    home_id: UUID


def find_present(connection: psycopg.Connection, member_ids: Sequence[UUID], *, holds: bool) -> dict[UUID, Present]:
    """Who stands for each of some members; `holds`: nobody else changes those who do until the transaction ends."""
    rows = connection.execute(
        b"SELECT asked, stands.member_id, stands.home_unit_id FROM unnest(%s::uuid[]) AS asked"
        b" JOIN member AS stands ON stands.member_id = standing_for(asked) ORDER BY stands.member_id"
        + (b" FOR NO KEY UPDATE OF stands" if holds else b""),
        (list(member_ids),),
        binary=True,
    )
    return {asked: Present(member_id, home_id) for asked, member_id, home_id in rows}


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


def hold_standing(connection: psycopg.Connection, member_id: UUID) -> UUID:
    """Who stands for a member, held: until the transaction ends nobody merges them away, or changes them in some other way."""
    while True:
        stands = standing_for(connection, member_id)
        connection.execute("SELECT FROM member WHERE member_id = %s FOR NO KEY UPDATE", (stands,))
        # Whoever held the row before may have merged them, which a statement of its own sees.
        if standing_for(connection, stands) == stands:
            return stands


def is_visitor(connection: psycopg.Connection, member_id: UUID) -> bool:
    """Whether a member was never known by anything but devices."""
    row = connection.execute("SELECT is_visitor FROM member WHERE member_id = %s", (member_id,)).fetchone()
    return row is not None and bool(row[0])


def end_visits(connection: psycopg.Connection, member_ids: Sequence[UUID]) -> None:
    """Say of members that they are people, for good."""
    connection.execute("UPDATE member SET is_visitor = false WHERE member_id = ANY(%s) AND is_visitor", (list(member_ids),))


def _visitors(connection: psycopg.Connection, members: Sequence[NewMember]) -> list[object]:
    """Those who are known by devices alone."""
    nameless = [member for member in members if member.identities and not member.display_name]
    rules = read_rules(connection) if nameless else {}
    return [
        member.member_id for member in nameless if all(rule_of(rules, identity.kind).is_device for identity in member.identities)
    ]


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
