"""Fixtures of the ledger's tests."""

import pytest

from regulars.store.database import Database
from tests.ledger.shop import Shop


@pytest.fixture
def shop(database: Database) -> Shop:
    """Give a shop with a published program and two members, Ann and Bo."""
    shop = Shop(database)
    shop.join("ann", "bo")
    return shop
