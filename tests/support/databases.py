"""A fresh database for each test, cloned from a migrated template: real PostgreSQL, a few hundredths of a second each."""

import itertools
import tempfile
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
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
DROPPED_AT_ONCE: Final = 40


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
        self._administration.execute("SET wal_compression = off")  # a copied page is not worth packing: twelve times as quick
        self._create(TEMPLATE, "template0")
        migrate(self._server.url(TEMPLATE))
        Vault(self._server.url(TEMPLATE), KEYS).secrets()  # made once for all: every test database has the same keys
        self._beside = ThreadPoolExecutor(1, thread_name_prefix="test-databases")
        self._next = self._beside.submit(self._made, TEMPLATE)
        self._done: list[str] = []
        self._dropped: list[Future[None]] = []

    @contextmanager
    def fresh_url(self, template: str = TEMPLATE) -> Iterator[str]:
        """Give the URL of a new database; `template0` gives one without any table."""
        if template == TEMPLATE:  # made while the test before was running; the one after this is made meanwhile
            made, self._next = self._next, self._beside.submit(self._made, TEMPLATE)
        else:
            made = self._beside.submit(self._made, template)
        name = made.result()
        try:
            yield self._server.url(name)
        finally:
            self._done.append(name)
            if len(self._done) == DROPPED_AT_ONCE:  # each wants a checkpoint, which costs little where another just was
                self._dropped.append(self._beside.submit(self._drop, self._done))
                self._done = []

    @contextmanager
    def fresh_database(self) -> Iterator[Database]:
        """Give a new open database with the schema of this release and no rows."""
        with self.fresh_url() as url, Database.from_url(url, KEYS) as database:
            yield database

    def stop(self) -> None:
        """Stop the server."""
        self._beside.shutdown(wait=True)
        self._administration.close()
        for dropped in self._dropped:
            dropped.result()  # raises what went wrong
        self._server.release()

    def _made(self, template: str) -> str:
        name = f"test_{next(self._numbers)}"
        self._create(name, template)
        return name

    def _drop(self, names: list[str]) -> None:
        for name in names:
            self._administration.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))

    def _create(self, name: str, template: str) -> None:
        # WAL_LOG copies a small database without the checkpoints that FILE_COPY waits for.
        statement = sql.SQL("CREATE DATABASE {} TEMPLATE {} STRATEGY wal_log")
        self._administration.execute(statement.format(sql.Identifier(name), sql.Identifier(template)))
