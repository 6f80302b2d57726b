"""Extracts: what conditions and contests ask of documents, open beside them, so that a question to everybody opens none.

An extract follows its document a moment later, as ranks follow states: each row of the outbox names the members that its
transaction wrote. Who asks everybody, or who decides by what is said here, follows first.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final
from uuid import UUID

from msgspec import Raw, Struct
from msgspec.json import Decoder, Encoder
from psycopg import Connection

from regulars.store.database import Database
from regulars.store.exchange import Exchange, Statement
from regulars.store.heads import is_history_coming
from regulars.store.outbox import lock_reader, mark_read, relay, relayed_to
from regulars.store.told import is_behind, members_told, read_written

READER: Final = "extracts"
TRANSACTIONS_PER_ROUND: Final = 500
MEMBERS_PER_ROUND: Final = 20_000
TRANSACTIONS_BEFORE_A_PAGE: Final = 100
MEMBERS_BEFORE_A_PAGE: Final = 1_000
"""A page waits for about so many at most."""
FROZEN: Final = ("spend", "all")


class _Standing(Struct, array_like=True, gc=False):
    tier: str


class _Extras(Struct):
    birthday: int = 0
    attributes: dict[str, Any] = {}
    frozen: str = ""
    scores: dict[str, dict[int, int]] = {}


class _Document(Struct, array_like=True):
    """A document, in which only what is asked for is looked at (`State.plain`)."""

    format: int
    joined_at: int
    settled_to: int
    entry_no: int
    next_due_at: int
    judged_by: int
    points: Raw
    growth: Raw
    metrics: Raw
    limits: Raw
    milestones: Raw
    standings: dict[str, _Standing]
    last_order_at: int
    last_active_at: int
    extras: _Extras | None


_DOCUMENT: Final = Decoder(_Document)
_ENCODE: Final = Encoder().encode
_NOTHING: Final = _Extras()
_READ: Final = Statement(
    "SELECT asked.place, d.whole FROM unnest($1) WITH ORDINALITY AS asked (member_id, place)"
    " JOIN member_document AS d USING (member_id)",
    "uuid",
)
_WRITE: Final = Statement(
    "INSERT INTO member_extract (member_id, parts) SELECT member_id, parts::jsonb FROM unnest($1, $2) AS new (member_id, parts)"
    " ON CONFLICT (member_id) DO UPDATE SET parts = excluded.parts",
    "uuid", "text",
)  # fmt: skip
_CLEAR_SCORES: Final = Statement("DELETE FROM member_score WHERE member_id = ANY ($1)", "uuid")
_SCORE: Final = Statement(
    "INSERT INTO member_score (member_id, contest, score, member_no, is_frozen)"
    " SELECT new.member_id, contest, score, member_no, is_frozen"
    " FROM unnest($1, $2, $3, $4) AS new (member_id, contest, score, is_frozen) JOIN member USING (member_id)"
    " WHERE merged_into IS NULL",
    "uuid", "word", "int8", "bool",
)  # fmt: skip


def follow(connection: Connection, transactions_max: int = TRANSACTIONS_PER_ROUND, members_max: int = MEMBERS_PER_ROUND) -> bool:
    """Let the extracts follow the outbox for a while; whether there may be more. One at a time does it, whoever tries."""
    relay(connection, transactions_max)
    read_to = lock_reader(connection, READER)
    return read_to is not None and _follow(connection, read_to, transactions_max, members_max)


def follow_to(connection: Connection, relay_no: int) -> None:
    """Let the extracts come at least so far; whoever else is at it is waited for."""
    while True:
        row = connection.execute("SELECT read_to FROM outbox_reader WHERE name = %s FOR UPDATE", (READER,)).fetchone()
        assert row is not None, "the reader has its row from the start"
        if row[0] >= relay_no:
            return
        _follow(connection, row[0], TRANSACTIONS_PER_ROUND, MEMBERS_PER_ROUND)


def _follow(connection: Connection, read_to: int, transactions_max: int, members_max: int) -> bool:
    told = read_written(connection, read_to, transactions_max)
    members: set[str] = set()
    for transaction in told:
        if not transaction.is_alike:
            members.update(member_id for member_id, _ in members_told(transaction.facts))
        read_to = transaction.relay_no
        if len(members) >= members_max:
            break
    if told:
        extract(connection, [UUID(member_id) for member_id in sorted(members)])
        mark_read(connection, READER, read_to)
    return len(told) == transactions_max or (bool(told) and read_to < told[-1].relay_no)


def follow_round(database: Database) -> bool:
    """Follow for a while, unless history is coming in: who is written again and again then is read once, afterwards."""
    with database.transaction(as_service=True) as connection:
        return not is_history_coming(connection) and follow(connection)


def follow_all(database: Database) -> None:
    """Follow everything that is written by now, whoever else is at it: for who decides by what scores say."""
    is_more = True
    while is_more:
        with database.transaction(as_service=True) as connection:
            connection.execute("SELECT FROM outbox_relay FOR UPDATE")  # what somebody else is numbering just now counts, too
            is_more = relay(connection, TRANSACTIONS_PER_ROUND) == TRANSACTIONS_PER_ROUND
            follow_to(connection, relayed_to(connection))


def catch_up(database: Database) -> None:
    """Let the extracts show what was written just now, as far as that takes no noticeable time."""
    with database.transaction(as_service=True) as connection:
        if is_behind(connection, READER):
            follow(connection, TRANSACTIONS_BEFORE_A_PAGE, MEMBERS_BEFORE_A_PAGE)


def read_extracts(connection: Connection, member_ids: Sequence[UUID]) -> tuple[list[UUID], list[str]]:
    """What the documents of some members say now, without writing it: ids, and the text of an extract for each."""
    found = _read(connection, member_ids)
    return [member_id for member_id, _ in found], [_extracted(document) for _, document in found]


def extract(connection: Connection, member_ids: Sequence[UUID]) -> None:
    """Write the extracts and scores of some members anew."""
    found = _read(connection, member_ids)
    if not found:
        return
    scores = [
        (member_id, contest, score, document.extras.frozen in FROZEN)
        for member_id, document in found
        if document.extras is not None
        for contest, held in document.extras.scores.items()
        for score in held.values()
    ]
    ids: list[object] = [member_id for member_id, _ in found]
    exchange = Exchange(connection)
    exchange.ask(_WRITE, _WRITE.of(ids, [_extracted(document) for _, document in found]))
    exchange.ask(_CLEAR_SCORES, _CLEAR_SCORES.of(ids))
    if scores:
        exchange.ask(_SCORE, _SCORE.of(*(list(column) for column in zip(*scores, strict=True))))
    exchange.run()


def _read(connection: Connection, member_ids: Sequence[UUID]) -> list[tuple[UUID, _Document]]:
    exchange = Exchange(connection)
    asked = exchange.ask(_READ, _READ.of(list(member_ids)))
    exchange.run()
    return [(member_ids[asked.integer(row, 0) - 1], _DOCUMENT.decode(asked.bytes(row, 1))) for row in range(asked.count)]


def extracted(document: str | bytes) -> str:
    """What is kept of a document."""
    return _extracted(_DOCUMENT.decode(document))


def _extracted(document: _Document) -> str:
    extras = document.extras or _NOTHING
    told = {name: value for name, value in (("birthday", extras.birthday), ("attributes", extras.attributes)) if value}
    parts = (None,) * 7 + (document.growth, document.metrics, None, None, document.standings, None, None, told)
    return _ENCODE(parts).decode()
