"""Read one member, by id or by identity."""

from uuid import UUID

import psycopg

from regulars.features.members import queries
from regulars.features.members.contracts import LifecycleDays, ReadMember
from regulars.kit.problems import FieldError, Problem
from regulars.store.clock import current_time
from regulars.store.identities import normalise_identity
from regulars.store.members import find_members, read_identities

LIFECYCLE_DAYS = LifecycleDays()


def read_member(connection: psycopg.Connection, member_id: UUID, days: LifecycleDays = LIFECYCLE_DAYS) -> ReadMember:
    """One member; Problem `member_unknown` if there is none with that id."""
    row = queries.select_member(connection, member_id, current_time(connection), days)
    if row is None:
        raise Problem("member_unknown", "There is no member with this id.", errors=(FieldError("member_id", "is not known"),))
    return ReadMember(row, read_identities(connection, [member_id]).get(member_id, ()))


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
