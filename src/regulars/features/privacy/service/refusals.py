"""Refusals that verbs of privacy share: there is no such member, or not any more."""

from __future__ import annotations

from uuid import UUID

from psycopg import Connection

from regulars.kit.problems import FieldError, Problem
from regulars.store.erasing import is_erased
from regulars.store.members import standing_for


def require_present(connection: Connection, member_id: UUID, *, or_erased: bool = False) -> UUID:
    """Whoever stands for a member. Problem `member_unknown` for nobody, `member_erased` for the erased unless they will do."""
    member_id = standing_for(connection, member_id)
    erased = is_erased(connection, member_id)
    if erased is None:
        raise Problem("member_unknown", "There is no member with this id.", errors=(FieldError("member_id", "is not known"),))
    if erased and not or_erased:
        raise Problem("member_erased", "The member was erased.", errors=(FieldError("member_id", "was erased"),))
    return member_id
