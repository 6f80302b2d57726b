"""Exchanges: statements answered together, in order, prepared once; one that fails fails as the driver's would."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import psycopg
import pytest
from hypothesis import given
from hypothesis import strategies as st

from regulars.kit.calendars import day_number
from regulars.kit.instants import instant_of
from regulars.store.binary import OIDS, array_data
from regulars.store.database import Database
from regulars.store.exchange import BEGIN, COMMIT, Exchange, Statement
from regulars.store.rows import FEW_ROWS_MAX, Table
from tests.support.databases import DatabaseServer

ECHO = Statement("SELECT unnest($1)", "text")
DIVIDE = Statement("SELECT 1 / $1", oids=(OIDS["int4"],))
NOTE = Statement("INSERT INTO noted SELECT unnest($1)", "text")
ZERO, ONE = bytes(4), bytes(3) + b"\1"


def run(database: Database, *asked: tuple[Statement, list[bytes | None]]) -> None:
    """All of it in one exchange."""
    with database.connection() as connection:
        exchange = Exchange(connection)
        for statement, parameters in asked:
            exchange.ask(statement, parameters)
        exchange.run()


@pytest.fixture(scope="module")
def one_database(database_server: DatabaseServer) -> Iterator[Database]:
    with database_server.fresh_database() as database:
        yield database


def make_table(database: Database, name: str, columns: str) -> None:
    """A table that the service may write to; only the owner of the database makes tables."""
    with psycopg.connect(database.url) as connection:
        connection.execute(f"CREATE TABLE {name} ({columns})".encode())
        connection.execute(f"GRANT ALL ON {name} TO PUBLIC".encode())


def texts(database: Database, query: str) -> list[object]:
    with database.transaction() as connection:
        return [value for (value,) in connection.execute(query.encode()).fetchall()]


def test_run__answers_each_statement_in_order(database: Database):
    with database.connection() as connection:
        exchange = Exchange(connection)
        exchange.ask(BEGIN)
        first = exchange.ask(ECHO, ECHO.of(["a", "b"]))
        second = exchange.ask(ECHO, ECHO.of(["茶", None]))
        exchange.ask(COMMIT)
        exchange.run()
        assert [first.text(row, 0) for row in range(first.count)] == ["a", "b"]
        assert (second.text(0, 0), second.value(1, 0), second.count) == ("茶", None, 2)


def test_run__keeps_what_it_committed(database: Database):
    make_table(database, "noted", "note text")
    with database.connection() as connection:
        exchange = Exchange(connection)
        exchange.ask(BEGIN)
        exchange.run()
        exchange.ask(NOTE, NOTE.of(["kept"]))
        exchange.ask(COMMIT)
        exchange.run()
    assert texts(database, "SELECT note FROM noted") == ["kept"]


def test_run__first_failure_is_raised_and_nothing_after_it_runs(database: Database):
    make_table(database, "noted", "note text")
    lost, never = NOTE.of(["lost"]), NOTE.of(["never"])
    with pytest.raises(psycopg.errors.DivisionByZero):
        run(database, (BEGIN, []), (NOTE, lost), (DIVIDE, [ZERO]), (NOTE, never), (COMMIT, []))
    assert texts(database, "SELECT note FROM noted") == []


def test_run__works_after_a_failure_on_the_same_connection(database: Database):
    with database.connection() as connection:
        exchange = Exchange(connection)
        exchange.ask(BEGIN)
        exchange.ask(DIVIDE, [ZERO])
        with pytest.raises(psycopg.errors.DivisionByZero):
            exchange.run()
        connection.rollback()
        again = exchange.ask(DIVIDE, [ONE])
        exchange.run()
        assert again.integer(0, 0) == 1


def test_run__a_statement_that_cannot_be_prepared_is_named_by_the_server(database: Database):
    with pytest.raises(psycopg.errors.UndefinedTable, match="nowhere"):
        run(database, (Statement("SELECT * FROM nowhere"), []))


def test_run__prepares_once_however_often_it_is_asked(database: Database):
    with database.connection() as connection:
        for _ in range(3):
            exchange = Exchange(connection)
            exchange.ask(ECHO, ECHO.of(["a"]))
            exchange.ask(ECHO, ECHO.of(["b"]))
            exchange.run()
        rows = connection.execute("SELECT statement FROM pg_prepared_statements").fetchall()
    assert rows == [("SELECT unnest($1)",)]


def test_run__what_is_prepared_outlives_a_rollback_by_the_driver(database: Database):
    with database.connection() as connection:
        for _ in range(10):
            exchange = Exchange(connection)
            asked = exchange.ask(ECHO, ECHO.of(["a"]))
            exchange.run()
            connection.execute("SELECT 1")
            connection.rollback()
            assert asked.text(0, 0) == "a"


def test_run__sends_and_receives_more_than_a_socket_holds(database: Database):
    much = "茶" * 2_000_000
    with database.connection() as connection:
        exchange = Exchange(connection)
        asked = [exchange.ask(ECHO, ECHO.of([much])) for _ in range(4)]
        exchange.run()
        assert all(each.text(0, 0) == much for each in asked)


def test_run__a_lost_connection_is_an_operational_error(database: Database):
    with database.connection() as connection:
        with psycopg.connect(database.url, autocommit=True) as killer:
            killer.execute("SELECT pg_terminate_backend(%s, 5000)", (connection.info.backend_pid,))
        exchange = Exchange(connection)
        exchange.ask(ECHO, ECHO.of(["a"]))
        with pytest.raises(psycopg.OperationalError):
            exchange.run()
    assert texts(database, "SELECT 'and goes on'") == ["and goes on"]


MOMENTS = st.datetimes(datetime(1900, 1, 1), datetime(9998, 12, 31), timezones=st.just(UTC))  # noqa: DTZ001 - bounds are naive by contract
VALUES = {
    "text": st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"])),
    "word": st.sampled_from(["earn", "redeem", "茶"]),
    "int8": st.integers(-(2**63), 2**63 - 1),
    "int4": st.integers(-(2**31), 2**31 - 1),
    "bool": st.booleans(),
    "bytea": st.binary(max_size=9_000),
    "uuid": st.uuids(),
    "timestamptz": MOMENTS,
    "date": st.dates(date(1900, 1, 1), date(9998, 12, 31)),
}


def packed(value: object) -> object:
    """A value as the packing takes it: instants and days are numbers."""
    if isinstance(value, datetime):
        return instant_of(value)
    return day_number(value) if isinstance(value, date) else value


@given(kind=st.sampled_from(sorted(VALUES)), data=st.data())
def test_arrays__mean_to_the_server_what_they_meant_here(one_database: Database, kind: str, data: st.DataObject):
    values = data.draw(st.lists(st.none() | VALUES[kind], max_size=8) | st.lists(VALUES[kind], max_size=8))
    with one_database.transaction() as connection:
        exchange = Exchange(connection)
        name = {"word": "text"}.get(kind, kind)
        exchange.ask(Statement(f"CREATE TEMP TABLE held ON COMMIT DROP AS SELECT $1::{name}[] AS held", kind), [
            array_data(kind, [packed(value) for value in values])
        ])  # fmt: skip
        exchange.run()
        assert connection.execute("SELECT held FROM held").fetchone() == (values,)


LEDGER = Table(
    "lines", member_id="uuid", amount="int8", at="timestamptz", version="int4", hash="bytea", event_no="int8", kind="word",
    lots="text", reference="text",
)  # fmt: skip
START = datetime(2026, 3, 1, 8, tzinfo=UTC)


@pytest.mark.parametrize("count", [1, FEW_ROWS_MAX, FEW_ROWS_MAX + 1, 3 * FEW_ROWS_MAX])
def test_append__few_rows_and_many_arrive_alike(database: Database, count: int):
    make_table(
        database, "lines", "member_id uuid, amount int8, at timestamptz, version int4, hash bytea, event_no int8, kind text,"
        " lots text, reference text",
    )  # fmt: skip
    with database.transaction() as connection:
        rows, expected = LEDGER.rows(), []
        for number in range(count):
            member, at, digest = UUID(int=number), START + timedelta(microseconds=number), bytes([number % 256]) * 32
            no, reference = (None, None) if number % 3 == 0 else (number, f"order:{number}茶")
            rows.add((member.bytes, -number, instant_of(at), number, digest, no, "earn", "[[1,2]]" * number, reference))
            expected.append((member, -number, at, number, digest, no, "earn", "[[1,2]]" * number, reference))
        exchange = Exchange(connection)
        LEDGER.append(exchange, rows)
        exchange.run()
        assert connection.execute("SELECT * FROM lines ORDER BY member_id").fetchall() == expected
