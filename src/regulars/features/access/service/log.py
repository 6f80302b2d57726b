"""The access log: who came in and who did not, and every change to what lets people and systems in. It only grows."""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

import psycopg

from regulars.features.access.contracts import AccessKind, AccessLine, Actor
from regulars.features.access.queries import attempts as queries
from regulars.features.audit.contracts import AuditLine
from regulars.features.audit.facade import record
from regulars.kit.pagination import decode_cursor, encode_cursor

LIST_KEY = "access log, newest first"
VISITS: tuple[AccessKind, ...] = ("logged_in", "log_in_failed", "code_failed", "locked_out", "logged_out")
"""The lines that "recent sign-ins" shows."""


class LogPage(NamedTuple):
    """Some lines, and the way to the next ones."""

    lines: list[AccessLine]
    next_cursor: str | None


def note(connection: psycopg.Connection, kind: AccessKind, subject: str, actor: Actor, now: datetime, detail: str = "") -> None:
    """Add a line, in the transaction of what it tells about; the audit log seals the same."""
    visitor = actor.visitor
    queries.insert_line(connection, AccessLine(0, now, kind, subject, actor.known_as, visitor.address, visitor.agent, detail))
    record(
        connection,
        AuditLine(
            at=now,
            kind="access",
            action=kind,
            actor=actor.known_as,
            subject=subject,
            address=visitor.address,
            agent=visitor.agent,
            detail=detail,
        ),
    )


def read_log(
    connection: psycopg.Connection, *, subject: str | None, kinds: Sequence[str], cursor: str | None, limit: int
) -> LogPage:
    """A page of the log, newest first."""
    key = f"{LIST_KEY} {subject} {','.join(kinds)}"
    before_no = None if cursor is None else int(decode_cursor(key, cursor)[0])
    found = queries.select_lines(connection, subject=subject, kinds=kinds, before_no=before_no, limit=limit + 1)
    lines = found[:limit]
    return LogPage(lines, encode_cursor(key, (lines[-1].entry_no,)) if len(found) > limit else None)
