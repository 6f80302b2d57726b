"""Find a member by what somebody calls them: the number on the page, or an identity as `phone:13912345678`."""

from __future__ import annotations

from uuid import UUID

from psycopg import Connection

from regulars.features.privacy.queries import select_member_by_no
from regulars.kit.problems import FieldError, Problem
from regulars.store.identities import normalise_identity
from regulars.store.members import find_members

NUMBER_DIGITS_MAX = 18


def member_called(connection: Connection, name: str) -> UUID:
    """The member; Problem `member_unknown` or `identity_invalid`."""
    kind, colon, value = name.partition(":")
    number = name.removeprefix("#")
    found: UUID | None = None
    if colon:
        identity = normalise_identity(kind, value)
        found = find_members(connection, [identity]).get(identity)
    elif number.isascii() and number.isdigit() and len(number) <= NUMBER_DIGITS_MAX:
        found = select_member_by_no(connection, int(number))
    if found is None:
        field = FieldError("member", "nobody is called this", "a member number, or an identity such as phone:13912345678")
        raise Problem("member_unknown", "There is no such member.", errors=(field,))
    return found
