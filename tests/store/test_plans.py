"""The write path finds rows by index, however few there were when its statements were planned."""

from importlib import import_module

import pytest
from psycopg import Connection

from regulars.store.database import Database
from regulars.store.exchange import Exchange, Statement, begin
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
