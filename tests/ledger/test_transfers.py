"""Worked example 15 on the real write path: a transfer is two events in one transaction, whoever else is writing."""

import json
from typing import Any

import pytest
from psycopg import Connection

from regulars.ledger.append import Ledger
from regulars.store.database import Database
from regulars.store.identities import Identity, tokenised
from tests.ledger.shop import TODAY, Answer, RawEvent, Shop, days, event, order, outcome, raw, redeem, verdict, verdicts
from tests.ledger.spending_events import freeze, transfer, undo_transfer


def rich(shop: Shop, *names: str, points: int = 1000) -> None:
    """Give members points."""
    shop.accept(*(order(name, f"gift-{name}", points) for name in names))


def moved(shop: Shop) -> dict[str, int]:
    """Every kind of entry with what it moved, over the whole base."""
    with shop.database.snapshot() as connection:
        rows = connection.execute("SELECT kind, sum(amount)::int FROM entry WHERE wallet = 'points' GROUP BY kind").fetchall()
    return dict(rows)


def test_transfer__takes_from_one_and_gives_to_the_other(shop: Shop):
    rich(shop, "ann")
    (answer,) = shop.accept(transfer("ann", "t1", 200, "bo"))
    assert [(entry.kind, entry.amount) for entry in answer.entries] == [("send", -180), ("fee", -20)]
    assert (shop.points("ann"), shop.points("bo")) == (800, 180)
    assert moved(shop) == {"earn": 1000, "send": -180, "fee": -20, "receive": 180}
    assert shop.violations() == []


def test_receipt__is_an_event_of_the_receiver_named_after_its_cause(shop: Shop):
    rich(shop, "ann")
    shop.accept(transfer("ann", "t1", 200, "bo"))
    (received,) = shop.stored("bo").events
    assert received[1:4] == ("regulars:follow", f"{shop.member_id('ann')}:2:1", "points.received")
    parts = json.loads(received[-1])["parts"]
    assert parts == [{"points": 180, "expires_at": "2026-06-30T16:00:00Z"}]  # to the end of June, as it was at the sender's


def test_same_transfer_again__gets_the_first_answer_and_moves_nothing(shop: Shop):
    rich(shop, "ann")
    first = outcome(shop.one(transfer("ann", "t1", 200, "bo")))
    before = (shop.row_counts(), shop.stored("bo"))
    again = outcome(shop.one(transfer("ann", "t1", 200, "bo")))
    assert (again.duplicate, again.entries) == (True, first.entries)
    assert (shop.row_counts(), shop.stored("bo")) == before
    assert verdict(shop.one(transfer("ann", "t1", 100, "bo", event_id="another"))) == "transfer_already_known"
    assert verdict(shop.one(transfer("bo", "t1", 10, "ann", event_id="the other way"))) == "transfer_already_known"
    assert shop.violations() == []


def test_transfer__in_one_batch_with_what_it_depends_on(shop: Shop):
    shop.join("cy")
    answers = shop.accept(
        order("ann", "o1", 1000),
        transfer("ann", "t1", 200, "bo"),
        transfer("bo", "t2", 36, "cy"),
        redeem("cy", "x1", 33),
        undo_transfer("ann", "t1"),
    )
    assert [answer.balances["points"]["available"] for answer in answers] == [1000, 800, 144, 0, 1000]
    assert shop.stored("bo").events[-1][3] == "points.receipt_reversed"
    assert shop.points("bo") == 0  # 144 were left of the 180; 36 are owed
    assert shop.violations() == []


@pytest.mark.parametrize(("to", "word"), [("ann", "transfer_to_self"), ("bo", "receiver_frozen"), ("nobody", "receiver_unknown")])
def test_transfer__to_whom_it_cannot_go(shop: Shop, to: str, word: str):
    rich(shop, "ann")
    shop.accept(freeze("bo"))
    assert verdict(shop.one(transfer("ann", "t1", 100, to))) == word
    assert shop.points("ann") == 1000
    assert shop.violations() == []


def test_receiver__is_judged_as_the_batch_has_left_them(shop: Shop):
    rich(shop, "ann")
    answers = shop.send(transfer("ann", "t1", 10, "bo"), freeze("bo"), transfer("ann", "t2", 10, "bo"))
    assert [verdict(answer) for answer in answers] == ["accepted", "accepted", "receiver_frozen"]
    assert shop.points("bo") == 9
    assert shop.violations() == []


@pytest.mark.parametrize(
    ("change", "path"),
    [
        ({"points": 0}, "data.points"),
        ({"points": 1.5}, "data.points"),
        ({"to": None}, "data.to"),
        ({"to_member_id": "01926f5e-7a10-7c3b-9f2e-0c5d1f0a9b11"}, "data.to"),
        ({"to": {"kind": "phone", "value": "x"}}, "data.to.value"),
    ],
)
def test_transfer__that_cannot_be_one_is_refused(shop: Shop, change: dict[str, Any], path: str):
    rich(shop, "ann")
    sent = transfer("ann", "t1", 10, "bo")
    answer = shop.one(sent | {"data": sent["data"] | change})
    assert verdict(answer) in ("event_invalid", "identity_invalid")
    assert [each.path for each in answer.errors] == [path]  # type: ignore[union-attr]  # anything else fails the test
    assert shop.points("ann") == 1000


