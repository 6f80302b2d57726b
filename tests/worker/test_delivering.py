"""The deliverer goes on as soon as an endpoint has answered; its rounds are for when nothing is to be done."""

from datetime import UTC, datetime
from threading import Event, Thread

from regulars.features.webhooks.facade import Sender
from regulars.features.webhooks.service.delivering import PER_ENDPOINT_MAX
from regulars.features.webhooks.service.endpoints import make_endpoint
from regulars.store.database import Database
from regulars.worker.delivering import keep_delivering
from tests.features.webhooks.conftest import LOOPBACK
from tests.ledger.shop import Shop, order
from tests.support.receivers import open_receiver

MEMBERS = 3 * PER_ENDPOINT_MAX
ROUND_SECONDS = 20.0
"""Longer than all the sending takes: waiting for a second round shows as messages that have not come."""


def test_keep_delivering__does_not_sleep_between_messages_of_one_endpoint(database: Database) -> None:
    shop = Shop(database)
    names = [f"m{number}" for number in range(MEMBERS)]
    shop.join(*names)
    stop, all_came = Event(), Event()
    with open_receiver() as receiver:
        receiver.delay_seconds = 0.1  # so that the endpoint is busy when the deliverer looks again
        receiver.on_received = lambda: all_came.set() if len(receiver.received) == MEMBERS else None
        with database.transaction() as connection:
            url = f"{receiver.url}/hooks"
            make_endpoint(connection, url, "", ["order.paid"], allowed=LOOPBACK, by="staff:test", now=datetime.now(UTC))
        shop.accept(*[order(name, f"o-{name}", 1) for name in names])
        arguments = (database, Sender(LOOPBACK), lambda: datetime.now(UTC), stop, ROUND_SECONDS)
        deliverer = Thread(target=keep_delivering, args=arguments)
        deliverer.start()
        try:
            assert all_came.wait(ROUND_SECONDS * 2 - 2), f"{len(receiver.received)} of {MEMBERS} messages came"
        finally:
            stop.set()
            deliverer.join()
