"""Migrations: bring a database to the schema of this release, with Alembic, in one transaction.

A migration is a `.sql` file that says what it does in SQL, with a `.py` file of the same name beside it that Alembic
orders. Either all of them land or none; two processes that start at once take turns.
"""

from pathlib import Path
from typing import Any, Final

import psycopg
from alembic.config import Config
from alembic.operations import Operations
from alembic.runtime.environment import EnvironmentContext
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, create_engine
from sqlalchemy.pool import NullPool

from regulars.kit.problems import Problem
from regulars.store.wall import build_wall, make_roles, open_to_owner, stands

MIGRATIONS: Final = Path(__file__).parent / "migrations"
ADVISORY_LOCK: Final = 0x5265_6775_6C61_7273
"""Any number will do as long as it is always the same: the letters of "Regulars"."""


def migrate(url: str) -> tuple[str, ...]:
    """Run the migrations that a database lacks and return their names; an up-to-date database gives an empty tuple.

    Whatever tables there are afterwards stand behind the wall (`store/wall.py`), where the role may build it.

    Raises Problem `database_schema_newer` when a later release has already migrated the database.
    """
    # SQLAlchemy would parse the URL by its own rules; psycopg's are the ones that the rest of the package follows.
    engine = create_engine("postgresql+psycopg://", creator=lambda: psycopg.connect(url), poolclass=NullPool)
    try:
        with engine.begin() as connection:
            # Held to the end of the transaction: the second process waits here, and then finds nothing left to do.
            connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({ADVISORY_LOCK})")
            done = _upgrade(connection)
            driver = connection.connection.driver_connection
            assert isinstance(driver, psycopg.Connection)
            if done or not stands(driver):
                build_wall(driver)
            return done
    finally:
        engine.dispose()


def prepare_server(url: str) -> None:
    """Make the roles that a dump's policies name, where the server has none yet and we may."""
    with psycopg.connect(url) as connection:
        make_roles(connection)


def complete_wall(url: str) -> None:
    """Give the roles their rights in a database that was filled from a dump, which holds the policies alone.

    One of a release before there was a wall gets it when it is migrated.
    """
    with psycopg.connect(url) as connection:
        if not build_wall(connection):
            open_to_owner(connection)


def migration_heads(migrations: Path = MIGRATIONS) -> tuple[str, ...]:
    """Return the last migration of each branch; a healthy history has exactly one."""
    return tuple(ScriptDirectory(migrations).get_heads())


def lacking_migrations(url: str) -> tuple[str, ...]:
    """Name the migrations that a database lacks, in order, without running them.

    Raises Problem `database_schema_newer` when a later release has already migrated the database.
    """
    engine = create_engine("postgresql+psycopg://", creator=lambda: psycopg.connect(url), poolclass=NullPool)
    try:
        with engine.connect() as connection:
            present = frozenset(MigrationContext.configure(connection).get_current_heads())
    finally:
        engine.dispose()
    script = ScriptDirectory(MIGRATIONS)
    _refuse_unknown(present, script)
    planned = script._upgrade_revs("heads", tuple(present))  # type: ignore[arg-type]  # noqa: SLF001 - as below
    return tuple(step.revision.revision for step in planned)


def knows_migration(name: str) -> bool:
    """Tell whether a migration is one of this release's."""
    return any(known.revision == name for known in ScriptDirectory(MIGRATIONS).walk_revisions())


def run_sql_beside(operations: Operations | Any, migration: str) -> None:
    """Run the `.sql` file of the same name as a migration module: `run_sql_beside(op, __file__)`."""
    statements = Path(migration).with_suffix(".sql").read_bytes()
    connection = operations.get_bind().connection.driver_connection
    assert isinstance(connection, psycopg.Connection)
    # Straight to psycopg and without parameters: many statements in one go, and a percent sign is only a percent sign.
    connection.execute(statements)


def _upgrade(connection: Connection) -> tuple[str, ...]:
    script = ScriptDirectory(MIGRATIONS)
    done: list[str] = []

    def steps(revision: Any, _context: MigrationContext) -> Any:
        _refuse_unknown(frozenset(revision), script)
        planned = script._upgrade_revs("heads", revision)  # noqa: SLF001 - the way Alembic's own upgrade command takes
        done.extend(step.revision.revision for step in planned)
        return planned

    with EnvironmentContext(Config(), script, fn=steps) as environment:
        environment.configure(connection=connection)
        environment.run_migrations()
    return tuple(done)


def _refuse_unknown(present: frozenset[str], script: ScriptDirectory) -> None:
    unknown = present - {known.revision for known in script.walk_revisions()}
    if unknown:
        raise Problem(
            "database_schema_newer",
            f"The database holds a migration that this release does not know: {', '.join(sorted(unknown))}.",
            hint="Run the release that migrated the database, or a later one; there is no way down.",
        )