@pytest.mark.parametrize("kind", ["points.received", "points.receipt_reversed"])
def test_what_only_a_transfer_causes__cannot_be_sent(shop: Shop, kind: str):
    made = event(kind, "bo", "mine", transfer_id="t1", wallet="points", points=5, parts=[{"points": 5}])
    assert verdict(shop.one(made)) == "event_invalid"
    assert shop.row_counts()["event"] == 0


def test_preview__of_a_transfer_leaves_both_as_they_were(shop: Shop):
    rich(shop, "ann")
    before = shop.row_counts()
    assert outcome(shop.ledger.preview(raw(transfer("ann", "t1", 200, "bo")))).balances["points"]["available"] == 800
    assert shop.row_counts() == before
    assert (shop.points("ann"), shop.points("bo")) == (1000, 0)


def test_stored_transfer__names_the_receiver_by_a_token(shop: Shop):
    rich(shop, "ann")
    sent = transfer("ann", "t1", 200, "bo")
    spelt = sent | {"data": sent["data"] | {"to": {"kind": "customer_no", "value": " bo "}}}
    shop.accept(sent)
    assert outcome(shop.one(spelt)).duplicate
    with shop.database.snapshot() as connection:
        (body,) = connection.execute("SELECT body FROM event WHERE type = 'points.transferred'").fetchone()  # type: ignore[misc]  # anything else fails the test
        name = tokenised(shop.database.vault.index(), Identity("customer_no", "bo"))
    assert json.loads(body)["to"] == {"kind": "customer_no", "value": name.value}
    assert shop.violations() == []


def test_late_transfer__that_staff_release_reaches_the_receiver(shop: Shop):
    rich(shop, "ann")
    late = transfer("ann", "t1", 100, "bo", TODAY - days(60))
    assert verdict(shop.one(late)) == "too_late"
    with shop.database.snapshot() as connection:
        (body,) = connection.execute("SELECT body FROM event WHERE type = 'points.transferred'").fetchone()  # type: ignore[misc]  # anything else fails the test
    released = late | {"source": "regulars:release", "id": "released", "data": json.loads(body)}
    (answer,) = shop.ledger.append([raw(released)], is_own=True)
    assert verdict(answer) == "accepted"
    assert shop.points("bo") == 90
    assert shop.violations() == []


def test_two_who_send_to_each_other_at_once__never_wait_for_ever(shop: Shop):
    rich(shop, "ann", "bo")
    sent: list[RawEvent] = []
    for number in range(10):
        sent += [transfer("ann", f"a{number}", 5, "bo"), transfer("bo", f"b{number}", 5, "ann")]
    assert verdicts(shop.at_once(sent)) == {"accepted": 20}
    assert shop.points("ann") == shop.points("bo") == 1000  # a fee of 10 % of 5 is rounded down to nothing
    assert shop.violations() == []


def test_undoing_at_once__reaches_receivers_whom_no_event_names(shop: Shop):
    rich(shop, "ann", "bo")
    shop.accept(*(transfer("ann", f"a{number}", 10, "bo") for number in range(6)))
    shop.accept(*(transfer("bo", f"b{number}", 10, "ann") for number in range(6)))
    undone = [undo_transfer("ann", f"a{number}") for number in range(6)] + [
        undo_transfer("bo", f"b{number}") for number in range(6)
    ]
    twice: list[Answer] = shop.at_once(undone + [each | {"id": f"again {each['id']}"} for each in undone])
    assert verdicts(twice) == {"accepted": 12, "transfer_already_reversed": 12}
    assert shop.points("ann") == shop.points("bo") == 1000
    assert shop.violations() == []


def test_lanes__a_transfer_between_two_is_still_one_transaction(shop: Shop):
    rich(shop, "ann", "bo")
    ledger = Ledger(shop.database, shop.library.history, lambda: shop.now, lambda member_id: member_id.int & 1)
    answers = ledger.append([raw(transfer("ann", "t1", 100, "bo")), raw(transfer("bo", "t2", 100, "ann"))])
    assert [verdict(answer) for answer in answers] == ["accepted", "accepted"]
    assert shop.violations() == []


TAMPERED = [
    ("UPDATE event SET body_hash = '\\x00' WHERE type = 'points.received'", "is not what the events of"),
    ("UPDATE event SET other_member = NULL WHERE type = 'points.transferred'", "would now be rejected"),
    ("UPDATE event SET other_member = replace(other_member, '\"\"', '\"all\"') WHERE other_member IS NOT NULL", "would now be"),
    (
        "UPDATE event SET event_id = replace(event_id, ':2:1', ':2:2') WHERE type = 'points.received'",
        "what should have happened to",
    ),
    ("UPDATE event SET source = 'regulars:follow' WHERE type = 'order.paid'", "events are stored that follow from others"),
]


@pytest.mark.parametrize(("statement", "found"), TAMPERED)
def test_audit__finds_a_side_of_a_transfer_that_was_changed(database: Database, statement: str, found: str):
    shop = Shop(database)
    shop.join("ann", "bo")
    rich(shop, "ann")
    shop.accept(transfer("ann", "t1", 200, "bo"))
    assert shop.violations() == []
    _tamper(database, statement)
    assert [what for what in shop.violations() if found in what]


def _tamper(database: Database, statement: str) -> None:
    with database.transaction() as connection:
        _without_triggers(connection)
        connection.execute(statement.encode())


def _without_triggers(connection: Connection) -> None:
    connection.execute("SET LOCAL ROLE NONE; SET LOCAL session_replication_role = replica")
