"""Checks of the ledger: that it has a program, that what is due happens, and that its past is sealed."""

from __future__ import annotations

from collections.abc import Iterator

from regulars.features.doctor.contracts import Finding, Subject, graded, spoken
from regulars.features.doctor.queries import due_members, has_events, unfinished_imports, unfolded_figures
from regulars.kit.problems import Problem
from regulars.store.checkpoints import read_checkpoint
from regulars.store.clock import current_time, find_test_time
from regulars.store.figures import lack_tiers
from regulars.store.heads import UNFINISHED_IMPORT_HOURS_MAX, is_history_coming, read_heads

WORKER = "Is a worker running? `regulars serve`, or `regulars worker`; once: `regulars ledger settle`."


def program(subject: Subject) -> Iterator[Finding]:
    """A program is published, and this release can read all of its versions."""
    with subject.context.database.snapshot() as connection:
        version = read_heads(connection).program_version
        if not version:
            yield Finding("program", "warn", "None is published: no event can be judged.", "regulars program publish FILE")
            return
        try:
            subject.context.ledger.history(connection)
        except Problem as problem:
            yield Finding("program", "fail", str(problem), "Run the release that published it, or a later one.")
            return
    yield Finding("program", "ok", f"Version {version} is the newest.")


def sandbox(subject: Subject) -> Iterator[Finding]:
    """Members live by the real time."""
    with subject.context.database.snapshot() as connection:
        found = find_test_time(connection)
    if found is not None:
        says = f"This is a sandbox: its clock stands at {found.isoformat(timespec='seconds')}."
        yield Finding("test clock", "ok", says)


def settlement(subject: Subject) -> Iterator[Finding]:
    """What fell due has happened."""
    with subject.context.database.snapshot() as connection:
        now, waits = current_time(connection), is_history_coming(connection)
        due = due_members(connection, now)
    if due.since is None:
        yield Finding("settlement", "ok", "Nothing that is due is left.")
        return
    lag = now - due.since
    warn, fail = subject.limits.settlement_lag_warn, subject.limits.settlement_lag_fail
    says = f"{due.number:,} members have something due, the oldest since {spoken(lag)}."
    if waits:
        yield Finding("settlement", "ok", f"{says} It waits for an unfinished import.")
    else:
        level = graded(lag.total_seconds(), warn.total_seconds(), fail.total_seconds())
        yield Finding("settlement", level, says, "" if level == "ok" else WORKER)


def imports(subject: Subject) -> Iterator[Finding]:
    """No import of history is left half done."""
    with subject.context.database.snapshot() as connection:
        left = unfinished_imports(connection)
    for source, started_at, done in left:
        says = f"The import from {source}, begun {started_at.isoformat(timespec='minutes')}, stopped after {done:,} events."
        do = f"Run the same command again; it goes on. The sweep waits for it for {UNFINISHED_IMPORT_HOURS_MAX} hours."
        yield Finding("imports", "warn", says, do)
    if not left:
        yield Finding("imports", "ok", "None is unfinished.")


def figures(subject: Subject) -> Iterator[Finding]:
    """Daily figures are folded, and split by tier."""
    with subject.context.database.snapshot() as connection:
        waiting, are_whole = unfolded_figures(connection), lack_tiers(connection)
    if are_whole:
        yield Finding("figures", "warn", "Those of an earlier release are not split by tier.", "Run `regulars ledger figures`.")
        return
    level = graded(waiting, subject.limits.unfolded_figures_warn)
    yield Finding("figures", level, f"Those of {waiting:,} transactions wait to be folded.", "" if level == "ok" else WORKER)


def checkpoints(subject: Subject) -> Iterator[Finding]:
    """The past was sealed not long ago."""
    with subject.context.database.snapshot() as connection:
        newest, now, is_used = read_checkpoint(connection), current_time(connection), has_events(connection)
    if newest is None:
        level = graded(int(is_used), 1)
        yield Finding("checkpoint", level, "There is none yet.", WORKER if is_used else "")
        return
    age = now - newest.at
    level = graded(age.total_seconds(), subject.limits.checkpoint_age_warn.total_seconds())
    do = "" if level == "ok" else f"{WORKER} If one is, look for ledger_changed in its log."
    yield Finding("checkpoint", level, f"Number {newest.checkpoint_no}, made {spoken(age)} ago.", do)
