"""Deliveries: signed, in order per member, at least once, retried with ever longer waits, set aside at the end."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from standardwebhooks.webhooks import Webhook, WebhookVerificationError

from regulars.features.webhooks import queries
from regulars.features.webhooks.facade import Dispatcher, Sender, forget_old, queue_messages
from regulars.features.webhooks.service import endpoints
from regulars.features.webhooks.service.delivering import LOST_AFTER, WAITS_SECONDS
from regulars.store.outbox import mark_read, relayed_to
from tests.features.webhooks.conftest import LOOPBACK, Hooks
from tests.ledger.shop import order


def statuses(hooks: Hooks, made: endpoints.Made) -> list[tuple[str, int]]:
    return [(each.status, each.attempts) for each in hooks.deliveries(made)]


def test_fact__arrives_once_with_whom_it_is_about_and_a_signature_that_the_reference_library_takes(hooks: Hooks):
    made = hooks.subscribe("order.paid")
    hooks.shop.accept(order("ann", "o1", 100))
    hooks.deliver()
    hooks.deliver()
    (got,) = hooks.receiver.received
    verified = Webhook(made.secret).verify(got.body, got.headers)
    assert verified["type"] == "order.paid"
    assert verified["data"]["member_id"] == str(hooks.shop.member_id("ann"))
    assert (verified["data"]["order_id"], verified["data"]["amount_minor"]) == ("o1", 10_000)
    assert got.headers["content-type"] == "application/json"
    with pytest.raises(WebhookVerificationError):
        Webhook(made.secret).verify(got.body.replace(b"o1", b"o2"), got.headers)
    assert statuses(hooks, made) == [("delivered", 1)]


def test_endpoint__hears_what_it_asked_for_and_nothing_from_before(hooks: Hooks):
    hooks.shop.accept(order("ann", "before", 100))
    hooks.subscribe("order.paid", path="/orders")
    hooks.subscribe(path="/all")
    hooks.shop.accept(order("ann", "after", 100))
    hooks.deliver()
    by_path = {path: [each.message for each in hooks.receiver.received if each.path == path] for path in ("/orders", "/all")}
    assert [each["data"]["order_id"] for each in by_path["/orders"]] == ["after"]
    assert {"order.paid", "points.earned"} <= {each["type"] for each in by_path["/all"]}


def test_members_messages__wait_behind_one_that_failed__others_do_not(hooks: Hooks):
    made = hooks.subscribe("order.paid")
    hooks.shop.accept(order("ann", "a1", 100))
    hooks.receiver.answers = [(503, {})]
    hooks.deliver()
    hooks.shop.accept(order("ann", "a2", 100), order("bo", "b1", 100))
    hooks.deliver()
    assert told(hooks) == ["a1", "b1"]
    hooks.later(seconds=10)
    hooks.deliver()
    assert told(hooks) == ["a1", "b1", "a1", "a2"]
    assert statuses(hooks, made) == [("delivered", 2), ("delivered", 1), ("delivered", 1)]


def told(hooks: Hooks) -> list[str]:
    return [each.message["data"]["order_id"] for each in hooks.receiver.received]


def test_failures__are_retried_on_the_schedule_under_one_id_and_then_set_aside(hooks: Hooks):
    made = hooks.subscribe("order.paid")
    hooks.shop.accept(order("ann", "a1", 100), order("ann", "a2", 100))
    hooks.receiver.answers = [(500, {})] * (len(WAITS_SECONDS) + 1)
    hooks.deliver()
    for seconds in WAITS_SECONDS:
        attempts = len(hooks.receiver.received)
        hooks.later(seconds=seconds - 1)
        hooks.deliver()
        assert len(hooks.receiver.received) == attempts, "not before its time"
        hooks.later(seconds=1 + seconds * 0.11)
        hooks.deliver()
    ids = [each.headers["webhook-id"] for each in hooks.receiver.received]
    assert len(set(ids[: len(WAITS_SECONDS) + 1])) == 1
    assert statuses(hooks, made) == [("dead", len(WAITS_SECONDS) + 1), ("delivered", 1)]
    assert told(hooks)[-1] == "a2", "what follows goes on"
    with hooks.shop.database.transaction() as connection:
        assert queries.try_again(connection, made.endpoint.endpoint_id, None, hooks.now) == 1
    hooks.deliver()
    assert told(hooks)[-1] == "a1"
    assert statuses(hooks, made) == [("delivered", 1), ("delivered", 1)]


def test_receiver_that_asks_us_to_wait__is_left_alone_so_long(hooks: Hooks):
    hooks.subscribe("order.paid")
    hooks.receiver.answers = [(429, {"Retry-After": "600"})]
    hooks.shop.accept(order("ann", "a1", 100))
    hooks.deliver()
    hooks.later(seconds=590)
    hooks.deliver()
    assert len(hooks.receiver.received) == 1
    hooks.later(seconds=11)
    hooks.deliver()
    assert len(hooks.receiver.received) == 2


def test_redirect__is_a_failure_and_nobody_else_hears_of_it(hooks: Hooks):
    made = hooks.subscribe("order.paid")
    hooks.receiver.answers = [(307, {"Location": f"{hooks.receiver.url}/elsewhere"})]
    hooks.shop.accept(order("ann", "a1", 100))
    hooks.deliver()
    assert [each.path for each in hooks.receiver.received] == ["/hooks"]
    assert [(each.status, each.last_answer) for each in hooks.deliveries(made)] == [("pending", "307")]


def test_gone__switches_the_endpoint_off_until_staff_switch_it_on(hooks: Hooks):
    made = hooks.subscribe("order.paid")
    hooks.receiver.answers = [(410, {})]
    hooks.shop.accept(order("ann", "a1", 100))
    hooks.deliver()
    hooks.shop.accept(order("ann", "a2", 100))
    hooks.deliver()
    assert told(hooks) == ["a1"]
    with hooks.shop.database.transaction() as connection:
        found = endpoints.find_endpoint(connection, made.endpoint.endpoint_id)
        assert (found.is_active, found.disabled_reason) == (False, "gone")
        endpoints.change_endpoint(
            connection, made.endpoint.endpoint_id, url=None, description=None, types=None, is_active=True, allowed=LOOPBACK
        )
    hooks.deliver()
    assert told(hooks) == ["a1", "a2"]


def test_endpoint_that_takes_nothing_for_five_days__is_switched_off(hooks: Hooks):
    made = hooks.subscribe("order.paid")
    hooks.receiver.answers = [(500, {})] * 100
    for day in range(8):
        hooks.shop.accept(order("ann", f"a{day}", 100))
        hooks.shop.accept(order("bo", f"b{day}", 100))
        for _ in range(12):
            hooks.deliver()
            hooks.later(hours=2)
    with hooks.shop.database.snapshot() as connection:
        found = endpoints.find_endpoint(connection, made.endpoint.endpoint_id)
    assert (found.is_active, found.disabled_reason) == (False, "failing")


def test_two_secrets__sign_for_a_day_after_a_rotation(hooks: Hooks):
    made = hooks.subscribe("order.paid")
    with hooks.shop.database.transaction() as connection:
        fresh = endpoints.rotate_secret(connection, made.endpoint.endpoint_id, hooks.now)
    hooks.shop.accept(order("ann", "a1", 100))
    hooks.deliver()
    got = hooks.receiver.received[-1]
    for secret in (made.secret, fresh.secret):
        Webhook(secret).verify(got.body, got.headers)
    hooks.later(hours=25)
    hooks.shop.accept(order("ann", "a2", 100))
    hooks.deliver()
    got = hooks.receiver.received[-1]
    assert len(got.headers["webhook-signature"].split()) == 1


def test_replay__sends_again_from_a_point_under_the_same_ids(hooks: Hooks):
    made = hooks.subscribe("order.paid")
    for number in range(3):
        hooks.shop.accept(order("ann", f"o{number}", 100))
    hooks.deliver()
    with hooks.shop.database.transaction() as connection:
        again = connection.execute("SELECT recorded_at FROM outbox WHERE facts LIKE '%%\"o1\"%%'").fetchone()
        assert again is not None
        count = endpoints.replay(connection, made.endpoint.endpoint_id, again[0], max(hooks.now, again[0]))
    hooks.deliver()
    assert (count, told(hooks)) == (2, ["o0", "o1", "o2", "o1", "o2"])
    ids = [each.headers["webhook-id"] for each in hooks.receiver.received]
    assert ids[1:3] == ids[3:]


def test_ping__arrives_and_says_nothing(hooks: Hooks):
    made = hooks.subscribe("order.paid")
    with hooks.shop.database.transaction() as connection:
        message_id = endpoints.ping(connection, made.endpoint.endpoint_id, hooks.now)
    hooks.deliver()
    (got,) = hooks.receiver.received
    assert (got.headers["webhook-id"], got.message["type"], got.message["data"]) == (message_id, "webhook.ping", {})


def test_process_that_dies_while_sending__loses_nothing(hooks: Hooks):
    hooks.subscribe("order.paid")
    hooks.shop.accept(order("ann", "a1", 100))
    queue_messages(hooks.shop.database, hooks.now)
    queue_messages(hooks.shop.database, hooks.now)
    with hooks.shop.database.transaction() as connection:
        assert len(queries.claim(connection, hooks.now, hooks.now + LOST_AFTER, [], 8, 8)) == 1
    hooks.deliver()
    assert told(hooks) == []
    hooks.now += LOST_AFTER
    hooks.deliver()
    assert told(hooks) == ["a1"]


def test_two_dispatchers_at_once__send_each_message_once_and_in_order(hooks: Hooks):
    hooks.subscribe("order.paid")
    hooks.receiver.delay_seconds = 0.005
    for number in range(15):
        hooks.shop.accept(order("ann", f"{number:02}", 1), order("bo", f"b{number:02}", 1))
    while queue_messages(hooks.shop.database, hooks.now):
        pass
    start = threading.Barrier(2)

    def run() -> None:
        dispatcher = Dispatcher(hooks.shop.database, Sender(LOOPBACK), hooks.clock)
        start.wait()
        for _ in dispatcher.drain():
            pass
        dispatcher.close()

    with ThreadPoolExecutor(2) as threads:
        for running in [threads.submit(run) for _ in range(2)]:
            running.result()
    hooks.deliver()
    names = told(hooks)
    assert len(names) == 30
    assert [name for name in names if not name.startswith("b")] == [f"{number:02}" for number in range(15)]
    assert [name for name in names if name.startswith("b")] == [f"b{number:02}" for number in range(15)]


def test_old__is_forgotten_only_when_all_have_read_it(hooks: Hooks):
    made = hooks.subscribe("order.paid")
    hooks.shop.accept(order("ann", "a1", 100))
    hooks.later(days=40)
    forget_old(hooks.shop.database, hooks.now)
    hooks.deliver()
    assert told(hooks) == ["a1"]
    with hooks.shop.database.transaction() as connection:  # tags, ranks and extracts follow too
        for reader in ("tags", "ranks", "extracts"):
            mark_read(connection, reader, relayed_to(connection))
    forget_old(hooks.shop.database, hooks.now + LOST_AFTER)
    hooks.later(days=8)
    forget_old(hooks.shop.database, hooks.now)
    assert hooks.deliveries(made) == []
    assert hooks.shop.row_counts()["outbox"] == 0
