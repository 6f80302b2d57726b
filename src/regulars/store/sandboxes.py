"""Sandboxes: databases of their own beside the one that members live in, on the same server and named after it.

`regulars` has the sandbox `spring` in the database `regulars_sandbox_spring`. What makes it a sandbox is not the name but
the test clock inside: a database of such a name without one is nobody's sandbox, and is neither opened nor dropped.
"""

from __future__ import annotations

from contextlib import suppress
from datetime import UTC, datetime
from typing import Final, NamedTuple

import psycopg
from psycopg import sql
from psycopg.conninfo import make_conninfo

from regulars.kit.problems import FieldError, Problem

INFIX: Final = "_sandbox_"
DATABASE_NAME_BYTES_MAX: Final = 63
"""PostgreSQL cuts longer names off."""
CONNECT_SECONDS_MAX: Final = 10


class Sandbox(NamedTuple):
    """A sandbox as a list shows it."""

    name: str
    database: str
    now: datetime
    size_bytes: int


def sandbox_url(url: str, name: str) -> str:
    """How to connect to a sandbox beside the database at `url`; Problem `sandbox_unknown` if there is none of that name."""
    with _connected(url) as connection:
        database = _database_name(connection, name)
        found = connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", (database,)).fetchone()
    beside = make_conninfo(url, dbname=database)
    if found is None or _test_time(beside) is None:
        field = FieldError("REGULARS_SANDBOX", f"there is no sandbox {name}")
        raise Problem("sandbox_unknown", f"There is no sandbox {name}.", errors=(field,), hint="See `regulars sandbox list`.")
    return beside


def create_sandbox_database(url: str, name: str) -> str:
    """Make an empty database for a sandbox and say how to connect to it.

    Problem `sandbox_exists`, `sandbox_name_invalid`, or `sandbox_not_permitted` where the role may not create databases.
    """
    with _connected(url) as connection:
        database = _database_name(connection, name)
        if len(database.encode()) > DATABASE_NAME_BYTES_MAX:
            field = FieldError(
                "name", f"would make a database name of more than {DATABASE_NAME_BYTES_MAX} bytes", "a shorter name"
            )
            raise Problem("sandbox_name_invalid", f"{database} is too long for a database.", errors=(field,))
        try:
            # template0 cannot be in use by anybody, which template1 sometimes is.
            connection.execute(sql.SQL("CREATE DATABASE {} TEMPLATE template0").format(sql.Identifier(database)))
        except psycopg.errors.DuplicateDatabase as error:
            hint = "Drop it first, or choose another name."
            raise Problem("sandbox_exists", f"There is a database {database} already.", hint=hint) from error
        except psycopg.errors.InsufficientPrivilege as error:
            role = connection.info.user
            hint = f"Let an administrator of the server run: ALTER ROLE {role} CREATEDB;"
            raise Problem("sandbox_not_permitted", f"The role {role} may not create databases.", hint=hint) from error
    return make_conninfo(url, dbname=database)


def drop_sandbox_database(url: str, name: str) -> None:
    """Drop a sandbox with everything in it.

    Problem `sandbox_unknown` if it is none, `sandbox_in_use` while anybody is connected to it.
    """
    sandbox_url(url, name)
    discard_sandbox_database(url, name)


def discard_sandbox_database(url: str, name: str) -> None:
    """Drop the database of a sandbox that was not finished; Problem `sandbox_in_use` while anybody is connected to it."""
    with _connected(url) as connection:
        database = _database_name(connection, name)
        try:
            connection.execute(sql.SQL("DROP DATABASE {}").format(sql.Identifier(database)))
        except psycopg.errors.ObjectInUse as error:
            hint = "Stop the servers and workers that use it."
            raise Problem("sandbox_in_use", f"Somebody is connected to the sandbox {name}.", hint=hint) from error


def list_sandboxes(url: str) -> list[Sandbox]:
    """Every sandbox beside a database, by name."""
    with _connected(url) as connection:
        prefix = _database_name(connection, "")
        rows = connection.execute(
            "SELECT datname, pg_database_size(oid) FROM pg_database"
            " WHERE starts_with(datname, %s) AND datallowconn AND has_database_privilege(oid, 'CONNECT') ORDER BY datname",
            (prefix,),
        ).fetchall()
    found = [(database, _test_time(make_conninfo(url, dbname=database)), size) for database, size in rows]
    return [Sandbox(database.removeprefix(prefix), database, now, size) for database, now, size in found if now is not None]


def _connected(url: str) -> psycopg.Connection:
    return psycopg.connect(url, autocommit=True, connect_timeout=CONNECT_SECONDS_MAX)


def _database_name(connection: psycopg.Connection, name: str) -> str:
    return f"{connection.info.dbname}{INFIX}{name}"


def _test_time(url: str) -> datetime | None:
    """The instant of a database's test clock; None where there is none, or no such table, or no way in."""
    with suppress(psycopg.OperationalError, psycopg.errors.UndefinedTable), _connected(url) as connection:
        row = connection.execute("SELECT now FROM test_clock").fetchone()
        return None if row is None else row[0].astimezone(UTC)
    return None
