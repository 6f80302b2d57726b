"""Fixtures for every test: a network guard that is always on, and `database`, a fresh PostgreSQL database per test."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from xdist.remote import Producer

import regulars
from regulars.kit.collecting import collect_seldom
from regulars.store.database import Database
from tests.support.databases import DatabaseServer, server_directory
from tests.support.keys import MASTER_KEY
from tests.support.network import NetworkGuard
from tests.support.quick_passwords import hash_quickly
from tests.support.sharing import Pieces, long_first

EXAMPLES = int(os.environ.get("REGULARS_EXAMPLES") or 60)
"""`REGULARS_EXAMPLES=1000` draws more than the suite has time for, wherever a test does not say how many itself."""

settings.register_profile("regulars", deadline=None, max_examples=EXAMPLES, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("regulars-ci", settings.get_profile("regulars"), derandomize=True)
settings.load_profile("regulars-ci" if os.environ.get("CI") else "regulars")
"""Timing never fails a test, and CI draws the same examples every time."""


def pytest_configure() -> None:
    """Set up each process: key, terminal, passwords; refuse to test native code that is older than its source."""
    os.environ["REGULARS_MASTER_KEY"] = MASTER_KEY
    os.environ["COLUMNS"] = "200"
    hash_quickly()
    for native in Path(regulars.__file__).parent.rglob("*.so"):
        source = native.with_name(f"{native.name.partition('.')[0]}.py")
        if source.exists() and source.stat().st_mtime > native.stat().st_mtime:
            pytest.exit(f"{source} is newer than its native code: run `make native`", 3)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with what takes long."""
    items[:] = long_first(items)


def pytest_xdist_make_scheduler(config: pytest.Config, log: Producer) -> Pieces | None:
    """Share files as the suite is best shared."""
    return Pieces(config, log) if config.getvalue("dist") == "loadfile" else None


def pytest_collection_finish() -> None:
    """Look for cycles as seldom as every process of ours does: thousands of tests are held in memory, and none is garbage."""
    collect_seldom()


@pytest.fixture(scope="session", autouse=True)
def network_guard() -> Iterator[NetworkGuard]:
    """Keep every test on this machine."""
    guard = NetworkGuard()
    guard.is_on = True
    yield guard
    guard.is_on = False


@pytest.fixture(scope="session")
def database_server() -> Iterator[DatabaseServer]:
    """Start one embedded PostgreSQL for the session."""
    with server_directory() as directory:
        server = DatabaseServer(directory)
        yield server
        server.stop()


@pytest.fixture(scope="module")
def durable(database_server: DatabaseServer) -> Iterator[None]:
    """Let the database server wait for the disk, for tests that look whether it does."""
    with database_server.durable():
        yield


@pytest.fixture
def database(database_server: DatabaseServer) -> Iterator[Database]:
    """Give a fresh database with the schema of this release and no rows."""
    with database_server.fresh_database() as database:
        yield database


@pytest.fixture
def empty_url(database_server: DatabaseServer) -> Iterator[str]:
    """Give the URL of a fresh database without any table."""
    with database_server.fresh_url("template0") as url:
        yield url
