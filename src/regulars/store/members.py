"""Rows of members and their identities. The state beside each member is written by the ledger, in the same transaction."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

import psycopg

from regulars.kit.problems import FieldError, Problem
from regulars.store.homes import HEADQUARTERS
from regulars.store.identities import Identity


class NewMember(NamedTuple):
    """A member to be: the identities are normalised."""

    member_id: UUID
    display_name: str
    joined_at: datetime
    join_channel: str
    identities: tuple[Identity, ...]
    home_unit_id: UUID = HEADQUARTERS


def insert_members(connection: psycopg.Connection, members: Sequence[NewMember]) -> None:
    """Add members with their identities, all or none.

    Raises Problem `identity_taken` that names the first identity which belongs to somebody else; roll back then.
    """
    connection.execute(
        "INSERT INTO member (member_id, display_name, joined_at, join_channel, home_unit_id)"
        " SELECT * FROM unnest(%s::uuid[], %s::text[], %s::timestamptz[], %s::text[], %s::uuid[])",
        (
            [member.member_id for member in members],
            [member.display_name for member in members],
            [member.joined_at for member in members],
            [member.join_channel for member in members],
            [member.home_unit_id for member in members],
        ),
    )
    wanted = [(identity, member.member_id) for member in members for identity in dict.fromkeys(member.identities)]
    # Sorted, so that two transactions that add the same identities wait for each other instead of locking up.
    wanted.sort()
    added = connection.execute(
        "INSERT INTO member_identity (kind, value, member_id) SELECT * FROM unnest(%s::text[], %s::text[], %s::uuid[])"
        " ON CONFLICT (kind, value) DO NOTHING RETURNING kind, value",
        (
            [identity.kind for identity, _ in wanted],
            [identity.value for identity, _ in wanted],
            [member_id for _, member_id in wanted],
        ),
    ).fetchall()
    if len(added) < len(wanted):
        taken = {identity for identity, _ in wanted} - {Identity(*row) for row in added}
        raise _taken(connection, members, taken)


def find_members(connection: psycopg.Connection, identities: Sequence[Identity]) -> dict[Identity, UUID]:
    """The members behind normalised identities; unknown ones are left out."""
    rows = connection.execute(
        "SELECT kind, value, member_id FROM member_identity"
        " JOIN unnest(%s::text[], %s::text[]) AS wanted (kind, value) USING (kind, value)",
        ([identity.kind for identity in identities], [identity.value for identity in identities]),
    ).fetchall()
    return {Identity(kind, value): member_id for kind, value, member_id in rows}


def point_to(connection: psycopg.Connection, survivors: Mapping[UUID, UUID | None]) -> None:
    """Say who stands for members who were merged; None: they themselves again."""
    for member_id, survivor in survivors.items():
        connection.execute("UPDATE member SET merged_into = %s WHERE member_id = %s", (survivor, member_id))


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
