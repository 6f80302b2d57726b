"""A fresh database for each test, cloned from a migrated template: real PostgreSQL, a few hundredths of a second each.

The server of the tests does not wait for the disk, as the servers it stands for do: of 40 databases made and dropped again, that
is nine tenths of the time. Whoever looks at that very thing asks for `durable`.
"""

import itertools
import tempfile
import time
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
DURABILITY: Final = ("fsync", "full_page_writes")
SETTING_SECONDS_MAX: Final = 60


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
        self._set_durability("off")
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

    @contextmanager
    def durable(self) -> Iterator[None]:
        """Let the server wait for the disk meanwhile, as the embedded one does unless it serves tests."""
        self._set_durability("on")
        yield
        self._set_durability("off")

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
        # FILE_COPY waits for a checkpoint, which costs little where nothing waits for the disk, and writes no log of the pages.
        statement = sql.SQL("CREATE DATABASE {} TEMPLATE {} STRATEGY file_copy")
        self._administration.execute(statement.format(sql.Identifier(name), sql.Identifier(template)))

    def _set_durability(self, value: str) -> None:
        for name in DURABILITY:
            self._administration.execute(sql.SQL("ALTER SYSTEM SET {} = {}").format(sql.Identifier(name), value))
        self._administration.execute("SELECT pg_reload_conf()")
        give_up_at = time.monotonic() + SETTING_SECONDS_MAX
        while any(self._shown(name) != value for name in DURABILITY):
            assert time.monotonic() < give_up_at, "the server did not read its settings anew"

    def _shown(self, setting: str) -> str:
        with psycopg.connect(self._server.url("postgres")) as connection:
            (value,) = connection.execute(sql.SQL("SHOW {}").format(sql.Identifier(setting))).fetchone() or ("",)
        return str(value)
