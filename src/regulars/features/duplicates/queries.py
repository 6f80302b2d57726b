"""The statements of the search, and of the pairs it found.

Who is compared is narrowed down by hashes alone; every look-up is by an index and has a limit.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from uuid import UUID

import msgspec
from psycopg import Connection
from psycopg.rows import class_row

from regulars.features.duplicates.contracts import FoundPair, Names, PairRow

CANDIDATES_MAX = 50
"""So many others are looked at for one member and one kind of likeness; a name that more bear says nothing."""
_STANDS = "{0}.merged_into IS NULL AND {0}.erased_at IS NULL"


def lock_search(connection: Connection) -> int | None:
    """Up to which member number the search has come; None while another search is at it."""
    row = connection.execute("SELECT looked_to FROM duplicate_search FOR UPDATE SKIP LOCKED").fetchone()
    return None if row is None else int(row[0])


def move_search(connection: Connection, looked_to: int) -> None:
    """Remember how far the search has come."""
    connection.execute("UPDATE duplicate_search SET looked_to = %s", (looked_to,))


def select_next(connection: Connection, after: int, limit: int) -> list[tuple[int, UUID]]:
    """The members after a number, in the order in which they joined us."""
    return connection.execute(
        "SELECT member_no, member_id FROM member WHERE member_no > %s ORDER BY member_no LIMIT %s", (after, limit)
    ).fetchall()


def select_same_tokens(connection: Connection, member_ids: Sequence[UUID]) -> set[Names]:
    """Members of whom one value is an identity, of whatever kind."""
    return _pairs(
        connection.execute(
            "SELECT one.member_id, other.member_id FROM member_identity AS one JOIN member_identity AS other"  # noqa: S608 - only constants
            " ON other.token = one.token AND other.member_id <> one.member_id JOIN member AS m ON m.member_id = other.member_id"
            f" WHERE one.member_id = ANY(%s) AND {_STANDS.format('m')}".encode(),
            (list(member_ids),),
        ).fetchall()
    )


def select_same_tails(connection: Connection, member_ids: Sequence[UUID]) -> set[Names]:
    """Members whose phones end alike and whose names have letters in common."""
    return _pairs(
        connection.execute(
            "SELECT one.member_id, found.member_id FROM member_identity AS one JOIN member AS named USING (member_id)"  # noqa: S608 - only constants
            " CROSS JOIN LATERAL (SELECT other.member_id FROM member_identity AS other"
            "  JOIN member AS m ON m.member_id = other.member_id"
            "  WHERE other.tail = one.tail AND other.member_id <> one.member_id AND m.name_grams && named.name_grams"
            f"  AND {_STANDS.format('m')} LIMIT {CANDIDATES_MAX}) AS found WHERE one.member_id = ANY(%s)".encode(),
            (list(member_ids),),
        ).fetchall()
    )


def select_same_names(connection: Connection, member_ids: Sequence[UUID]) -> set[Names]:
    """Members in whose name the whole name of another stands; who has a name that many bear is left out."""
    rows = connection.execute(
        "SELECT one.member_id, found.member_id FROM member AS one CROSS JOIN LATERAL ("  # noqa: S608 - only constants
        " SELECT m.member_id FROM member AS m WHERE m.name_grams @> one.name_grams AND m.member_id <> one.member_id"
        f" AND {_STANDS.format('m')} LIMIT {CANDIDATES_MAX + 1}) AS found WHERE one.member_id = ANY(%s)".encode(),
        (list(member_ids),),
    ).fetchall()
    found: dict[UUID, list[UUID]] = {}
    for one, other in rows:
        found.setdefault(one, []).append(other)
    return {Names.of(one, other) for one, others in found.items() if len(others) <= CANDIDATES_MAX for other in others}


def _pairs(rows: Iterable[tuple[UUID, UUID]]) -> set[Names]:
    return {Names.of(one, other) for one, other in rows}


def select_documents(connection: Connection, member_ids: Sequence[UUID]) -> dict[UUID, str]:
    """The states of members as the store keeps them."""
    rows = connection.execute(
        "SELECT member_id, member_document.whole FROM member_document WHERE member_id = ANY(%s)", (list(member_ids),)
    )
    return dict(rows.fetchall())


def insert_pairs(connection: Connection, pairs: Sequence[FoundPair], at: datetime) -> int:
    """Keep pairs that are new; those that were found before stay as they are, dismissed or not. Returns how many are new."""
    if not pairs:
        return 0
    return connection.execute(
        "INSERT INTO duplicate_pair (first_id, second_id, score, reasons, found_at)"
        " SELECT *, %s FROM unnest(%s::uuid[], %s::uuid[], %s::integer[], %s::text[]) ON CONFLICT DO NOTHING",
        (
            at, [each.pair.first for each in pairs], [each.pair.second for each in pairs], [each.score for each in pairs],
            [msgspec.json.encode(each.reasons).decode() for each in pairs],
        ),
    ).rowcount  # fmt: skip


_OPEN = (
    "FROM duplicate_pair JOIN member AS one ON one.member_id = first_id JOIN member AS two ON two.member_id = second_id"
    f" WHERE dismissed_at IS NULL AND {_STANDS.format('one')} AND {_STANDS.format('two')}"
)


def select_open(connection: Connection, after: tuple[int, UUID, UUID] | None, limit: int) -> list[PairRow]:
    """Pairs that wait for a decision, the likeliest first."""
    further = "" if after is None else " AND (-score, first_id, second_id) > (-%(score)s, %(first)s, %(second)s)"
    values = {} if after is None else {"score": after[0], "first": after[1], "second": after[2]}
    with connection.cursor(row_factory=class_row(PairRow)) as cursor:
        return cursor.execute(
            f"SELECT first_id, second_id, score, reasons, found_at {_OPEN}{further}"
            " ORDER BY score DESC, first_id, second_id LIMIT %(limit)s".encode(),
            values | {"limit": limit},
        ).fetchall()


def count_open(connection: Connection) -> int:
    """How many pairs wait for a decision."""
    row = connection.execute(f"SELECT count(*) {_OPEN}".encode()).fetchone()
    assert row is not None
    return int(row[0])


def dismiss(connection: Connection, pair: Names, at: datetime, by: str) -> bool:
    """Remember that two members are two people; False if nobody thought they were one."""
    return connection.execute(
        "UPDATE duplicate_pair SET dismissed_at = coalesce(dismissed_at, %s), dismissed_by = coalesce(dismissed_by, %s)"
        " WHERE (first_id, second_id) = (%s, %s)",
        (at, by, *pair),
    ).rowcount == 1  # fmt: skip


def put_dismissed(connection: Connection, pair: Names, at: datetime, by: str) -> None:
    """The same for two whom no search may have found."""
    connection.execute(
        "INSERT INTO duplicate_pair (first_id, second_id, score, reasons, found_at, dismissed_at, dismissed_by)"
        " VALUES (%s, %s, 0, '[]', %s, %s, %s) ON CONFLICT (first_id, second_id)"
        " DO UPDATE SET dismissed_at = excluded.dismissed_at, dismissed_by = excluded.dismissed_by",
        (*pair, at, at, by),
    )
