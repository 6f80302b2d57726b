"""Fixtures: one place for all tests of a file; each test has phones of its own."""

from collections.abc import Iterator

import pytest

from tests.support.databases import DatabaseServer
from tests.support.member_files import Place, open_place


@pytest.fixture(scope="module")
def place(database_server: DatabaseServer, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    """Give a place with two stores, fields and a tag."""
    folder = tmp_path_factory.mktemp("members")
    (folder / "build").mkdir()
    with database_server.fresh_database() as database, open_place(database, folder) as opened:
        yield opened
