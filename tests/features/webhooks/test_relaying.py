"""The relay: facts get their numbers in an order that no reader can fall behind."""

from datetime import UTC, datetime
from uuid import UUID

from regulars.features.webhooks.service.relaying import messages_of, queue_messages
from regulars.store.codec import to_json
from regulars.store.outbox import Relayed, read_relayed, relay
from tests.features.webhooks.conftest import Hooks
from tests.ledger.shop import order


def test_transaction_that_commits_late__is_not_missed_by_who_read_further(hooks: Hooks):
    hooks.subscribe("order.paid")
    with hooks.shop.database.transaction() as slow:
        slow.execute("INSERT INTO outbox (facts) VALUES ('[]')")
        hooks.shop.accept(order("ann", "o1", 100))
        hooks.deliver()
        slow.execute("UPDATE outbox SET facts = facts")
    assert len(hooks.receiver.received) == 1
    hooks.shop.accept(order("ann", "o2", 100))
    hooks.deliver()
    with hooks.shop.database.snapshot() as connection:
        numbers = [each.relay_no for each in read_relayed(connection, 0, 100)]
        waiting = connection.execute("SELECT count(*) FROM outbox WHERE relay_no IS NULL").fetchone()
    assert numbers == list(range(1, len(numbers) + 1))
    assert waiting == (0,)
    assert [each.message["data"]["order_id"] for each in hooks.receiver.received] == ["o1", "o2"]


def test_relay__is_one_at_a_time(hooks: Hooks):
    hooks.shop.accept(order("ann", "o1", 100))
    with hooks.shop.database.transaction() as first:
        assert relay(first, 100) > 0
        with hooks.shop.database.transaction() as second:
            assert relay(second, 100) == 0


def test_nothing_to_do__is_said(hooks: Hooks):
    while queue_messages(hooks.shop.database, hooks.now):
        pass
    assert queue_messages(hooks.shop.database, hooks.now) is False


def test_number_used_anew_after_a_restore__does_not_repeat_an_id():
    at = datetime(2026, 3, 1, tzinfo=UTC)
    ids = {
        message.message_id
        for order_id in ("o1", "o2")
        for message in messages_of(Relayed(7, at, to_json([(UUID(int=1), [("order.paid", 0, {"order_id": order_id})])])))
    }
    assert len(ids) == 2
