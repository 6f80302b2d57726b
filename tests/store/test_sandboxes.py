"""Sandboxes as databases: beside the one members live in, never mistaken for another, dropped only when they are one."""

from collections.abc import Iterator
from datetime import UTC, datetime

import psycopg
import pytest
from psycopg import sql
from psycopg.conninfo import make_conninfo

from regulars.features.sandbox.facade import create_sandbox
from regulars.kit.problems import Problem
from regulars.store.clock import current_time, set_test_time
from regulars.store.database import Database
from regulars.store.sandboxes import drop_sandbox_database, list_sandboxes, sandbox_url

AT = datetime(2027, 1, 1, tzinfo=UTC)


@pytest.fixture
def production(database: Database) -> Iterator[Database]:
    """Give a database beside which sandboxes are made; they go when it goes."""
    yield database
    with psycopg.connect(database.url, autocommit=True) as connection:
        beside = f"{connection.info.dbname}_sandbox_"
        rows = connection.execute("SELECT datname FROM pg_database WHERE starts_with(datname, %s)", (beside,)).fetchall()
        for (name,) in rows:
            connection.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))


def code_of(call, *arguments) -> str:
    with pytest.raises(Problem) as refused:
        call(*arguments)
    return refused.value.code


def test_sandbox__is_a_migrated_database_of_its_own_with_a_clock(production: Database):
    create_sandbox(production, "spring", AT)
    with Database.from_url(sandbox_url(production.url, "spring")) as sandbox, sandbox.transaction() as connection:
        assert current_time(connection) == AT
        assert connection.execute("SELECT count(*) FROM member").fetchone() == (0,)
    with production.transaction() as connection:
        assert connection.execute("SELECT count(*) FROM test_clock").fetchone() == (0,)


def test_list__shows_those_beside_this_database_only(production: Database):
    create_sandbox(production, "spring", AT)
    create_sandbox(production, "autumn", AT)
    found = list_sandboxes(production.url)
    assert [(each.name, each.now) for each in found] == [("autumn", AT), ("spring", AT)]
    assert list_sandboxes(sandbox_url(production.url, "spring")) == []


def test_drop__removes_it(production: Database):
    create_sandbox(production, "spring", AT)
    drop_sandbox_database(production.url, "spring")
    assert list_sandboxes(production.url) == []
    assert code_of(drop_sandbox_database, production.url, "spring") == "sandbox_unknown"


def test_drop__never_takes_a_database_without_a_test_clock(production: Database):
    """However it is called: a name alone makes no sandbox."""
    create_sandbox(production, "spring", AT)
    url = sandbox_url(production.url, "spring")
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("DELETE FROM test_clock")
    assert code_of(drop_sandbox_database, production.url, "spring") == "sandbox_unknown"
    assert code_of(sandbox_url, production.url, "spring") == "sandbox_unknown"
    with psycopg.connect(url) as connection:
        set_test_time(connection, AT)
    drop_sandbox_database(production.url, "spring")


def test_drop__waits_for_nobody_who_is_connected(production: Database):
    create_sandbox(production, "spring", AT)
    with Database.from_url(sandbox_url(production.url, "spring")) as sandbox, sandbox.transaction():
        assert code_of(drop_sandbox_database, production.url, "spring") == "sandbox_in_use"
    drop_sandbox_database(production.url, "spring")


def test_create__refuses_a_name_that_is_taken(production: Database):
    create_sandbox(production, "spring", AT)
    assert code_of(create_sandbox, production, "spring", AT) == "sandbox_exists"


@pytest.mark.parametrize("name", ["", "Spring", "1st", "a-b", 'a"; DROP TABLE member', "x" * 32])
def test_create__refuses_a_name_that_cannot_be_one(production: Database, name: str):
    assert code_of(create_sandbox, production, name, AT) == "sandbox_name_invalid"


def test_create__refuses_a_name_that_the_server_would_cut_off(production: Database):
    long = f"{'p' * 30}_{'q' * 20}"
    with psycopg.connect(production.url, autocommit=True) as connection:
        connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(long)))
        try:
            with Database.from_url(make_conninfo(production.url, dbname=long)) as other:
                assert code_of(create_sandbox, other, "spring", AT) == "sandbox_name_invalid"
        finally:
            connection.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(long)))


def test_create__by_a_role_that_may_not_says_what_to_do(production: Database):
    with psycopg.connect(production.url, autocommit=True) as connection:
        connection.execute("CREATE ROLE shop LOGIN NOCREATEDB")
        try:
            with Database.from_url(make_conninfo(production.url, user="shop")) as limited:
                with pytest.raises(Problem, match="ALTER ROLE shop CREATEDB") as refused:
                    create_sandbox(limited, "spring", AT)
                assert refused.value.code == "sandbox_not_permitted"
        finally:
            connection.execute("DROP ROLE shop")
    assert list_sandboxes(production.url) == []


def test_create__that_fails_on_the_way_leaves_nothing(production: Database):
    with pytest.raises(psycopg.Error):
        create_sandbox(production, "spring", "no instant")  # type: ignore[arg-type]  # wrong on purpose
    assert list_sandboxes(production.url) == []
    create_sandbox(production, "spring", AT)
