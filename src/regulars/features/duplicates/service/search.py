"""Search: one round over the members who came since the last, each compared with those whom an index brings near.

Names and birthdays are read here and nowhere else; what is kept of them is only that two are alike.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final
from uuid import UUID

from psycopg import Connection

from regulars.features.context import AppContext
from regulars.features.duplicates import queries
from regulars.features.duplicates.contracts import Round
from regulars.features.duplicates.service.comparing import compare
from regulars.store.codec import state_from_json
from regulars.store.names import read_names

MEMBERS_AT_ONCE: Final = 500
NOTHING: Final = Round(0, 0, has_more=False)


def search_round(context: AppContext) -> Round:
    """Look at the next members. Where another search is at it, there is nothing to do."""
    with context.database.transaction() as connection:
        looked_to = queries.lock_search(connection)
        members = [] if looked_to is None else queries.select_next(connection, looked_to, MEMBERS_AT_ONCE)
        if not members:
            return NOTHING
        ids = [member_id for _, member_id in members]
        brought = (
            queries.select_same_tokens(connection, ids),
            queries.select_same_tails(connection, ids),
            queries.select_same_names(connection, ids),
        )
        everybody = sorted({member_id for pairs in brought for pair in pairs for member_id in pair})
        found = compare(*brought, read_names(connection, everybody), _birthdays(connection, everybody))
        new = queries.insert_pairs(connection, found, context.ledger.now(connection))
        queries.move_search(connection, members[-1][0])
    return Round(len(members), new, has_more=len(members) == MEMBERS_AT_ONCE)


def search_again(context: AppContext) -> None:
    """Let the next rounds begin anew with everybody: names and identities have changed. What was decided stays."""
    with context.database.transaction() as connection:
        queries.move_search(connection, 0)


def _birthdays(connection: Connection, member_ids: Iterable[UUID]) -> dict[UUID, int]:
    found: dict[UUID, int] = {}
    for member_id, text in queries.select_documents(connection, list(member_ids)).items():
        extras = state_from_json(text).extras
        if extras is not None and extras.birthday:
            found[member_id] = extras.birthday
    return found
