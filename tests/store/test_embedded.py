"""The embedded server: shared by processes, kept through a kill, stopped by the last to leave."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import psycopg
import pytest

from regulars.store.embedded import EmbeddedServer, stop_embedded
from tests.support.databases import server_directory

DURABILITY = ("fsync", "full_page_writes", "synchronous_commit")
USE_AND_WAIT = """
import sys, time
from pathlib import Path
from regulars.store.embedded import EmbeddedServer
server = EmbeddedServer(Path(sys.argv[1]))
print(server.url(), flush=True)
time.sleep(600)
"""


@pytest.fixture
def data_dir() -> Iterator[Path]:
    """Give a data directory whose server is stopped at the end."""
    with server_directory() as directory:
        yield directory / "data"
        stop_embedded(directory / "data")


def _is_up(url: str) -> bool:
    try:
        psycopg.connect(url, connect_timeout=5).close()
    except psycopg.OperationalError:
        return False
    return True


def _other_process(data_dir: Path) -> subprocess.Popen[str]:
    other = subprocess.Popen([sys.executable, "-c", USE_AND_WAIT, str(data_dir)], stdout=subprocess.PIPE, text=True)
    assert other.stdout is not None
    assert other.stdout.readline().startswith("postgresql://")
    return other


def test_release__last_to_leave_stops_the_server(data_dir: Path):
    first, second = EmbeddedServer(data_dir), EmbeddedServer(data_dir)
    first.release()
    assert _is_up(second.url())
    second.release()
    assert not _is_up(second.url())


def test_release__twice_does_nothing(data_dir: Path):
    first, second = EmbeddedServer(data_dir), EmbeddedServer(data_dir)
    first.release()
    first.release()
    assert _is_up(second.url())
    second.release()


def test_start__keeps_the_rows_of_the_last_run_and_commits_durably(data_dir: Path):
    server = EmbeddedServer(data_dir)
    with psycopg.connect(server.url()) as connection:
        settings = [connection.execute(f"SHOW {name}".encode()).fetchone() for name in DURABILITY]
        assert settings == [("on",)] * len(DURABILITY)
        connection.execute("CREATE TABLE kept AS SELECT 1 AS n")
    server.release()
    server = EmbeddedServer(data_dir)
    with psycopg.connect(server.url()) as connection:
        assert connection.execute("SELECT n FROM kept").fetchone() == (1,)
    server.release()


def test_release__leaves_the_server_to_another_process(data_dir: Path):
    server = EmbeddedServer(data_dir)
    other = _other_process(data_dir)
    with closing(other.stdout):
        server.release()
        assert _is_up(server.url())
        other.kill()
        other.wait()


def test_kill__the_next_process_finds_the_server_and_may_stop_it(data_dir: Path):
    other = _other_process(data_dir)
    with closing(other.stdout):
        other.send_signal(signal.SIGKILL)
        other.wait()
    server = EmbeddedServer(data_dir)
    assert _is_up(server.url())
    server.release()
    assert not _is_up(server.url())


def test_start__after_the_server_itself_was_killed(data_dir: Path):
    server = EmbeddedServer(data_dir)
    with psycopg.connect(server.url(), autocommit=True) as connection:
        connection.execute("CREATE TABLE kept AS SELECT 1 AS n")
        _kill_server(data_dir)
    again = EmbeddedServer(data_dir)
    with psycopg.connect(again.url()) as connection:
        assert connection.execute("SELECT n FROM kept").fetchone() == (1,)
    server.release()
    again.release()


def test_start__pid_file_naming_another_program_is_forgotten(data_dir: Path):
    EmbeddedServer(data_dir).release()
    pid_file = data_dir / "postgres" / "postmaster.pid"
    pid_file.write_text(f"1\n{data_dir / 'postgres'}\n1700000000\n5432\n\n\n\nready\n")
    server = EmbeddedServer(data_dir)
    assert _is_up(server.url())
    server.release()


def test_start__path_too_long_for_a_socket(data_dir: Path):
    data_dir = data_dir.with_name("long" * 30)
    server = EmbeddedServer(data_dir)
    assert _is_up(server.url())
    assert server.socket_directory.stat().st_mode & 0o077 == 0
    server.release()
    assert not server.socket_directory.exists()


def test_start__two_at_once_share_one_server(data_dir: Path):
    others = [
        subprocess.Popen([sys.executable, "-c", USE_AND_WAIT, str(data_dir)], stdout=subprocess.PIPE, text=True) for _ in range(3)
    ]
    urls = {other.stdout.readline() for other in others}
    assert len(urls) == 1
    for other in others:
        other.kill()
        other.wait()
        other.stdout.close()


def test_data__only_the_owner_may_enter(data_dir: Path):
    server = EmbeddedServer(data_dir)
    assert (data_dir / "postgres").stat().st_mode & 0o077 == 0
    server.release()


def test_stop_embedded__stops_whoever_uses_it(data_dir: Path):
    server = EmbeddedServer(data_dir)
    assert stop_embedded(data_dir) is True
    assert not _is_up(server.url())
    assert stop_embedded(data_dir) is False
    server.release()


def test_stop_embedded__unused_directory_has_nothing_to_stop(tmp_path: Path):
    assert stop_embedded(tmp_path / "never") is False


def _kill_server(data_dir: Path) -> None:
    """Kill the server the hard way; nobody may be there to collect it."""
    process_id = int((data_dir / "postgres" / "postmaster.pid").read_text().splitlines()[0])
    os.kill(process_id, signal.SIGKILL)
