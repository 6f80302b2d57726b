"""Two servers on one database, for what must hold whoever does it at the same moment."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import NamedTuple

from regulars.features.context import AppContext, make_context
from regulars.kit.settings import Settings
from regulars.store.database import Database
from tests.ledger.shop import TODAY, Shop
from tests.support.databases import DatabaseServer
from tests.support.keys import KEYS


class Servers(NamedTuple):
    """Two servers on one database, and a shop whose till sends to it."""

    shop: Shop
    east: AppContext
    west: AppContext


@contextmanager
def server_pair(database_server: DatabaseServer) -> Iterator[Servers]:
    """Give both; in the end everything is audited."""
    with database_server.fresh_url() as url, Database.from_url(url, KEYS) as east, Database.from_url(url, KEYS) as west:
        shop = Shop(east)
        shop.set_test_clock(TODAY)
        yield Servers(shop, make_context(Settings(), east), make_context(Settings(), west))
        assert shop.violations() == []
