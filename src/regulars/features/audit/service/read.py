"""Reads lines: a page of them newest first, or all that match, oldest first, for an export."""

from collections.abc import Iterator
from typing import NamedTuple

import psycopg

from regulars.features.audit import queries
from regulars.features.audit.contracts import KeptLine
from regulars.features.audit.service.record import line_of
from regulars.kit.pagination import decode_cursor, encode_cursor
from regulars.store.database import Database


class LinePage(NamedTuple):
    """Some lines, and the way to the next ones."""

    lines: list[KeptLine]
    next_cursor: str | None


def read_lines(connection: psycopg.Connection, search: queries.Search, *, cursor: str | None, limit: int) -> LinePage:
    """A page of lines, newest first."""
    key = f"audit log, newest first {search}"
    before_no = None if cursor is None else int(decode_cursor(key, cursor)[0])
    found = queries.select_lines(connection, search, before_no, limit + 1)
    lines = [_kept(row) for row in found[:limit]]
    return LinePage(lines, encode_cursor(key, (lines[-1].line_no,)) if len(found) > limit else None)


def walk_lines(database: Database, search: queries.Search) -> Iterator[KeptLine]:
    """Every line that matches, oldest first; a page per transaction, so that a slow reader holds nothing open."""
    after_no = 0
    while True:
        with database.transaction() as connection:
            rows = queries.select_onwards(connection, search, after_no)
        yield from (_kept(row) for row in rows)
        if len(rows) < queries.PAGE_LINES:
            return
        after_no = rows[-1].line_no


def _kept(row: queries.LineRow) -> KeptLine:
    return KeptLine(row.line_no, line_of(row.body), row.is_sealed)
