"""Fixtures of this slice's tests."""

from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from regulars.store.clock import set_test_time
from regulars.store.database import Database
from tests.ledger.shop import TODAY, Shop
from tests.support.applications import Site, open_site
from tests.support.databases import DatabaseServer


class Counter:
    """A shop that is served over HTTP, with a till that may send events."""

    def __init__(self, site: Site, shop: Shop) -> None:
        self.site = site
        self.shop = shop
        self.till = site.system("events:write")

    def post(self, path: str, body: object) -> httpx.Response:
        """Send JSON as the till."""
        return self.till.post(path, json=body)


def open_counter(site: Site) -> Counter:
    """Publish the program, stop the clock and let Ann and Bo join."""
    shop = Shop(site.database)
    with site.database.transaction() as connection:
        set_test_time(connection, TODAY)
    shop.join("ann", "bo")
    return Counter(site, shop)


@pytest.fixture
def counter(database: Database, tmp_path: Path) -> Iterator[Counter]:
    """Serve a shop of its own."""
    with open_site(database, tmp_path) as site:
        yield open_counter(site)


@pytest.fixture(scope="module")
def shared_counter(database_server: DatabaseServer, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Counter]:
    """Serve one shop for all tests of a module that store nothing."""
    with database_server.fresh_database() as database, open_site(database, tmp_path_factory.mktemp("site")) as site:
        yield open_counter(site)
