"""A fresh database for each test, cloned from a migrated template: real PostgreSQL, a few hundredths of a second each."""

import itertools
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

import psycopg
from psycopg import sql

from regulars.store.database import Database
from regulars.store.embedded import EmbeddedServer
from regulars.store.migrate import migrate
from regulars.store.vault import Vault
from tests.support.keys import KEYS

TEMPLATE: Final = "template_migrated"


@contextmanager
def server_directory() -> Iterator[Path]:
    """Give a temporary directory for the data of an embedded server.

    Not pytest's `tmp_path`: each session that starts closes the directory above it (0700) for every other account, and
    with it the ground under a server that a session run by root has handed to the account `regulars`.
    """
    with tempfile.TemporaryDirectory(prefix="regulars-test-") as directory:
        yield Path(directory)


class DatabaseServer:
    """The server of a test session, with a template that holds the schema of this release."""

    def __init__(self, data_dir: Path) -> None:
        self._server = EmbeddedServer(data_dir)
        self._numbers = itertools.count(1)
        self._administration = psycopg.connect(self._server.url("postgres"), autocommit=True)
        self._create(TEMPLATE, "template0")
        migrate(self._server.url(TEMPLATE))
        Vault(self._server.url(TEMPLATE), KEYS).secrets()  # made once for all: every test database has the same keys

    @contextmanager
    def fresh_url(self, template: str = TEMPLATE) -> Iterator[str]:
        """Give the URL of a new database; `template0` gives one without any table."""
        name = f"test_{next(self._numbers)}"
        self._create(name, template)
        try:
            yield self._server.url(name)
        finally:
            self._administration.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))

    @contextmanager
    def fresh_database(self) -> Iterator[Database]:
        """Give a new open database with the schema of this release and no rows."""
        with self.fresh_url() as url, Database.from_url(url, KEYS) as database:
            yield database

    def stop(self) -> None:
        """Stop the server."""
        self._administration.close()
        self._server.release()

    def _create(self, name: str, template: str) -> None:
        # WAL_LOG copies a small database without the checkpoints that FILE_COPY waits for.
        statement = sql.SQL("CREATE DATABASE {} TEMPLATE {} STRATEGY wal_log")
        self._administration.execute(statement.format(sql.Identifier(name), sql.Identifier(template)))
