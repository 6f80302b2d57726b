"""Fixtures: a shop whose facts go to a receiver on this machine, under a clock that stands where it is put."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from ipaddress import ip_network

import pytest

from regulars.features.webhooks import queries
from regulars.features.webhooks.contracts import Delivery
from regulars.features.webhooks.facade import Dispatcher, Sender, queue_messages
from regulars.features.webhooks.service.endpoints import Made, make_endpoint
from regulars.store.database import Database
from tests.ledger.shop import Shop
from tests.support.receivers import Receiver, open_receiver

LOOPBACK = (ip_network("127.0.0.0/8"),)


class Hooks:
    """A shop, its receiver, and the deliverer between them, one step at a time."""

    def __init__(self, shop: Shop, receiver: Receiver) -> None:
        self.shop = shop
        self.receiver = receiver
        self.now = datetime.now(UTC)

    def clock(self) -> datetime:
        """The time at which things are sent."""
        return self.now

    def later(self, **span: float) -> None:
        """Let time pass."""
        self.now += timedelta(**span)

    def subscribe(self, *types: str, path: str = "/hooks") -> Made:
        """Add an endpoint at the receiver."""
        with self.shop.database.transaction() as connection:
            return make_endpoint(
                connection, self.receiver.url + path, "", types, allowed=LOOPBACK, by="staff:test", now=datetime.now(UTC),
            )  # fmt: skip

    def deliver(self) -> None:
        """Relay and send all that is due."""
        while queue_messages(self.shop.database, self.now):
            pass
        dispatcher = Dispatcher(self.shop.database, Sender(LOOPBACK), self.clock)
        for _ in dispatcher.drain():
            pass
        dispatcher.close()

    def deliveries(self, made: Made) -> list[Delivery]:
        """What became of an endpoint's messages, oldest first."""
        with self.shop.database.snapshot() as connection:
            return queries.select_deliveries(connection, made.endpoint.endpoint_id, None, None, 1000)[::-1]


@pytest.fixture
def hooks(database: Database) -> Iterator[Hooks]:
    """A shop with Ann and Bo, and a receiver."""
    shop = Shop(database)
    shop.join("ann", "bo")
    with open_receiver() as receiver:
        yield Hooks(shop, receiver)
