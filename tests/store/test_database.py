"""The database: transactions commit or leave nothing, snapshots only read, and a server that will not do is refused."""

import psycopg
import pytest

from regulars.kit.problems import Problem
from regulars.kit.settings import Settings
from regulars.store import database as opening
from regulars.store.database import Database


def test_transaction__commits_at_the_end(database: Database):
    with database.transaction() as connection:
        connection.execute("CREATE TABLE kept (n int)")
    with database.transaction() as connection:
        assert connection.execute("SELECT count(*) FROM kept").fetchone() == (0,)


def test_transaction__exception_rolls_back(database: Database):
    def fail_half_way() -> None:
        with database.transaction() as connection:
            connection.execute("CREATE TABLE lost (n int)")
            raise KeyError

    with pytest.raises(KeyError):
        fail_half_way()
    with database.transaction() as connection:
        assert connection.execute("SELECT to_regclass('lost')").fetchone() == (None,)


def test_snapshot__sees_one_moment(database: Database):
    with database.transaction() as connection:
        connection.execute("CREATE TABLE seen (n int)")
    with database.snapshot() as reading:
        before = reading.execute("SELECT count(*) FROM seen").fetchone()
        with database.transaction() as writing:
            writing.execute("INSERT INTO seen VALUES (1)")
        assert reading.execute("SELECT count(*) FROM seen").fetchone() == before


def test_snapshot__refuses_to_write(database: Database):
    with pytest.raises(psycopg.errors.ReadOnlySqlTransaction), database.snapshot() as connection:
        connection.execute("CREATE TABLE written (n int)")


def test_connection__speaks_utc_and_commits_durably(database: Database):
    with database.transaction() as connection:
        shown = [connection.execute(f"SHOW {name}".encode()).fetchone() for name in ("timezone", "fsync", "synchronous_commit")]
    assert shown == [("UTC",), ("on",), ("on",)]


def test_transaction__survives_a_lost_connection(database: Database):
    with database.transaction() as connection:
        process = connection.info.backend_pid
    with psycopg.connect(database.url, autocommit=True) as killer:
        killer.execute("SELECT pg_terminate_backend(%s, 5000)", (process,))
    with database.transaction() as connection:
        assert connection.execute("SELECT 1").fetchone() == (1,)


@pytest.mark.parametrize("url", ["postgresql://nobody@127.0.0.1:1/none", "postgresql://127.0.0.1:port/none"])
def test_open__unreachable_server_is_a_problem(url: str):
    with pytest.raises(Problem) as refused:
        Database.open(Settings(database_url=url))
    assert refused.value.code == "database_unreachable"
    assert refused.value.errors[0].path == "REGULARS_DATABASE_URL"


def test_open__unreachable_server_keeps_the_password_to_itself():
    with pytest.raises(Problem) as refused:
        Database.open(Settings(database_url="postgresql://me:s3cret@127.0.0.1:1/none"))
    assert "s3cret" not in str(refused.value)


def test_open__old_server_is_refused(database: Database, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(opening, "SERVER_VERSION_MIN", database.server_version + 1)
    with pytest.raises(Problem) as refused:
        Database.from_url(database.url)
    assert refused.value.code == "database_version_unsupported"
    assert refused.value.facts["version"] == database.server_version
