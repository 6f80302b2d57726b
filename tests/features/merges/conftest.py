"""Fixtures of this slice's tests."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from regulars.store.database import Database
from tests.support.applications import Site, open_site


@pytest.fixture
def site(database: Database, tmp_path: Path) -> Iterator[Site]:
    """Serve the application."""
    with open_site(database, tmp_path) as running:
        yield running
