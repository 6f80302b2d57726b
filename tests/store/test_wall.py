"""The wall, by SQL: what the application's roles can see and do in the database itself, whatever the code above it does."""

from collections.abc import Iterator
from contextvars import copy_context

import psycopg
import pytest
from psycopg.conninfo import make_conninfo

from regulars.store.database import Database
from regulars.store.homes import HEADQUARTERS
from regulars.store.migrate import complete_wall, migrate
from regulars.store.reach import Reach, begin_request, enter
from regulars.store.wall import APPLICATION, LEDGER, PAIRS, SCOPED, SHARED, gaps
from tests.support.applications import open_site
from tests.support.databases import DatabaseServer
from tests.support.two_stores import TwoStores

APPEND_ONLY = ["event", "entry", "audit_line", "audit_seal", "access_log", "ledger_checkpoint_leaf"]


@pytest.fixture(scope="module")
def stores(database_server: DatabaseServer, tmp_path_factory: pytest.TempPathFactory) -> Iterator[TwoStores]:
    """Give two stores with a member each."""
    with database_server.fresh_database() as database, open_site(database, tmp_path_factory.mktemp("console")) as site:
        yield TwoStores(site)


@pytest.fixture
def database(stores: TwoStores) -> Database:
    """Give their database."""
    return stores.site.database


def unit(database: Database, code: str):
    with database.transaction() as connection:
        row = connection.execute("SELECT unit_id FROM organisation_unit WHERE code = %s", (code,)).fetchone()
    assert row is not None
    return row[0]


def tables(connection: psycopg.Connection) -> list[str]:
    rows = connection.execute(
        "SELECT DISTINCT table_name FROM information_schema.columns WHERE column_name = 'member_id' AND table_schema = 'public'"
    ).fetchall()
    return sorted(name for (name,) in rows)


def test_roles__own_nothing_and_get_round_no_policy(database: Database):
    with database.transaction() as connection:
        roles = connection.execute(
            "SELECT rolname, rolsuper, rolbypassrls, rolcreaterole FROM pg_roles WHERE rolname = ANY (%s) ORDER BY 1",
            ([APPLICATION, LEDGER, SCOPED],),
        ).fetchall()
        owned = connection.execute(
            "SELECT count(*) FROM pg_class JOIN pg_roles AS r ON r.oid = relowner WHERE rolname = ANY (%s)",
            ([APPLICATION, LEDGER, SCOPED],),
        ).fetchone()
    assert roles == [(APPLICATION, False, False, False), (LEDGER, False, True, False), (SCOPED, False, False, False)]
    assert owned == (0,)


def test_every_table_that_names_a_member__is_behind_the_wall(database: Database):
    with database.transaction() as connection:
        assert gaps(connection) == []
        assert {"member", "member_state", "member_document", "member_identity", "entry", "event"} <= set(tables(connection))


def test_table_of_a_later_migration__is_behind_the_wall_too(database_server: DatabaseServer):
    with database_server.fresh_url() as url:
        with psycopg.connect(url) as owner:
            owner.execute("CREATE TABLE member_shoe_size (member_id uuid PRIMARY KEY, size integer)")
            assert gaps(owner) == ["member_shoe_size"]
        complete_wall(url)
        with psycopg.connect(url) as owner:
            assert gaps(owner) == []


def test_stores__have_rows_in_every_table_that_is_behind_the_wall(stores: TwoStores, database: Database):
    """So that what is seen and not seen says something."""
    with database.transaction() as connection:
        empty = {
            table
            for table in tables(connection)
            for store in stores.members.values()
            if connection.execute(f"SELECT FROM {table} WHERE member_id = %s".encode(), (store,)).fetchone() is None
        }
    assert empty == set()


@pytest.mark.parametrize("how", ["below", "only"])
def test_scoped__sees_rows_of_the_own_store_alone(stores: TwoStores, database: Database, how):
    with database.transaction() as connection:
        names = tables(connection)
        enter(connection, Reach(**{how: frozenset({unit(database, "a")})}))
        for table in names:
            seen = {str(row[0]) for row in connection.execute(f"SELECT member_id FROM {table}".encode()).fetchall()}
            assert seen <= {stores.members["a"], stores.former["a"]}, table
        assert connection.execute("SELECT count(*) FROM member").fetchone() == (2,)
        assert connection.execute("SELECT count(*) FROM entry").fetchone() != (0,)


def test_pairs__are_seen_by_whoever_reaches_both(stores: TwoStores, database: Database):
    pair = sorted(stores.members.values())
    with database.transaction() as connection:
        connection.execute(
            "INSERT INTO duplicate_pair (first_id, second_id, score, reasons, found_at) VALUES (%s, %s, 90, '[]', now())", pair
        )
        counts = []
        for units in (["a"], ["b"], ["a", "b"]):
            enter(connection, Reach(only=frozenset(unit(database, code) for code in units)))
            counts.append(connection.execute("SELECT count(*) FROM duplicate_pair").fetchone())
        assert counts == [(0,), (0,), (1,)]
        raise psycopg.Rollback


@pytest.mark.parametrize("reach", [Reach(), Reach(only=frozenset({HEADQUARTERS}))])
def test_scoped__without_a_store_sees_nothing(database: Database, reach):
    with database.transaction() as connection:
        enter(connection, reach)
        assert connection.execute("SELECT count(*) FROM member").fetchone() == (0,)


