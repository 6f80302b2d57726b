"""The seal: whatever is changed afterwards, even by the owner of the database, a verification names the line."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime

import psycopg
import pytest
from typer.testing import CliRunner

from regulars.cli.main import app
from regulars.features.audit import facade
from regulars.features.audit.contracts import AuditLine
from regulars.store.database import Database

START = datetime(2026, 3, 1, 9, tzinfo=UTC)


def write(database: Database, count: int = 5, actor: str = "staff:ann") -> None:
    for number in range(count):
        with database.transaction() as connection:
            line = AuditLine(at=START, kind="read", action="read_member", actor=actor, members=(f"m-{number}",), detail="x")
            facade.record(connection, line)


def tamper(database: Database, statement: str) -> None:
    """Change the past as the owner of the tables could, triggers or not."""
    with database.transaction() as connection:
        for table in ("audit_line", "audit_seal"):
            connection.execute(f"SET LOCAL ROLE NONE; ALTER TABLE {table} DISABLE TRIGGER USER")
        connection.execute(statement)
        for table in ("audit_line", "audit_seal"):
            connection.execute(f"SET LOCAL ROLE NONE; ALTER TABLE {table} ENABLE TRIGGER USER")


def test_seal__holds_for_what_was_written_and_grows(database: Database):
    write(database)
    assert facade.verify(database).sealed == 0
    assert facade.seal(database) == 5
    before = facade.verify(database)
    assert (before.lines, before.sealed, before.broken_at, before.reason) == (5, 5, None, "")
    write(database, 2)
    assert (facade.seal(database), facade.seal(database)) == (2, 0)
    after = facade.verify(database)
    assert (after.sealed, after.broken_at) == (7, None)
    assert before.head != after.head


@pytest.mark.parametrize(
    ("statement", "line_no", "reason"),
    [
        ("UPDATE audit_line SET body = replace(body, 'ann', 'bob') WHERE line_no = 3", 3, "line_changed"),
        ("UPDATE audit_line SET actor = 'staff:bob' WHERE line_no = 2", 2, "line_changed"),
        ("UPDATE audit_line SET members = '{}' WHERE line_no = 5", 5, "line_changed"),
        ("UPDATE audit_line SET at = at + interval '1 second' WHERE line_no = 1", 1, "line_changed"),
        ("DELETE FROM audit_line WHERE line_no = 4", 4, "line_missing"),
        ("DELETE FROM audit_seal WHERE seal_no = 2", 3, "seal_missing"),
        ("UPDATE audit_seal SET hash = sha256('x') WHERE seal_no = 4", 4, "line_changed"),
        ("DELETE FROM audit_line WHERE line_no = 2; DELETE FROM audit_seal WHERE line_no = 2", 3, "seal_missing"),
    ],
)
def test_change__of_the_past_is_named(database: Database, statement: str, line_no: int, reason: str):
    write(database)
    facade.seal(database)
    tamper(database, statement)
    found = facade.verify(database)
    assert (found.broken_at, found.reason) == (line_no, reason)


def test_last_lines__taken_away_with_their_seals_change_the_head(database: Database):
    write(database)
    facade.seal(database)
    kept_elsewhere = facade.verify(database).head
    tamper(database, "DELETE FROM audit_seal WHERE seal_no = 5; DELETE FROM audit_line WHERE line_no = 5")
    found = facade.verify(database)
    assert found.broken_at is None
    assert found.head != kept_elsewhere


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE audit_line SET body = ''",
        "UPDATE audit_seal SET hash = ''",
        *(f"{change} {table}" for change in ("DELETE FROM", "TRUNCATE") for table in ("audit_line", "audit_seal")),
    ],
)
def test_lines_and_seals__cannot_be_changed(database: Database, change: str):
    write(database, 1)
    facade.seal(database)
    with pytest.raises(psycopg.errors.InsufficientPrivilege), database.transaction() as connection:
        connection.execute(change.encode())


def test_many__write_and_seal_at_once_and_every_line_is_sealed_once(database: Database):
    def work(number: int) -> None:
        write(database, 10, f"staff:{number}")
        facade.seal(database)

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(work, range(8)))
    facade.seal(database)
    found = facade.verify(database)
    assert (found.lines, found.sealed, found.broken_at) == (80, 80, None)


def test_line__whose_transaction_was_long_is_sealed_behind_those_after_it(database: Database):
    with database.transaction() as slow:
        facade.record(slow, AuditLine(at=START, kind="change", action="late", actor="staff:ann"))
        write(database, 3)
        assert facade.seal(database) == 3
    assert facade.seal(database) == 1
    assert facade.verify(database).broken_at is None


def test_line__is_not_there_when_what_it_tells_about_is_not(database: Database):
    with database.transaction() as connection:
        facade.record(connection, AuditLine(at=START, kind="change", action="x", actor="staff:ann"))
        raise psycopg.Rollback
    assert facade.verify(database).lines == 0


def test_command__verifies_and_exports(database: Database, tmp_path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("REGULARS_DATABASE_URL", database.url)
    monkeypatch.setenv("COLUMNS", "200")
    write(database)
    verified = CliRunner().invoke(app, ["audit", "verify"])
    assert (verified.exit_code, "5 lines are as they were sealed" in verified.stdout) == (0, True), verified.stdout
    file = tmp_path / "audit.csv"
    assert CliRunner().invoke(app, ["audit", "export", str(file)]).exit_code == 0
    assert len(file.read_text().splitlines()) == 7
    tamper(database, "DELETE FROM audit_line WHERE line_no = 4")
    broken = CliRunner().invoke(app, ["audit", "verify"])
    assert (broken.exit_code, "Line 4 is not as it was sealed: line_missing." in broken.stdout) == (1, True)
