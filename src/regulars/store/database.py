"""The database: one PostgreSQL, embedded or the operator's own, behind a pool of connections.

Work happens in `transaction()`, reading that must agree with itself in `snapshot()`. Every connection speaks UTC.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from select import POLLIN, poll
from types import TracebackType
from typing import Final, Self

import psycopg
from psycopg.sql import SQL
from psycopg_pool import ConnectionPool

from regulars.kit.problems import FieldError, Problem
from regulars.kit.settings import Settings
from regulars.store.embedded import EmbeddedServer
from regulars.store.master_keys import KEY_FILE, MasterKeySource
from regulars.store.sandboxes import sandbox_url
from regulars.store.vault import KeyedConnection, Vault

SERVER_VERSION_MIN: Final = 16
POOL_CONNECTIONS_MAX: Final = 16
CONNECT_SECONDS_MAX: Final = 10
WAIT_SECONDS_MAX: Final = 30
"""How long a request waits for a free connection before it is refused rather than queued for ever."""


class Database:
    """An open database. Close it, or use it as a context manager."""

    def __init__(self, url: str, embedded: EmbeddedServer | None = None, keys: MasterKeySource | None = None) -> None:
        self.url: Final = url
        self.vault: Final = Vault(url, keys)
        self.server_version: Final = _server_version(url)
        """The major version, such as 18."""
        self._embedded = embedded
        self._pool: ConnectionPool[KeyedConnection] = ConnectionPool(
            url,
            connection_class=KeyedConnection,
            min_size=1,
            max_size=POOL_CONNECTIONS_MAX,
            timeout=WAIT_SECONDS_MAX,
            open=True,
            check=_check,
            configure=self._configure,
            kwargs={"connect_timeout": CONNECT_SECONDS_MAX, "application_name": "regulars"},
        )

    @classmethod
    def open(cls, settings: Settings) -> Self:
        """Open the operator's database when the settings name one, else the embedded server; or the sandbox beside it.

        Raises Problem `database_unreachable`, `database_version_unsupported`, `database_embedded_failed` or `sandbox_unknown`.
        """
        if settings.database_url is not None:
            return cls(_chosen(settings.database_url, settings), keys=key_source(settings))
        embedded = EmbeddedServer(settings.data_dir)
        try:
            return cls(_chosen(embedded.url(), settings), embedded, key_source(settings))
        except BaseException:
            embedded.release()
            raise

    @classmethod
    def from_url(cls, url: str, keys: MasterKeySource | None = None) -> Self:
        """Open the database at a libpq URL; without keys, what is sealed in it stays so."""
        return cls(url, keys=keys)

    @contextmanager
    def connection(self) -> Iterator[psycopg.Connection]:
        """Give a connection on which the caller begins and ends the transaction (`store/exchange.py`); an exception ends it."""
        with self._pool.connection() as connection:
            yield connection

    @contextmanager
    def transaction(self) -> Iterator[psycopg.Connection]:
        """Give a connection in a transaction: committed at the end of the block, rolled back by any exception."""
        with self._pool.connection() as connection, connection.transaction():
            yield connection

    @contextmanager
    def snapshot(self, of: str | None = None) -> Iterator[psycopg.Connection]:
        """Give a connection that only reads and sees one moment, so that several queries agree with each other.

        `of`: the moment that another process sees, as its `shared_snapshot` names it, for as long as it does.
        """
        with self.transaction() as connection:
            connection.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            if of is not None:
                connection.execute(SQL("SET TRANSACTION SNAPSHOT {}").format(of))
            yield connection

    def close(self) -> None:
        """Close the connections and leave the embedded server, which stops when nobody else uses it."""
        self._pool.close()
        if self._embedded is not None:
            self._embedded.release()

    def _configure(self, connection: KeyedConnection) -> None:
        connection.vault = self.vault
        # What the driver prepares by itself it forgets by DEALLOCATE ALL, and with it what exchanges have prepared.
        connection.prepare_threshold = None
        connection.execute("SET TIME ZONE 'UTC'")
        connection.commit()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()


def key_source(settings: Settings) -> MasterKeySource:
    """Where the settings say that the master keys are."""
    return MasterKeySource(settings.master_keys, settings.data_dir.expanduser() / KEY_FILE)


@contextmanager
def server_url(settings: Settings) -> Iterator[str]:
    """The URL of the database of the settings, on a server that runs, without a connection to it; sandboxes are not looked at."""
    if settings.database_url is not None:
        yield settings.database_url
        return
    embedded = EmbeddedServer(settings.data_dir)
    try:
        yield embedded.url()
    finally:
        embedded.release()


def shared_snapshot(connection: psycopg.Connection) -> str:
    """A name under which other processes can see what this snapshot sees."""
    row = connection.execute("SELECT pg_export_snapshot()").fetchone()
    assert row is not None, "a function always answers"
    return str(row[0])


def _chosen(url: str, settings: Settings) -> str:
    if settings.sandbox is None:
        return url
    _server_version(url)  # says in our words why a server does not answer
    return sandbox_url(url, settings.sandbox)


def _check(connection: psycopg.Connection) -> None:
    """See whether a connection still works. Only one that the server has said something on, unasked, needs to be tried."""
    waiting = poll()
    waiting.register(connection.fileno(), POLLIN)
    if waiting.poll(0):
        ConnectionPool.check_connection(connection)


def _server_version(url: str) -> int:
    try:
        with psycopg.connect(url, connect_timeout=CONNECT_SECONDS_MAX) as connection:
            version = connection.info.server_version // 10_000
    except psycopg.ProgrammingError as error:
        raise unreachable("The database URL cannot be read.") from error
    except psycopg.OperationalError as error:
        raise unreachable(f"The database does not answer: {error}") from error
    if version < SERVER_VERSION_MIN:
        raise Problem(
            "database_version_unsupported",
            f"The database server is PostgreSQL {version}.",
            hint=f"Use PostgreSQL {SERVER_VERSION_MIN} or later, or unset REGULARS_DATABASE_URL to use the embedded one.",
            facts={"version": version, "version_min": SERVER_VERSION_MIN},
        )
    return version


def unreachable(detail: str) -> Problem:
    """No server answers at the URL."""
    # libpq's messages name host, port and user, never the password.
    field = FieldError("REGULARS_DATABASE_URL", "no connection", expected="postgresql://user:password@host:5432/database")
    return Problem("database_unreachable", detail, errors=(field,), hint="Check that the server runs and the URL is right.")
