"""Told: whom a row of the outbox names and what kind of thing it tells of them, for who asks no more of it.

Rules move members by the hundred thousand. What they tell of each alike is written once, and who follows what is written of
members need not look at it member by member.
"""

from __future__ import annotations

from typing import Any, Final, NamedTuple
from uuid import UUID

from msgspec import Struct
from msgspec.json import Decoder
from psycopg import Connection

from regulars.core.entries import Fact
from regulars.store.codec import to_json

MEMBERS_PER_ROW: Final = 500
"""Of so many members at most one row tells the same."""


class Cause(Struct, gc=False):
    """Of a fact's data only what caused it, where that is said."""

    cause: Any = None


_NAMED: Final = Decoder(list[tuple[str, list[tuple[str, int, Cause]]]])
_ALIKE: Final = Decoder(tuple[str, int, Cause])


def members_told(text: str) -> list[tuple[str, list[tuple[str, Any]]]]:
    """Every member whom the transaction of a row wrote, by id, with the name and the cause of each fact about them."""
    return [(member_id, [(name, data.cause) for name, _, data in facts]) for member_id, facts in _NAMED.decode(text)]


def cause_told(text: str) -> tuple[str, Any]:
    """The name and the cause of the one fact of a row that tells it of many members alike."""
    name, _, data = _ALIKE.decode(text)
    return name, data.cause


class Written(NamedTuple):
    """What a relayed transaction says to who follows what is written of members."""

    relay_no: int
    facts: str
    """For `members_told`; where it is told of many alike, for `cause_told`."""
    is_alike: bool
    """Nobody's state was written then; `members_alike` says of whom it is told."""


def read_written(connection: Connection, after: int, transactions_max: int) -> list[Written]:
    """What was relayed after a number, in order, for those who follow members."""
    rows = connection.execute(
        "SELECT relay_no, facts, members IS NOT NULL FROM outbox WHERE relay_no > %s ORDER BY relay_no LIMIT %s",
        (after, transactions_max),
        binary=True,
    )
    return [Written(*row) for row in rows]


def members_alike(connection: Connection, relay_no: int) -> list[UUID]:
    """Of whom a transaction tells the same."""
    row = connection.execute("SELECT members FROM outbox WHERE relay_no = %s", (relay_no,), binary=True).fetchone()
    assert row is not None, "what was relayed stays until everybody has read it"
    members: list[UUID] = row[0]
    return members


def insert_alike(connection: Connection, fact: Fact, members: str) -> None:
    """Append one fact about each of the members whom a statement `SELECT member_id …` finds. It writes none of their states."""
    connection.execute(
        "INSERT INTO outbox (facts, members) SELECT %(fact)s, array_agg(member_id)"  # noqa: S608 - the statement is a constant
        f" FROM (SELECT member_id, (row_number() OVER () - 1) / {MEMBERS_PER_ROW} AS part FROM ({members}) AS told) AS numbered"
        " GROUP BY part".encode(),
        {"fact": to_json(fact.plain())},
    )


def is_behind(connection: Connection, name: str) -> bool:
    """Whether something was written that a reader has not read yet."""
    row = connection.execute(
        "SELECT EXISTS (SELECT FROM outbox WHERE relay_no IS NULL)"
        " OR (SELECT relayed_to FROM outbox_relay) > (SELECT read_to FROM outbox_reader WHERE name = %s)",
        (name,),
    ).fetchone()
    return row == (True,)
