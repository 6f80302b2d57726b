"""Fixtures of the API's tests."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from regulars.store.database import Database
from tests.support.applications import Site, open_site
from tests.support.databases import DatabaseServer


@pytest.fixture(scope="module")
def console_build(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a folder that looks like a built console."""
    assets = tmp_path_factory.mktemp("site") / "console_build" / "assets"
    assets.mkdir(parents=True)
    (assets / "app-1f3a.js").write_text("console.log(1)")
    (assets.parent / "index.html").write_text("<!doctype html><title>Console</title>")
    (assets.parent / "favicon.svg").write_text("<svg/>")
    return assets.parent


@pytest.fixture
def site(database: Database, console_build: Path) -> Iterator[Site]:
    """Serve the application."""
    with open_site(database, console_build) as running:
        yield running


@pytest.fixture(scope="module")
def shared_site(database_server: DatabaseServer, console_build: Path) -> Iterator[Site]:
    """Serve one application for all tests of a module that change nothing."""
    with database_server.fresh_database() as database, open_site(database, console_build) as running:
        yield running
