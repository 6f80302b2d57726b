"""Real processes of Regulars over one database, which can be killed at any moment."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

import httpx
import psycopg

GIVE_UP_SECONDS = 60
LOOK_AGAIN_SECONDS = 0.0005


@contextmanager
def regulars(url: str, folder: Path, *arguments: str) -> Iterator[subprocess.Popen[bytes]]:
    """Run a command on a database; killed at the end of the block if it still runs."""
    environment = os.environ | {"REGULARS_DATABASE_URL": url, "NO_COLOR": "1"}
    with (folder / "output.txt").open("ab") as output:
        process = subprocess.Popen(
            [sys.executable, "-m", "regulars", *arguments], env=environment, cwd=folder, stdout=output, stderr=subprocess.STDOUT
        )  # fmt: skip
        try:
            yield process
        finally:
            kill(process)


def finish(url: str, folder: Path, *arguments: str) -> str:
    """Run a command to its end; what it said comes back."""
    with regulars(url, folder, *arguments) as process:
        code = process.wait(GIVE_UP_SECONDS)
    said = (folder / "output.txt").read_text()
    assert code == 0, said
    return said


def kill(process: subprocess.Popen[bytes]) -> None:
    """Kill -9, and wait until the process is gone."""
    if process.poll() is None:
        process.send_signal(signal.SIGKILL)
    process.wait()


def wait_until(is_so: Callable[[], bool], process: subprocess.Popen[bytes]) -> bool:
    """Look again and again until something is so; False when the process ended first."""
    give_up_at = time.monotonic() + GIVE_UP_SECONDS
    while not is_so():
        if process.poll() is not None:
            return False
        assert time.monotonic() < give_up_at, "it never came to that"
        time.sleep(LOOK_AGAIN_SECONDS)
    return True


class Watch:
    """Looks at what another process does to a database."""

    def __init__(self, url: str) -> None:
        self._connection = psycopg.connect(url, autocommit=True)

    def rows(self, table: str) -> int:
        """Rows committed so far; 0 while the table is not there."""
        row = self._connection.execute(f"SELECT count(*) FROM {table}").fetchone()
        assert row is not None
        return int(row[0])

    def is_writing(self) -> bool:
        """Whether a transaction that has written something is open right now."""
        row = self._connection.execute(
            "SELECT EXISTS (SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND backend_xid IS NOT NULL)"
        ).fetchone()
        assert row is not None
        return bool(row[0])

    def close(self) -> None:
        """Look no more."""
        self._connection.close()


class Server:
    """A `regulars serve` on a port of its own, which can be killed and started again."""

    def __init__(self, url: str, folder: Path) -> None:
        self._url = url
        self._folder = folder
        self._output: IO[bytes] = (folder / "server.txt").open("ab")
        with socket.create_server(("127.0.0.1", 0)) as listener:
            self.port = listener.getsockname()[1]
        self.address = f"http://127.0.0.1:{self.port}"
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start, and wait until it is ready."""
        environment = os.environ | {"REGULARS_DATABASE_URL": self._url, "NO_COLOR": "1"}
        command = [sys.executable, "-m", "regulars", "serve", "--port", str(self.port), "--log-level", "warning"]
        process = subprocess.Popen(command, env=environment, cwd=self._folder, stdout=self._output, stderr=subprocess.STDOUT)
        self._process = process
        assert wait_until(self._is_ready, process), (self._folder / "server.txt").read_text()

    @property
    def process(self) -> subprocess.Popen[bytes]:
        """The process that runs now."""
        assert self._process is not None, "the server was not started"
        return self._process

    def kill(self) -> None:
        """Kill -9."""
        if self._process is not None:
            kill(self._process)

    def close(self) -> None:
        """Kill it for good."""
        self.kill()
        self._output.close()

    def _is_ready(self) -> bool:
        try:
            return httpx.get(f"{self.address}/v1/health/ready", trust_env=False).status_code == 200
        except httpx.TransportError:
            return False