def test_scoped__that_says_no_reach_sees_nothing(database: Database):
    with database.transaction() as connection:
        connection.execute(f"SET LOCAL ROLE {SCOPED}".encode())
        for table in ("member", "event", "member_identity"):
            assert connection.execute(f"SELECT count(*) FROM {table}".encode()).fetchone() == (0,)


def test_scoped__changes_nothing_of_another_store(stores: TwoStores, database: Database):
    theirs = stores.members["b"]
    with database.transaction() as connection:
        enter(connection, Reach(only=frozenset({unit(database, "a")})))
        for statement in (
            "UPDATE member SET join_channel = 'x' WHERE member_id = %s",
            "UPDATE member_state SET points_available = 10000 WHERE member_id = %s",
            "DELETE FROM member_identity WHERE member_id = %s",
        ):
            assert connection.execute(statement, (theirs,)).rowcount == 0


@pytest.mark.parametrize(
    "statement",
    [
        "INSERT INTO member_identity (token, kind, member_id, sealed) VALUES ('x', 'openid', %(theirs)s, 'x')",
        "INSERT INTO member (member_id, joined_at, home_unit_id) VALUES (gen_random_uuid(), now(), %(store)s)",
        "UPDATE member SET home_unit_id = %(store)s WHERE member_id = %(own)s",
        "UPDATE member_identity SET member_id = %(theirs)s WHERE member_id = %(own)s",
    ],
)
def test_scoped__puts_nothing_into_another_store(stores: TwoStores, database: Database, statement):
    values = {"theirs": stores.members["b"], "own": stores.members["a"], "store": unit(database, "b")}
    own = Reach(only=frozenset({unit(database, "a")}))
    with database.transaction() as connection:
        enter(connection, own)
        with pytest.raises(psycopg.errors.InsufficientPrivilege), connection.transaction():
            connection.execute(statement.encode(), values)


def test_scoped__has_no_right_to_what_names_members_in_other_ways(database: Database):
    with database.transaction() as connection:
        found = connection.execute(
            "SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p', 'v')"
            " AND has_table_privilege(%s, oid, 'SELECT') ORDER BY 1",
            (SCOPED,),
        ).fetchall()
        allowed = {name for name, rights in SHARED.items() if "SELECT" in rights} | set(tables(connection)) | set(PAIRS)
    assert {name for (name,) in found} == allowed


def test_views__of_ours_are_read_by_requests_and_those_of_others_left_alone(empty_url: str):
    migrate(empty_url)
    with psycopg.connect(empty_url) as connection:
        connection.execute("CREATE VIEW report AS SELECT count(*) FROM member")
    complete_wall(empty_url)
    with psycopg.connect(empty_url) as connection:
        readable = connection.execute(
            "SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'v'"
            " AND has_table_privilege(%s, oid, 'SELECT')",
            (APPLICATION,),
        ).fetchall()
    assert readable == [("figure",)]


def test_requests__work_as_the_application_and_what_stands_behind_them_as_the_ledger(database: Database):
    def as_whom() -> list[tuple[object, ...] | None]:
        with database.transaction() as one, database.transaction(as_service=True) as other, database.snapshot() as reading:
            return [each.execute("SELECT current_user::text").fetchone() for each in (one, other, reading)]

    def answer() -> list[tuple[object, ...] | None]:
        begin_request()
        return as_whom()

    assert as_whom() == [(LEDGER,), (LEDGER,), (LEDGER,)]
    assert copy_context().run(answer) == [(APPLICATION,), (LEDGER,), (APPLICATION,)]


@pytest.mark.parametrize("table", APPEND_ONLY)
def test_application__can_neither_change_nor_delete_what_only_grows(database: Database, table):
    for statement in (f"DELETE FROM {table}", f"TRUNCATE {table}"):
        with pytest.raises(psycopg.errors.InsufficientPrivilege, match="permission denied"), database.transaction() as connection:
            connection.execute(statement.encode())


def test_owner_who_is_no_superuser__is_shown_all_rows_by_being_the_application_besides(database_server: DatabaseServer):
    with database_server.fresh_url("template0") as url, psycopg.connect(url, autocommit=True) as server:
        name = server.info.dbname
        server.execute("DROP ROLE IF EXISTS shop_owner")
        server.execute("CREATE ROLE shop_owner LOGIN CREATEROLE")
        server.execute(f"GRANT {APPLICATION}, {LEDGER}, {SCOPED} TO shop_owner WITH ADMIN TRUE".encode())
        server.execute(f"ALTER DATABASE {name} OWNER TO shop_owner".encode())
        try:
            owner_url = make_conninfo(url, user="shop_owner")
            migrate(owner_url)
            with Database.from_url(owner_url) as database, database.transaction() as connection:
                found = connection.execute("SELECT session_user::text, current_user::text").fetchone()
                assert found == ("shop_owner", LEDGER)
                connection.execute("INSERT INTO member (member_id, joined_at) VALUES (gen_random_uuid(), now())")
            with psycopg.connect(owner_url) as owner:
                assert owner.execute("SELECT count(*) FROM member").fetchone() == (1,)
        finally:
            server.execute("DROP OWNED BY shop_owner CASCADE")
            server.execute(f"ALTER DATABASE {name} OWNER TO postgres".encode())
            server.execute("DROP ROLE shop_owner")
