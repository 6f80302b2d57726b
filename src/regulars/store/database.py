"""The database: one PostgreSQL, embedded or the operator's own, behind a pool of connections.

Work happens in `transaction()`, reading that must agree with itself in `snapshot()`. Every connection speaks UTC.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from select import POLLIN, poll
from types import TracebackType
from typing import Final, NamedTuple, Self

import psycopg
from psycopg.conninfo import make_conninfo
from psycopg.sql import SQL
from psycopg_pool import ConnectionPool

from regulars.kit.problems import FieldError, Problem
from regulars.kit.settings import Settings
from regulars.store.embedded import EmbeddedServer
from regulars.store.master_keys import KEY_FILE, MasterKeySource
from regulars.store.reach import Reach, enter, is_request, present_reach
from regulars.store.sandboxes import sandbox_url
from regulars.store.vault import KeyedConnection, Vault
from regulars.store.wall import APPLICATION, LEDGER, stands, wall_missing, work_as

SERVER_VERSION_MIN: Final = 16
POOL_CONNECTIONS_MAX: Final = 16
CONNECT_SECONDS_MAX: Final = 10
WAIT_SECONDS_MAX: Final = 30
"""How long a request waits for a free connection before it is refused rather than queued for ever."""


class ServiceAccess(NamedTuple):
    """How a process of the service reaches a database that is open already; it goes from process to process, never into a log."""

    url: str
    service_url: str
    keys: MasterKeySource | None


class Database:
    """An open database. Close it, or use it as a context manager."""

    def __init__(
        self,
        url: str,
        embedded: EmbeddedServer | None = None,
        keys: MasterKeySource | None = None,
        log_in: Callable[[str], str] | None = None,
    ) -> None:
        self.url: Final = url
        """As the owner of the tables, who migrates and backs up."""
        self.vault: Final = Vault(url, keys)
        self.server_version: Final = _server_version(url)
        """The major version, such as 18."""
        self._embedded = embedded
        self._requests = self._pool(log_in(APPLICATION) if log_in else url, APPLICATION)
        """For what answers requests."""
        self._service_url: Final = log_in(LEDGER) if log_in else url
        self._service = self._pool(self._service_url, LEDGER)
        """For the ledger, workers and commands."""

    @classmethod
    def open(cls, settings: Settings) -> Self:
        """Open the operator's database when the settings name one, else the embedded server; or the sandbox beside it.

        Raises Problem `database_unreachable`, `database_version_unsupported`, `database_embedded_failed` or `sandbox_unknown`.
        """
        if settings.database_url is not None:
            login = _chosen(settings.database_url, settings)
            owner = login if settings.owner_url is None else _chosen(settings.owner_url, settings)
            return cls(owner, keys=key_source(settings), log_in=lambda _: login)
        embedded = EmbeddedServer(settings.data_dir)
        try:
            url = _chosen(embedded.url(), settings)
            return cls(url, embedded, key_source(settings), _as_each(url))
        except BaseException:
            embedded.release()
            raise

    @classmethod
    def from_url(cls, url: str, keys: MasterKeySource | None = None) -> Self:
        """Open the database at a libpq URL; without keys, what is sealed in it stays so."""
        return cls(url, keys=keys)

    def service_access(self) -> ServiceAccess:
        """What a process beside this one needs to do the work of the service, while this one keeps the database open."""
        return ServiceAccess(self.url, self._service_url, self.vault.source)

    @classmethod
    def for_service(cls, access: ServiceAccess) -> Self:
        """Open a database that another process keeps open, for the work of the service."""
        return cls(access.url, keys=access.keys, log_in=lambda _: access.service_url)

    @contextmanager
    def connection(self) -> Iterator[psycopg.Connection]:
        """Give a connection of the service itself, on which the caller begins and ends the transaction (`store/exchange.py`).

        An exception ends it.
        """
        with self._service.connection() as connection:
            yield connection

    @contextmanager
    def transaction(self, *, as_service: bool = False) -> Iterator[psycopg.Connection]:
        """Give a connection in a transaction: committed at the end of the block, rolled back by any exception.

        A request of somebody who reaches a part of the organisation sees that part. `as_service`: what it is given was checked,
        and it has many rows to write, as the ledger has. Raises Problem `wall_missing` where the database cannot keep stores
        apart.
        """
        pool = self._requests if is_request() and not as_service else self._service
        with pool.connection() as connection, connection.transaction():
            _limit(connection, None if as_service else present_reach())
            yield connection

    @contextmanager
    def snapshot(self, of: str | None = None) -> Iterator[psycopg.Connection]:
        """Give a connection that only reads and sees one moment, so that several queries agree with each other.

        `of`: the moment that another process sees, as its `shared_snapshot` names it, for as long as it does.
        """
        pool = self._requests if is_request() else self._service
        with pool.connection() as connection, connection.transaction():
            connection.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            if of is not None:
                connection.execute(SQL("SET TRANSACTION SNAPSHOT {}").format(of))
            _limit(connection, present_reach())
            yield connection

    def renew(self) -> None:
        """Work with fresh connections: a migration may just have built the wall."""
        self._requests.drain()
        self._service.drain()

    def close(self) -> None:
        """Close the connections and leave the embedded server, which stops when nobody else uses it."""
        self._requests.close()
        self._service.close()
        if self._embedded is not None:
            self._embedded.release()

    def _pool(self, url: str, role: str) -> ConnectionPool[KeyedConnection]:
        def configure(connection: KeyedConnection) -> None:
            connection.vault = self.vault
            # What the driver prepares by itself it forgets by DEALLOCATE ALL, and with it what exchanges have prepared.
            connection.prepare_threshold = None
            connection.execute("SET TIME ZONE 'UTC'")
            connection.is_behind_wall = work_as(connection, role)
            connection.commit()

        return ConnectionPool(
            url,
            connection_class=KeyedConnection,
            min_size=0,
            max_size=POOL_CONNECTIONS_MAX,
            timeout=WAIT_SECONDS_MAX,
            open=True,
            check=_check,
            configure=configure,
            kwargs={"connect_timeout": CONNECT_SECONDS_MAX, "application_name": "regulars"},
        )

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
        yield settings.owner_url or settings.database_url
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


def _limit(connection: KeyedConnection, reach: Reach | None) -> None:
    """Let a transaction see no more than a reach."""
    if reach is not None:
        if not connection.is_behind_wall:
            raise wall_missing()
        enter(connection, reach)


def _as_each(url: str) -> Callable[[str], str] | None:
    """How each role logs in to an embedded server, which asks for no password; as the owner until the roles are there."""
    with psycopg.connect(url, connect_timeout=CONNECT_SECONDS_MAX) as connection:
        return (lambda role: make_conninfo(url, user=role)) if stands(connection) else None


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
