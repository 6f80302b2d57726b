"""A batch is one transaction in which each event is answered on its own; batches of many threads lose nothing."""

from concurrent.futures import ThreadPoolExecutor
from random import Random

import psycopg
import pytest

from regulars.kit.problems import Problem
from regulars.ledger.append import Ledger
from regulars.ledger.sweep import sweep
from regulars.store.figures import fold_figures
from tests.ledger.shop import (
    JOINED_AT,
    TODAY,
    Shop,
    at_once,
    cancel,
    check_in,
    days,
    event,
    order,
    outcome,
    raw,
    redeem,
    refund,
    verdict,
    verdicts,
)  # fmt: skip

TOO_DEEP = raw(order("ann", "deep", 1)).replace(b'"data": {', b'"data": {"x": ' + b"[" * 100_000 + b"]" * 100_000 + b", ")


def test_mixed_batch__answers_each_event_on_its_own(shop: Shop):
    shop.accept(order("ann", "known", 100))
    batch = {
        raw(order("ann", "o1", 10)): "accepted",
        b"{": "json_malformed",
        b"": "json_malformed",
        b"\xff": "json_malformed",
        TOO_DEEP: "json_malformed",
        raw(event("order.payed", "ann", "odd")): "event_invalid",
        raw(order("ann", "o2", [10, -1])): "event_invalid",
        raw(order("ann", "o3", 10) | {"occurred_at": "9999-12-31T23:59:59-10:00"}): "event_invalid",
        raw(order("ann", "o3", 10) | {"source": "regulars:release"}): "event_invalid",
        raw(order("nobody", "o4", 10)): "member_unknown",
        raw(redeem("ann", "x1", 10_000)): "balance_insufficient",
        raw(order("ann", "o5", 10, TODAY - days(31))): "too_late",
        raw(order("ann", "known", 100)): "accepted",
        raw(order("ann", "known", 999)): "idempotency_conflict",
        raw(order("bo", "o1", 10, event_id="other")): "order_already_known",
        raw(refund("bo", "known", "r0")): "order_of_other_member",
        raw(order("bo", "o6", 20)): "accepted",
        raw(order("bo", "o6", 21)): "idempotency_conflict",
    }
    answers = shop.ledger.append([*batch, raw(order("bo", "o6", 20))])
    assert [verdict(answer) for answer in answers] == [*batch.values(), "accepted"]
    assert [outcome(answers[position]).duplicate for position in (0, 12, 16, 18)] == [False, True, False, True]
    assert (shop.points("ann"), shop.points("bo")) == (110, 20)
    assert shop.row_counts()["event"] == 7
    assert shop.violations() == []


def test_order_and_all_that_follows__in_one_batch(shop: Shop):
    answers = shop.accept(
        order("ann", "o1", [60, 40]), refund("ann", "o1", "r1", lines=[{"line_id": "2", "quantity": 1}]),
        redeem("ann", "x1", 50), cancel("ann", "x1"), refund("ann", "o1", "r2"),
    )  # fmt: skip
    assert [answer.balances["points"]["balance"] for answer in answers] == [100, 60, 10, 60, 0]
    assert shop.stored("ann").events[-1][7] == "refund:r2"
    assert shop.violations() == []


def test_one_batch_or_many__are_the_same_history(shop: Shop):
    shop.join("cy")
    rng = Random(7)  # noqa: S311 - the seed is the point
    events = [order("ann", f"o{number}", rng.randrange(1, 900), TODAY + days(number)) for number in range(20)]
    events += [refund("ann", f"o{number}", f"r{number}", TODAY + days(20 + number), amount_minor=100) for number in range(20)]
    shop.accept(*events, is_history=True)
    for each in events:
        copy = each | {"member": {"kind": "customer_no", "value": "cy"}, "source": each["source"]}
        copy["data"] = {key: f"cy-{value}" if key in ("order_id", "refund_id") else value for key, value in each["data"].items()}
        shop.accept(copy | {"id": f"cy-{each['id']}"}, is_history=True)
    ann, cy = shop.stored("ann"), shop.stored("cy")
    assert [row[2:10] for row in ann.entries] == [row[2:10] for row in cy.entries]
    assert ann.state == cy.state.replace("cy-", "")
    assert shop.violations() == []


def test_overlapping_batches_in_opposite_order__neither_lock_up_nor_lose(shop: Shop):
    names = [f"m{number}" for number in range(12)]
    shop.join(*names)
    forth = [[order(name, f"{name}-forth-{turn}", 10) for name in names] for turn in range(6)]
    back = [[order(name, f"{name}-back-{turn}", 1) for name in reversed(names)] for turn in range(6)]
    answers = at_once([lambda batch=batch: shop.send(*batch) for batch in forth + back])
    assert verdicts(answer for batch in answers for answer in batch) == {"accepted": 144}
    assert {shop.points(name) for name in names} == {66}
    assert shop.violations() == []


