"""The write path finds rows by index, however few there were when its statements were planned."""

from importlib import import_module

import pytest
from psycopg import Connection

from regulars.store import states
from regulars.store.database import Database
from regulars.store.exchange import Exchange, Statement, begin
from regulars.store.states import lock_states
from tests.ledger.shop import Shop, order

STATEMENTS = [
    ("states", "_LOCK"), ("states", "_READ"), ("states", "_UPDATE"), ("states", "_UPDATE_DOCUMENT"), ("states", "_UPDATE_AROUND"),
    ("states", "_UPDATE_PIECES"), ("events", "_KNOWN"), ("events", "_REFERENCES"), ("members", "_NAMED"),
    ("homes", "_SETTLE"),
]  # fmt: skip
"""What an event looks up and changes; all else that it writes is appended."""


@pytest.mark.parametrize(("module", "name"), STATEMENTS)
def test_write_path__walks_no_table_even_where_it_is_planned_on_a_small_base(database: Database, module: str, name: str):
    shop = Shop(database)
    shop.join("ann", "bo")
    shop.accept(order("ann", "o1", 100))
    with database.transaction() as connection:
        connection.execute("SET LOCAL ROLE NONE; ANALYZE")
    statement = getattr(import_module(f"regulars.store.{module}"), name)
    assert "Seq Scan" in plan(database, statement, is_begun=False), "else this shows nothing"

    planned = plan(database, statement, is_begun=True)
    assert "Seq Scan" not in planned
    assert "Hash Join" not in planned


def test_sweep__leaves_no_plan_behind_that_walks_a_table(database: Database):
    shop = Shop(database)
    shop.join("ann", "bo")
    ann = shop.member_id("ann")
    with database.transaction() as connection:
        connection.execute("SET LOCAL ROLE NONE; ANALYZE")
    with database.connection() as connection:
        for _ in range(7):  # PostgreSQL settles on a plan after five times
            lock_states(connection, [ann])
            connection.commit()
        exchange = Exchange(connection)
        begin(exchange)
        exchange.run()
        for statement in (states._LOCK, states._READ):
            kept = connection.execute(b"EXPLAIN EXECUTE " + statement.name + b"(NULL)").fetchall()
            assert not [line for (line,) in kept if "Seq Scan" in line]
        connection.rollback()


def test_write_path__compiles_nothing(database: Database):
    with database.connection() as connection:
        connection.execute("SET jit = on")  # as it is on a server of one's own, if nobody changed it
        connection.commit()
        exchange = Exchange(connection)
        begin(exchange)
        exchange.run()
        assert connection.execute("SHOW jit").fetchone() == ("off",)
        connection.rollback()
        assert connection.execute("SHOW jit").fetchone() == ("on",), "only for the transaction"
        connection.execute("RESET jit")
        connection.commit()


def plan(database: Database, statement: Statement, *, is_begun: bool) -> str:
    """The plan for any parameters, in a transaction that was begun by the write path or otherwise."""
    with database.connection() as connection:
        if is_begun:
            exchange = Exchange(connection)
            begin(exchange)
            exchange.run()
        else:
            connection.execute("SET LOCAL plan_cache_mode = force_generic_plan")
        types = ", ".join(type_of(connection, oid) for oid in statement.oids)
        connection.execute(f"PREPARE looked_at ({types}) AS ".encode() + statement.sql)
        rows = connection.execute(f"EXPLAIN EXECUTE looked_at ({', '.join(['NULL'] * len(statement.oids))})".encode()).fetchall()
        connection.execute("DEALLOCATE looked_at")
        connection.rollback()
    return "\n".join(line for (line,) in rows)


def type_of(connection: Connection, oid: int) -> str:
    row = connection.execute("SELECT %s::oid::regtype::text", (oid,)).fetchone()
    assert row is not None
    return str(row[0])
