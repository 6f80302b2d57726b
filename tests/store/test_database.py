"""The database: transactions commit or leave nothing, snapshots only read, and a server that will not do is refused."""

from collections.abc import Iterator

import psycopg
import pytest

from regulars.kit.problems import Problem
from regulars.kit.settings import Settings
from regulars.store import database as opening
from regulars.store.database import Database


@pytest.fixture
def unmigrated(empty_url: str) -> Iterator[Database]:
    """Give a database without a schema, in which we are who owns everything."""
    with Database.from_url(empty_url) as database:
        yield database


def test_transaction__commits_at_the_end(unmigrated: Database):
    with unmigrated.transaction() as connection:
        connection.execute("CREATE TABLE kept (n int)")
    with unmigrated.transaction() as connection:
        assert connection.execute("SELECT count(*) FROM kept").fetchone() == (0,)


def test_transaction__exception_rolls_back(unmigrated: Database):
    def fail_half_way() -> None:
        with unmigrated.transaction() as connection:
            connection.execute("CREATE TABLE lost (n int)")
            raise KeyError

    with pytest.raises(KeyError):
        fail_half_way()
    with unmigrated.transaction() as connection:
        assert connection.execute("SELECT to_regclass('lost')").fetchone() == (None,)


def test_snapshot__sees_one_moment(unmigrated: Database):
    with unmigrated.transaction() as connection:
        connection.execute("CREATE TABLE seen (n int)")
    with unmigrated.snapshot() as reading:
        before = reading.execute("SELECT count(*) FROM seen").fetchone()
        with unmigrated.transaction() as writing:
            writing.execute("INSERT INTO seen VALUES (1)")
        assert reading.execute("SELECT count(*) FROM seen").fetchone() == before


def test_snapshot__refuses_to_write(database: Database):
    with pytest.raises(psycopg.errors.ReadOnlySqlTransaction), database.snapshot() as connection:
        connection.execute("CREATE TABLE written (n int)")


def test_connection__speaks_utc_and_commits_durably(database: Database):
    with database.transaction() as connection:
        shown = [connection.execute(f"SHOW {name}".encode()).fetchone() for name in ("timezone", "synchronous_commit")]
    assert shown == [("UTC",), ("on",)]


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