def test_batches_that_share_ids_in_opposite_order__answer_every_event_once(shop: Shop):
    names = [f"m{number}" for number in range(8)]
    shop.join(*names)
    events = [check_in(names[number % 8], TODAY - days(number), event_id=f"shared-{number}") for number in range(24)]
    strangers = [each | {"member": {"kind": "customer_no", "value": "ann"}} for each in events]
    answers = at_once([lambda batch=batch: shop.send(*batch) for batch in (events, strangers[::-1], events[::-1], strangers)])
    by_event = [
        [answers[0][number], answers[1][23 - number], answers[2][23 - number], answers[3][number]] for number in range(24)
    ]
    for four in by_event:
        assert verdicts(four) == {"accepted": 2, "idempotency_conflict": 2}
        assert sum(outcome(answer).duplicate for answer in four if verdict(answer) == "accepted") == 1
    assert sum(shop.points(name) for name in (*names, "ann")) == 24 * 5
    assert shop.violations() == []


def test_appends_sweeps_and_folds_at_once__keep_every_sum(shop: Shop):
    names = [f"m{number}" for number in range(10)]
    shop.join(*names)
    # Everything but the newest order of each member expires while others are still writing.
    shop.accept(*(order(name, f"{name}-old", 50) for name in names), is_history=True)
    shop.now = TODAY + days(800)
    fresh = shop.now

    def write(name: str) -> list[str]:
        return [verdict(shop.one(order(name, f"{name}-{turn}", 7, fresh))) for turn in range(10)]

    def settle(_: int) -> None:
        for _turn in range(8):
            sweep(shop.ledger)

    def fold(_: int) -> None:
        for _turn in range(15):
            with shop.database.transaction() as connection:
                fold_figures(connection)

    with ThreadPoolExecutor(14) as pool:
        writing = [pool.submit(write, name) for name in names]
        others = [pool.submit(settle, 0), pool.submit(settle, 1), pool.submit(fold, 0), pool.submit(fold, 1)]
        assert {word for each in writing for word in each.result()} == {"accepted"}
        for other in others:
            other.result()
    assert {shop.points(name) for name in names} == {70}
    assert shop.violations() == []


def test_fold__adds_what_transactions_changed_to_one_row_per_day_and_figure(shop: Shop):
    shop.accept(order("ann", "o1", 10))
    with shop.database.transaction() as connection:
        assert fold_figures(connection) > 0
        assert fold_figures(connection) == 0
    for orders in range(2, 5):
        shop.accept(order("ann", f"o{orders}", 10, TODAY))
        before = figure_sums(shop)
        with shop.database.transaction() as connection:
            assert fold_figures(connection) == 1
        assert figure_sums(shop) == before
        with shop.database.snapshot() as connection:
            sold = connection.execute("SELECT sum(value), count(*) FROM figure WHERE figure = 'sales_minor'").fetchone()
        assert sold == (orders * 1000, 1)
    assert shop.violations() == []


def test_database_fault_in_the_middle__leaves_nothing_behind(shop: Shop):
    shop.accept(order("ann", "o1", 100))
    rows, ann = shop.row_counts(), shop.stored("ann")
    with shop.database.transaction() as connection:
        connection.execute("SET LOCAL ROLE NONE; ALTER TABLE figure_change ADD CONSTRAINT full_disk CHECK (false) NOT VALID")
    with pytest.raises(psycopg.errors.CheckViolation):
        shop.send(order("bo", "o2", 10), order("ann", "o3", 10))
    assert (shop.row_counts(), shop.stored("ann")) == (rows, ann)
    with shop.database.transaction() as connection:
        connection.execute("SET LOCAL ROLE NONE; ALTER TABLE figure_change DROP CONSTRAINT full_disk")
    assert not any(answer.duplicate for answer in shop.accept(order("bo", "o2", 10), order("ann", "o3", 10)))
    assert shop.violations() == []


def test_batch_of_nothing_but_refusals__writes_nothing(shop: Shop):
    rows = shop.row_counts()
    assert verdicts(shop.ledger.append([b"{}", raw(order("nobody", "o1", 1))])) == {"event_invalid": 1, "member_unknown": 1}
    assert shop.ledger.append([]) == []
    assert shop.row_counts() == rows


def test_no_program__is_said_and_nothing_stored(database):
    ledger = Ledger(database, lambda *_: pytest.fail("there is no program to ask for"), lambda: JOINED_AT)
    with pytest.raises(Problem, match="program_missing"):
        ledger.append([raw(order("ann", "o1", 1))])


def figure_sums(shop: Shop) -> list[tuple]:
    with shop.database.snapshot() as connection:
        return connection.execute(
            "SELECT day, figure, dimension, sum(value) FROM figure GROUP BY 1, 2, 3 ORDER BY 1, 2, 3"
        ).fetchall()
