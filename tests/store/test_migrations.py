"""Migrations: up from nothing, all or none, in turn; and the ledger's tables refuse to forget."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import psycopg
import pytest

from regulars.kit.problems import Problem
from regulars.store import migrate as migrating
from regulars.store.database import Database
from regulars.store.migrate import migrate, migration_heads
from tests.support.lock_waits import Queue

APPEND_ONLY_TABLES = ["entry", "event", "program_version"]
CHANGES = ["UPDATE {} SET program_version = 2", "DELETE FROM {}", "TRUNCATE {}"]


def _tables(url: str) -> set[str]:
    with psycopg.connect(url) as connection:
        found = connection.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'").fetchall()
    return {name for (name,) in found}


def test_migrate__empty_database_gets_every_table(empty_url: str):
    done = migrate(empty_url)
    assert done[0] == "0001_ledger"
    assert {"alembic_version", "entry", "event", "member", "member_state", "program_version"} <= _tables(empty_url)


def test_migrate__second_run_does_nothing(empty_url: str):
    migrate(empty_url)
    assert migrate(empty_url) == ()


def test_migrate__two_at_once_take_turns(empty_url: str):
    with ThreadPoolExecutor(4) as threads:
        outcomes = [waiting.result() for waiting in [threads.submit(migrate, empty_url) for _ in range(4)]]
    assert sorted(bool(done) for done in outcomes) == [False, False, False, True]


def test_migrate__a_failing_migration_leaves_nothing(empty_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    versions = tmp_path / "versions"
    versions.mkdir()
    for name, before, statement in [
        ("0001_good", "None", "CREATE TABLE made (percent text DEFAULT '%s'); SELECT 1;"),
        ("0002_bad", "'0001_good'", "CREATE TABLE made_too (); SELECT 1/0;"),
    ]:
        (versions / f"{name}.sql").write_text(statement)
        (versions / f"{name}.py").write_text(
            "from alembic import op\nfrom regulars.store.migrate import run_sql_beside\n"
            f"revision = '{name}'\ndown_revision = {before}\ndef upgrade():\n    run_sql_beside(op, __file__)\n"
        )
    monkeypatch.setattr(migrating, "MIGRATIONS", tmp_path)
    with pytest.raises(psycopg.errors.DivisionByZero):
        migrate(empty_url)
    assert _tables(empty_url) == set()


def test_migrate__database_of_a_later_release_is_refused(empty_url: str):
    migrate(empty_url)
    with psycopg.connect(empty_url) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999_later'")
    with pytest.raises(Problem) as refused:
        migrate(empty_url)
    assert refused.value.code == "database_schema_newer"


def test_figures__what_an_older_server_is_still_committing_comes_along(
    empty_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    versions = tmp_path / "versions"
    versions.mkdir()
    for file in (migrating.MIGRATIONS / "versions").glob("0*.*"):
        if file.name < "0115":
            (versions / file.name).write_bytes(file.read_bytes())
    with monkeypatch.context() as patch:
        patch.setattr(migrating, "MIGRATIONS", tmp_path)
        migrate(empty_url)
    with (
        psycopg.connect(empty_url) as older, psycopg.connect(empty_url, autocommit=True) as watcher,
        ThreadPoolExecutor(1) as pool,
    ):  # fmt: skip
        older.execute("INSERT INTO figure VALUES ('2025-01-01', 'orders', '', 2), ('2025-01-01', 'orders', '', 3)")
        waiting = Queue(older, watcher, pool).join(lambda: migrate(empty_url))
        older.commit()
        waiting.result(30)
        assert watcher.execute("SELECT day::text, figure, dimension, value FROM figure").fetchall() == [
            ("2025-01-01", "orders", "", 5)
        ]


def test_history__has_one_head():
    assert len(migration_heads()) == 1


def _program_version(connection: psycopg.Connection) -> None:
    connection.execute("INSERT INTO program_version VALUES (1, 'p', now(), now(), 'me', '', 'yaml', 'sha')")


def _event(connection: psycopg.Connection) -> None:
    connection.execute(
        "INSERT INTO event VALUES"
        " (gen_random_uuid(), 1, 's', 'e', 'order.paid', now(), now(), 1, 'accepted', NULL, 'key:t', '{}', '', '{}')"
    )


def _entry(connection: psycopg.Connection) -> None:
    connection.execute(
        "INSERT INTO entry VALUES (gen_random_uuid(), 1, 1, 'points', 'earn', 5, '[]', 0, NULL, 1, now(), now(), NULL, '')"
    )


ROWS: dict[str, Callable[[psycopg.Connection], None]] = {"entry": _entry, "event": _event, "program_version": _program_version}


@pytest.mark.parametrize("table", APPEND_ONLY_TABLES)
@pytest.mark.parametrize("change", CHANGES)
def test_append_only__change_is_refused(database: Database, table: str, change: str):
    with database.transaction() as connection:
        ROWS[table](connection)
    statement = change.format(table).replace(
        "SET program_version", "SET version" if table == "program_version" else "SET program_version"
    )
    with database.transaction() as connection:
        connection.execute("SET LOCAL ROLE NONE")  # the owner of the tables, and a superuser at that
        with pytest.raises(psycopg.errors.InsufficientPrivilege, match="append-only"), connection.transaction():
            connection.execute(statement.encode())
    with database.transaction() as connection:
        assert connection.execute(f"SELECT count(*) FROM {table}".encode()).fetchone() == (1,)
