"""SQL of the backtest slice: a table that is a queue as well. Times in it are the database's own, not the members'."""

from __future__ import annotations

from datetime import timedelta
from typing import Final
from uuid import UUID

from psycopg import Connection
from psycopg.rows import class_row

from regulars.features.backtest.contracts import Question, StoredBacktest
from regulars.store.names import read_names

COLUMNS: Final = (
    "backtest_id, asked_by, asked_at, draft, since, until, status, started_at, finished_at, events_done, events_total, problem,"
    " report"
)
SUMMARY_COLUMNS: Final = COLUMNS.replace(" draft,", " '' AS draft,").replace(" report", " NULL AS report")
FROM: Final = "FROM backtest"
LOST_AFTER: Final = timedelta(seconds=60)
"""Who runs a backtest says so every second; after so much silence somebody else may take it."""
ATTEMPTS_MAX: Final = 3


def lock_queue(connection: Connection) -> None:
    """Let one question at a time be put."""
    connection.execute("LOCK TABLE backtest IN SHARE ROW EXCLUSIVE MODE")


def count_unfinished(connection: Connection) -> int:
    """How many wait or run."""
    row = connection.execute("SELECT count(*) FROM backtest WHERE status IN ('waiting', 'running')").fetchone()
    assert row is not None, "an aggregate always answers"
    return int(row[0])


def insert_backtest(connection: Connection, backtest_id: UUID, asked_by: str, question: Question) -> None:
    """Put a question."""
    connection.execute(
        "INSERT INTO backtest (backtest_id, asked_by, draft, since, until) VALUES (%s, %s, %s, %s, %s)",
        (backtest_id, asked_by, *question),
    )


def forget_old(connection: Connection, kept: int) -> None:
    """Drop finished ones but the newest."""
    connection.execute(
        "DELETE FROM backtest WHERE finished_at IS NOT NULL AND backtest_id NOT IN"
        " (SELECT backtest_id FROM backtest ORDER BY asked_at DESC, backtest_id LIMIT %s)",
        (kept,),
    )


def claim_next(connection: Connection) -> StoredBacktest | None:
    """Take the question that waited longest, or one whose process fell silent; none while another runs."""
    connection.execute(
        "UPDATE backtest SET status = 'failed', finished_at = now(), problem = 'Whoever worked on it fell silent, several times.'"
        " WHERE status = 'running' AND seen_at < now() - %s AND attempts >= %s",
        (LOST_AFTER, ATTEMPTS_MAX),
    )
    row = connection.execute(
        "UPDATE backtest SET status = 'running', attempts = attempts + 1, started_at = now(), seen_at = now(), events_done = 0"
        " WHERE backtest_id = (SELECT backtest_id FROM backtest"
        "  WHERE status = 'waiting' OR (status = 'running' AND seen_at < now() - %(lost_after)s)"
        "  ORDER BY asked_at, backtest_id LIMIT 1 FOR UPDATE SKIP LOCKED)"
        " AND NOT EXISTS (SELECT FROM backtest WHERE status = 'running' AND seen_at >= now() - %(lost_after)s)"
        " RETURNING backtest_id",
        {"lost_after": LOST_AFTER},
    ).fetchone()
    return None if row is None else select_backtest(connection, row[0])


def note_progress(connection: Connection, backtest_id: UUID, done: int, total: int) -> bool:
    """Say how far it is, and that it is alive; False when it was cancelled meanwhile."""
    changed = connection.execute(
        "UPDATE backtest SET seen_at = now(), events_done = %s, events_total = %s WHERE backtest_id = %s AND status = 'running'",
        (done, total, backtest_id),
    )
    return changed.rowcount == 1


def finish(connection: Connection, backtest_id: UUID, report: str, ranking: str) -> None:
    """Store the answer, unless it was cancelled in the last moment."""
    connection.execute(
        "UPDATE backtest SET status = 'done', finished_at = now(), events_done = events_total, report = %s, ranking = %s"
        " WHERE backtest_id = %s AND status = 'running'",
        (report, ranking, backtest_id),
    )


def fail(connection: Connection, backtest_id: UUID, problem: str) -> None:
    """Note that there will be no answer, and why."""
    connection.execute(
        "UPDATE backtest SET status = 'failed', finished_at = now(), problem = %s WHERE backtest_id = %s AND status = 'running'",
        (problem, backtest_id),
    )


def put_back(connection: Connection, backtest_id: UUID) -> None:
    """Leave it to the next process: this one is told to stop, which is no attempt."""
    connection.execute(
        "UPDATE backtest SET status = 'waiting', attempts = attempts - 1 WHERE backtest_id = %s AND status = 'running'",
        (backtest_id,),
    )


def cancel(connection: Connection, backtest_id: UUID) -> None:
    """Give an unfinished one up; a finished one stays as it is."""
    connection.execute(
        "UPDATE backtest SET status = 'cancelled', finished_at = now()"
        " WHERE backtest_id = %s AND status IN ('waiting', 'running')",
        (backtest_id,),
    )


def select_backtest(connection: Connection, backtest_id: UUID) -> StoredBacktest | None:
    """One of them."""
    with connection.cursor(row_factory=class_row(StoredBacktest)) as cursor:
        return cursor.execute(f"SELECT {COLUMNS} {FROM} WHERE backtest_id = %s".encode(), (backtest_id,)).fetchone()


def select_recent(connection: Connection, limit: int) -> list[StoredBacktest]:
    """The newest, without their drafts and reports."""
    statement = f"SELECT {SUMMARY_COLUMNS} {FROM} ORDER BY asked_at DESC, backtest_id LIMIT %s"
    with connection.cursor(row_factory=class_row(StoredBacktest)) as cursor:
        return cursor.execute(statement.encode(), (limit,)).fetchall()


def select_ranking(connection: Connection, backtest_id: UUID) -> str | None:
    """Who would win and lose most, as JSON; None while that is not known."""
    row = connection.execute("SELECT ranking FROM backtest WHERE backtest_id = %s", (backtest_id,)).fetchone()
    found: str | None = row[0] if row else None
    return found


def select_names(connection: Connection, member_ids: list[UUID]) -> dict[UUID, tuple[int, str]]:
    """Numbers and names of members."""
    names = read_names(connection, member_ids)
    rows = connection.execute("SELECT member_id, member_no FROM member WHERE member_id = ANY(%s)", (member_ids,)).fetchall()
    return {member_id: (member_no, names[member_id]) for member_id, member_no in rows}


def select_history(connection: Connection, member_id: UUID) -> int | None:
    """How many events a member has; None for somebody unknown."""
    row = connection.execute("SELECT event_no FROM member_state WHERE member_id = %s", (member_id,)).fetchone()
    return int(row[0]) if row else None
