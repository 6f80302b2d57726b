"""Fixtures of this slice's tests."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from regulars.store.database import Database
from tests.support.scenes import Scene, mall, open_scene


@pytest.fixture
def scene(database: Database, tmp_path: Path) -> Iterator[Scene]:
    """Set the mall's scene, where points can be used at once."""
    with open_scene(database, tmp_path, mall(("pending_days: 7", "pending_days: 0"))) as running:
        yield running
