"""The statements of the audit log."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any, NamedTuple

import psycopg
from psycopg.rows import class_row

LOOK_BACK_LINES = 100_000
"""How far behind the last sealed line one may still turn up whose transaction was longer than those after it."""
SEALED_AT_ONCE = 5_000
SEAL_LOCK = 7_401_216_017
PAGE_LINES = 1_000


class LineRow(NamedTuple):
    """A line as it is stored."""

    line_no: int
    at: datetime
    kind: str
    action: str
    actor: str
    subject: str
    members: list[str]
    body: str
    is_sealed: bool


class SealedRow(NamedTuple):
    """A seal with the line it is over; no line where it was taken away."""

    seal_no: int
    line_no: int
    hash: bytes
    line: LineRow | None


class Search(NamedTuple):
    """Which lines; None is any."""

    kind: str | None = None
    actor: str | None = None
    action: str | None = None
    member: str | None = None
    since: datetime | None = None
    until: datetime | None = None


COLUMNS = "line_no, at, kind, action, actor, subject, members, body"
SEALED = "EXISTS (SELECT FROM audit_seal WHERE audit_seal.line_no = audit_line.line_no) AS is_sealed"
MATCHING = """
    (%(kind)s::text IS NULL OR kind = %(kind)s) AND (%(actor)s::text IS NULL OR actor = %(actor)s)
    AND (%(action)s::text IS NULL OR action = %(action)s) AND (%(member)s::text IS NULL OR members @> ARRAY[%(member)s::text])
    AND (%(since)s::timestamptz IS NULL OR at >= %(since)s) AND (%(until)s::timestamptz IS NULL OR at < %(until)s)
"""


def insert_line(connection: psycopg.Connection, row: LineRow) -> None:
    """Add a line, which is numbered by the table."""
    connection.execute(
        "INSERT INTO audit_line (at, kind, action, actor, subject, members, body) VALUES (%s, %s, %s, %s, %s, %s, %s)",
        (row.at, row.kind, row.action, row.actor, row.subject, row.members, row.body),
    )


def select_lines(connection: psycopg.Connection, search: Search, before_no: int | None, limit: int) -> list[LineRow]:
    """Lines, newest first."""
    with connection.cursor(row_factory=class_row(LineRow)) as cursor:
        return cursor.execute(
            f"SELECT {COLUMNS}, {SEALED} FROM audit_line WHERE {MATCHING}"  # noqa: S608 - our own texts
            " AND (%(before)s::bigint IS NULL OR line_no < %(before)s) ORDER BY line_no DESC LIMIT %(limit)s",
            {**search._asdict(), "before": before_no, "limit": limit},
        ).fetchall()


def select_onwards(connection: psycopg.Connection, search: Search, after_no: int) -> list[LineRow]:
    """The next lines of an export, oldest first."""
    with connection.cursor(row_factory=class_row(LineRow)) as cursor:
        return cursor.execute(
            f"SELECT {COLUMNS}, {SEALED} FROM audit_line WHERE {MATCHING}"  # noqa: S608 - our own texts
            " AND line_no > %(after)s ORDER BY line_no LIMIT %(limit)s",
            {**search._asdict(), "after": after_no, "limit": PAGE_LINES},
        ).fetchall()


def lock_seal(connection: psycopg.Connection) -> None:
    """Be the one that seals, until the transaction ends."""
    connection.execute("SELECT pg_advisory_xact_lock(%s)", (SEAL_LOCK,))


def select_head(connection: psycopg.Connection) -> tuple[int, bytes] | None:
    """The last seal's number and hash."""
    return connection.execute("SELECT seal_no, hash FROM audit_seal ORDER BY seal_no DESC LIMIT 1").fetchone()


def select_unsealed(connection: psycopg.Connection) -> list[tuple[int, str]]:
    """The oldest lines that have no seal yet: number and body."""
    return connection.execute(
        "SELECT line_no, body FROM audit_line WHERE line_no > coalesce((SELECT max(line_no) FROM audit_seal), 0) - %s"
        " AND NOT EXISTS (SELECT FROM audit_seal WHERE audit_seal.line_no = audit_line.line_no) ORDER BY line_no LIMIT %s",
        (LOOK_BACK_LINES, SEALED_AT_ONCE),
    ).fetchall()


def insert_seals(connection: psycopg.Connection, seals: list[tuple[int, int, bytes]]) -> None:
    """Add seals: number, line, hash."""
    numbers, lines, hashes = (list(column) for column in zip(*seals, strict=True))
    connection.execute(
        "INSERT INTO audit_seal (seal_no, line_no, hash) SELECT * FROM unnest(%s::bigint[], %s::bigint[], %s::bytea[])",
        (numbers, lines, hashes),
    )


def count_lines(connection: psycopg.Connection) -> tuple[int, int]:
    """How many lines there are, and how many seals."""
    row = connection.execute("SELECT (SELECT count(*) FROM audit_line), (SELECT count(*) FROM audit_seal)").fetchone()
    assert row is not None
    return row[0], row[1]


def walk_seals(connection: psycopg.Connection) -> Iterator[SealedRow]:
    """Every seal in order, with its line."""
    after_no = 0
    while True:
        rows = connection.execute(
            "SELECT seal_no, audit_seal.line_no, hash, audit_line.line_no, at, kind, action, actor, subject, members, body"
            " FROM audit_seal LEFT JOIN audit_line USING (line_no) WHERE seal_no > %s ORDER BY seal_no LIMIT %s",
            (after_no, PAGE_LINES),
        ).fetchall()
        for seal_no, line_no, digest, found_no, *rest in rows:
            yield SealedRow(seal_no, line_no, digest, None if found_no is None else _line(found_no, rest))
        if len(rows) < PAGE_LINES:
            return
        after_no = rows[-1][0]


def _line(line_no: int, columns: list[Any]) -> LineRow:
    at, kind, action, actor, subject, members, body = columns
    return LineRow(line_no, at, kind, action, actor, subject, members, body, is_sealed=True)
