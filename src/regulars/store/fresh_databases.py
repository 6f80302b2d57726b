"""A database made afresh beside another one, to take its place under its name when it is whole.

Both renames are one transaction of the server: at every moment the name stands for the old database or for the new one. While the
new one is made it has a name of its own; what a killed process left under such a name is dropped by the next.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from typing import Final, NamedTuple

import psycopg
from psycopg import sql
from psycopg.conninfo import conninfo_to_dict, make_conninfo

from regulars.kit.problems import Problem
from regulars.store.database import CONNECT_SECONDS_MAX, unreachable

NAME_BYTES_MAX: Final = 63
"""PostgreSQL cuts longer names off."""
BEING_MADE: Final = "_restoring_"
REPLACED: Final = "_replaced_"
MAINTENANCE: Final = ("postgres", "template1")
"""Databases that every server has, to be connected to while another one is renamed."""

_USER_TABLES: Final = """SELECT c.oid::regclass::text, c.relname
    FROM pg_class AS c JOIN pg_namespace AS n ON n.oid = c.relnamespace
    WHERE c.relkind IN ('r', 'p', 'm', 'f') AND n.nspname <> 'information_schema' AND n.nspname NOT LIKE 'pg\\_%'
    AND NOT EXISTS (SELECT 1 FROM pg_depend AS d WHERE d.objid = c.oid AND d.deptype = 'e')"""

_MADE: Final = (
    ("TABLE", "SELECT oid::regclass::text FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p')"),
    ("SEQUENCE", "SELECT oid::regclass::text FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'S'"),
    ("ROUTINE", "SELECT oid::regprocedure::text FROM pg_proc WHERE pronamespace = 'public'::regnamespace"),
    ("TYPE", "SELECT oid::regtype::text FROM pg_type WHERE typnamespace = 'public'::regnamespace AND typtype IN ('e', 'd')"),
)
"""What a schema is made of, in an order in which it can be dropped; all else falls with it."""
ROWS_OF_MIGRATIONS: Final = frozenset(
    {
        "alembic_version",
        "outbox_relay",
        "outbox_reader",
        "organisation_unit",
        "approval_policy",
        "duplicate_search",
        "data_key",
        "lifecycle_setting",
    }
)
"""Tables in which migrations, or whoever opens it first, write rows: they do not say that anybody has used the database."""


class Place(NamedTuple):
    """A name for a database on a server, and what stands there now."""

    url: str
    name: str
    server_version: int
    exists: bool
    tables: int
    is_empty: bool
    """No row in any table, but for those that migrations write."""
    others: int
    """Connections that somebody has to it."""
    may_create: bool
    """Whether the role may make databases."""


def look_at(url: str) -> Place:
    """What stands at a URL; Problem `database_unreachable` where no server answers."""
    with administration(url) as connection:
        name = _name_of(url, connection)
        exists = _is_there(connection, name)
        may = connection.execute("SELECT rolcreatedb OR rolsuper FROM pg_roles WHERE rolname = current_user").fetchone()
        others = connection.execute(
            "SELECT count(*) FROM pg_stat_activity WHERE datname = %s AND pid <> pg_backend_pid() AND usesysid IS NOT NULL",
            (name,),
        ).fetchone()
        assert may is not None, "everybody has a role"
        assert others is not None, "an aggregate always answers"
        version = connection.info.server_version // 10_000
    tables, is_empty = _contents(make_conninfo(url, dbname=name)) if exists else (0, True)
    return Place(url, name, version, exists, tables, is_empty, int(others[0]), bool(may[0]))


def make_beside(place: Place) -> str:
    """Make an empty database beside a place and say how to connect to it; what earlier ones left is dropped."""
    with administration(place.url) as connection:
        for name in _named(connection, place.name, BEING_MADE):
            with suppress(psycopg.errors.ObjectInUse):  # somebody is making it right now
                connection.execute(sql.SQL("DROP DATABASE IF EXISTS {}").format(sql.Identifier(name)))
        fresh = _beside(place.name, BEING_MADE, secrets.token_hex(4))
        make = sql.SQL("CREATE DATABASE {} TEMPLATE template0 ENCODING 'UTF8'").format(sql.Identifier(fresh))
        try:
            connection.execute(make)
        except psycopg.Error as error:
            raise _not_permitted(error) from error
    return make_conninfo(place.url, dbname=fresh)


def take_place(place: Place, fresh_url: str, now: datetime) -> str | None:
    """Give a fresh database the name of the place; returns the new name of what stood there, if anything.

    Problem `database_in_use` while anybody is connected to either.
    """
    fresh = str(conninfo_to_dict(fresh_url)["dbname"])
    replaced = _beside(place.name, REPLACED, f"{now:%Y%m%d%H%M%S}") if place.exists else None
    rename = sql.SQL("ALTER DATABASE {} RENAME TO {}")
    with administration(place.url) as connection:
        try:
            with connection.transaction():
                if replaced is not None:
                    connection.execute(rename.format(sql.Identifier(place.name), sql.Identifier(replaced)))
                connection.execute(rename.format(sql.Identifier(fresh), sql.Identifier(place.name)))
        except psycopg.errors.ObjectInUse as error:
            raise in_use(place.name) from error
        except (psycopg.errors.InsufficientPrivilege, psycopg.errors.FeatureNotSupported) as error:
            raise _not_permitted(error) from error
    return replaced


def discard(url: str, name: str) -> None:
    """Drop a database beside another one, whoever is connected to it."""
    with administration(url) as connection:
        connection.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))


def left_beside(url: str) -> list[str]:
    """Databases that a restore has left beside another one: unfinished ones, and those that were replaced."""
    with administration(url) as connection:
        name = _name_of(url, connection)
        return [found for infix in (BEING_MADE, REPLACED) for found in _named(connection, name, infix)]


def empty_again(url: str) -> None:
    """Drop everything that a restore has made in a database that had no table before."""
    with psycopg.connect(url, connect_timeout=CONNECT_SECONDS_MAX) as connection:
        for kind, query in _MADE:
            for (name,) in connection.execute(query.encode()).fetchall():
                # The server has spelled the name, quotes included.
                connection.execute(f"DROP {kind} IF EXISTS {name} CASCADE".encode())


def refresh_statistics(url: str) -> None:
    """Tell the planner what a filled database holds."""
    with psycopg.connect(url, autocommit=True, connect_timeout=CONNECT_SECONDS_MAX) as connection:
        connection.execute("VACUUM (ANALYZE)")


@contextmanager
def held(url: str) -> Iterator[psycopg.Connection]:
    """A connection that does nothing but show that a database is in somebody's hands."""
    with psycopg.connect(url, autocommit=True, connect_timeout=CONNECT_SECONDS_MAX) as connection:
        yield connection


