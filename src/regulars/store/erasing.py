"""Erasing what is personal of a member: the data key first of all, then every row that only served to find or reach the person.

The rows of the ledger stay; they know the member by an id that leads to nobody any more. A slice that stores something personal
under the member's key need not be here, for without the key it is noise; one that keeps an index, or a row for reaching the
person, adds its table.
"""

from __future__ import annotations

from datetime import datetime
from typing import Final
from uuid import UUID

from psycopg import Connection
from psycopg.sql import SQL, Identifier

PERSONAL_TABLES: Final = ("member_key", "member_identity", "member_session", "member_code", "member_profile", "member_extract")
"""Tables whose rows of a member are deleted, each by its `member_id`."""


def erase_personal(connection: Connection, member_id: UUID, now: datetime) -> bool:
    """Destroy what is personal of a member, and of those who were merged into them; False if that was done before.

    It cannot be undone.
    """
    rows = connection.execute(
        "WITH RECURSIVE one (member_id) AS (SELECT %s::uuid"
        " UNION SELECT member.member_id FROM member JOIN one ON member.merged_into = one.member_id) SELECT member_id FROM one",
        (member_id,),
    ).fetchall()
    everybody = [each for (each,) in rows]
    for table in PERSONAL_TABLES:
        connection.execute(SQL("DELETE FROM {} WHERE member_id = ANY(%s)").format(Identifier(table)), (everybody,))
    changed = connection.execute(
        "UPDATE member SET sealed_name = NULL, name_grams = NULL, erased_at = %s WHERE member_id = ANY(%s) AND erased_at IS NULL",
        (now, everybody),
    )
    return changed.rowcount > 0


def is_erased(connection: Connection, member_id: UUID) -> bool | None:
    """Whether a member was erased; None for nobody."""
    row = connection.execute("SELECT erased_at IS NOT NULL FROM member WHERE member_id = %s", (member_id,)).fetchone()
    return None if row is None else bool(row[0])
