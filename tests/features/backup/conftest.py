"""Fixtures of backups: a shop with a history, and an operator's own server."""

from collections.abc import Iterator

import pytest

from regulars.store.database import Database
from tests.features.backup.histories import make_history
from tests.ledger.shop import Shop
from tests.support.external_server import ExternalServer, external_server


@pytest.fixture
def history(database: Database) -> Shop:
    """Give a shop with a history."""
    return make_history(database)


@pytest.fixture(scope="session")
def operators_server() -> Iterator[ExternalServer]:
    """Give an older server over TCP that asks for passwords."""
    with external_server() as server:
        yield server
