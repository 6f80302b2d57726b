"""Fixtures of this slice's tests."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from regulars.store.database import Database
from tests.support.applications import Site, open_site
from tests.support.examples import publish_mall


@pytest.fixture
def site(database: Database, tmp_path: Path) -> Iterator[Site]:
    """Serve the application with the mall's program."""
    with open_site(database, tmp_path) as running:
        publish_mall(database)
        yield running
