"""Checks of backups: that there is a recent one, and that no restore has left anything behind."""

from __future__ import annotations

from collections.abc import Iterator

from regulars.features.doctor.contracts import Finding, Subject, graded, spoken
from regulars.features.doctor.queries import has_events
from regulars.store.backups import read_last_backup
from regulars.store.clock import find_test_time
from regulars.store.fresh_databases import left_beside

MAKE_ONE = "regulars backup FOLDER, once a day; unless your PostgreSQL is backed up in another way."


def backup(subject: Subject) -> Iterator[Finding]:
    """A base in use was backed up not long ago."""
    with subject.context.database.snapshot() as connection:
        last = read_last_backup(connection)
        is_worth_it = has_events(connection) and find_test_time(connection) is None
    if last is None:
        level = graded(int(is_worth_it), 1)
        yield Finding("backup", level, "None was ever made.", MAKE_ONE if is_worth_it else "")
        return
    age = subject.wall_clock() - last.finished_at
    level = graded(age.total_seconds(), subject.limits.backup_age_warn.total_seconds())
    yield Finding("backup", level, f"{last.file_name}, made {spoken(age)} ago.", "" if level == "ok" else MAKE_ONE)


def leftovers(subject: Subject) -> Iterator[Finding]:
    """Restores have left no databases behind."""
    left = left_beside(subject.context.database.url)
    if left:
        says = f"A restore has left {', '.join(left)}."
        yield Finding("leftovers", "warn", says, "Drop what you do not need: DROP DATABASE …, or dropdb.")
