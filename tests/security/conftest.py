"""Fixtures of the security tests: one served base with one of everything, for all tests of a file."""

from collections.abc import Iterator

import pytest

from tests.support.databases import DatabaseServer
from tests.support.whole_api import WholeApi, open_whole_api


@pytest.fixture(scope="module")
def api(database_server: DatabaseServer, tmp_path_factory: pytest.TempPathFactory) -> Iterator[WholeApi]:
    """Give the whole API over one of everything."""
    with open_whole_api(database_server, tmp_path_factory.mktemp("console")) as running:
        yield running
