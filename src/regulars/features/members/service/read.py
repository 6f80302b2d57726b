"""Read one member, by id or by identity."""

from collections.abc import Sequence
from uuid import UUID

import psycopg

from regulars.features.members import queries
from regulars.features.members.contracts import MemberRow, ReadMember
from regulars.features.tags.contracts import BorneTag
from regulars.features.tags.facade import select_borne
from regulars.kit.problems import FieldError, Problem
from regulars.store.clock import current_time
from regulars.store.held_identities import read_identities
from regulars.store.identities import normalise_identity
from regulars.store.members import find_members, standing_for


def read_member(connection: psycopg.Connection, member_id: UUID) -> ReadMember:
    """One member, or whoever stands for them since a merge; Problem `member_unknown` if there is none with that id."""
    member_id = standing_for(connection, member_id)
    row = queries.select_member(connection, member_id, current_time(connection))
    if row is None:
        raise Problem("member_unknown", "There is no member with this id.", errors=(FieldError("member_id", "is not known"),))
    return with_labels(connection, [row])[0]


def with_labels(connection: psycopg.Connection, rows: Sequence[MemberRow]) -> tuple[ReadMember, ...]:
    """Members with the identities and tags that are shown with them."""
    member_ids = [row.member_id for row in rows]
    identities = read_identities(connection, member_ids)
    tags: dict[UUID, list[BorneTag]] = {}
    for borne in select_borne(connection, member_ids):
        tags.setdefault(borne.member_id, []).append(borne)
    return tuple(ReadMember(row, identities.get(row.member_id, ()), tuple(tags.get(row.member_id, ()))) for row in rows)


def find_member(connection: psycopg.Connection, kind: str, value: str) -> UUID | None:
    """The member behind an identity as anybody may spell it; None if there is none."""
    identity = normalise_identity(kind, value)
    return find_members(connection, [identity]).get(identity)


def look_up_member(connection: psycopg.Connection, kind: str, value: str) -> ReadMember:
    """The member behind an identity; Problem `identity_invalid` or `member_unknown`."""
    member_id = find_member(connection, kind, value)
    if member_id is None:
        field = FieldError("value", f"no member has this {kind}", hint="Check it, or create the member.")
        raise Problem("member_unknown", "There is no member with this identity.", errors=(field,))
    return read_member(connection, member_id)
