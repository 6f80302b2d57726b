"""Counted attempts, and the access log."""

from collections.abc import Sequence
from datetime import datetime, timedelta

import psycopg
from psycopg.rows import class_row, scalar_row

from regulars.features.access.contracts import AccessLine


def take_attempt(
    connection: psycopg.Connection, subject_hash: bytes, attempts_max: int, window: timedelta, now: datetime
) -> tuple[int, datetime]:
    """Count an attempt and say which one it is within its window, and when the window began.

    The count stops at one more than allowed: exactly one attempt of a window is the first that was refused.
    """
    row = connection.execute(
        "INSERT INTO attempt_count AS counted (subject_hash, window_started_at, taken) VALUES (%(subject)s, %(now)s, 1)"
        " ON CONFLICT (subject_hash) DO UPDATE SET"
        " taken = CASE WHEN counted.window_started_at <= %(ended)s THEN 1 ELSE counted.taken + 1 END,"
        " window_started_at = CASE WHEN counted.window_started_at <= %(ended)s THEN %(now)s ELSE counted.window_started_at END"
        " WHERE counted.window_started_at <= %(ended)s OR counted.taken <= %(max)s"
        " RETURNING taken, window_started_at",
        {"subject": subject_hash, "now": now, "ended": now - window, "max": attempts_max},
    ).fetchone()
    if row is not None:
        return row[0], row[1]
    with connection.cursor(row_factory=scalar_row) as cursor:
        started = cursor.execute(
            "SELECT window_started_at FROM attempt_count WHERE subject_hash = %s", (subject_hash,)
        ).fetchone()
    return attempts_max + 2, started or now


def give_attempt_back(connection: psycopg.Connection, subject_hash: bytes) -> None:
    """Take back one attempt: it succeeded, and only failures count."""
    connection.execute("UPDATE attempt_count SET taken = taken - 1 WHERE subject_hash = %s AND taken > 0", (subject_hash,))


def delete_attempts(connection: psycopg.Connection, subject_hashes: Sequence[bytes]) -> int:
    """Forget what was counted for some subjects; how many of them had anything."""
    return connection.execute("DELETE FROM attempt_count WHERE subject_hash = ANY(%s)", (list(subject_hashes),)).rowcount


def delete_attempts_before(connection: psycopg.Connection, started_before: datetime) -> None:
    """Forget windows that have ended."""
    connection.execute("DELETE FROM attempt_count WHERE window_started_at < %s", (started_before,))


def insert_line(connection: psycopg.Connection, line: AccessLine) -> None:
    """Add a line to the access log, which numbers it itself."""
    connection.execute(
        "INSERT INTO access_log (at, kind, subject, actor, address, agent, detail) VALUES (%s, %s, %s, %s, %s, %s, %s)",
        (line.at, line.kind, line.subject, line.actor, line.address, line.agent, line.detail),
    )


def select_lines(
    connection: psycopg.Connection, *, subject: str | None, kinds: Sequence[str], before_no: int | None, limit: int
) -> list[AccessLine]:
    """Lines of the access log, newest first: of one subject or all, of some kinds or all."""
    with connection.cursor(row_factory=class_row(AccessLine)) as cursor:
        return cursor.execute(
            "SELECT entry_no, at, kind, subject, actor, address, agent, detail FROM access_log"
            " WHERE (%(subject)s::text IS NULL OR subject = %(subject)s) AND (%(kinds)s::text[] = '{}' OR kind = ANY(%(kinds)s))"
            " AND (%(before)s::bigint IS NULL OR entry_no < %(before)s) ORDER BY entry_no DESC LIMIT %(limit)s",
            {"subject": subject, "kinds": list(kinds), "before": before_no, "limit": limit},
        ).fetchall()