@contextmanager
def administration(url: str) -> Iterator[psycopg.Connection]:
    """A connection to the server of a URL, beside the database that the URL names if at all possible."""
    named = conninfo_to_dict(url).get("dbname")
    failed: psycopg.Error | None = None
    for name in (*(each for each in MAINTENANCE if each != named), named):
        try:
            beside = url if name is None else make_conninfo(url, dbname=name)
            connection = psycopg.connect(beside, autocommit=True, connect_timeout=CONNECT_SECONDS_MAX)
        except psycopg.OperationalError as error:
            failed = failed or error
            continue
        with connection:
            yield connection
        return
    raise unreachable(f"The database does not answer: {failed}") from failed


def in_use(name: str) -> Problem:
    """Somebody is connected to a database that should give way."""
    hint = "Stop the servers and workers that use it, then try again."
    return Problem("database_in_use", f"Somebody is connected to the database {name}.", hint=hint)


def _not_permitted(error: psycopg.Error) -> Problem:
    hint = "The role must own the database and may make others: ALTER ROLE … CREATEDB."
    return Problem("restore_not_permitted", f"The server refuses to make a database or to rename it: {error}", hint=hint)


def _name_of(url: str, connection: psycopg.Connection) -> str:
    # Without a name in the URL, libpq takes the user's.
    return str(conninfo_to_dict(url).get("dbname") or connection.info.user)


def _is_there(connection: psycopg.Connection, name: str) -> bool:
    return connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", (name,)).fetchone() is not None


def _contents(url: str) -> tuple[int, bool]:
    with psycopg.connect(url, autocommit=True, connect_timeout=CONNECT_SECONDS_MAX) as connection:
        tables = connection.execute(_USER_TABLES.encode()).fetchall()
        for spelled, name in tables:
            if name in ROWS_OF_MIGRATIONS:
                continue
            any_row = f"SELECT EXISTS (SELECT 1 FROM {spelled})".encode()  # noqa: S608 - the server has spelled the name
            try:
                row = connection.execute(any_row).fetchone()
            except psycopg.errors.InsufficientPrivilege:
                return len(tables), False  # what we may not see is not ours to take away
            if row is not None and row[0]:
                return len(tables), False
    return len(tables), True


def _named(connection: psycopg.Connection, name: str, infix: str) -> list[str]:
    rows = connection.execute(
        "SELECT datname FROM pg_database WHERE starts_with(datname, %s) ORDER BY 1", (_beside(name, infix, ""),)
    ).fetchall()
    return [found for (found,) in rows]


def _beside(name: str, infix: str, ending: str) -> str:
    # Cut by the longest ending, so that a prefix finds what was named with it.
    room = NAME_BYTES_MAX - len(infix) - 14
    return name.encode()[:room].decode(errors="ignore") + infix + ending
