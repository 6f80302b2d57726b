"""Group commit on a real event loop: events that arrive together share a transaction, and each gets its own answer."""

import asyncio
from typing import Any

import psycopg
import pytest

from regulars.ledger.answers import Told
from regulars.ledger.batching import GroupCommit
from regulars.store.told import members_told
from tests.ledger.shop import RawEvent, Shop, order, outcome, raw, redeem, verdict, verdicts


def append_all(shop: Shop, bodies: list[bytes]) -> list[Any]:
    """Send all at once from one event loop."""

    async def run() -> list[Any]:
        group = GroupCommit(shop.ledger.answer)
        try:
            return await asyncio.gather(*(group.append(body) for body in bodies), return_exceptions=True)
        finally:
            group.close()

    return asyncio.run(run())


def test_three_hundred_at_once__each_gets_its_own_answer(shop: Shop):
    names = [f"m{number}" for number in range(20)]
    shop.join(*names)
    sent: list[tuple[bytes, str]] = []
    for number in range(50):
        name = names[number % 20]
        good = order(name, f"o{number}", 10)
        sent += [
            (raw(good), "accepted"),
            (b"{" + raw(good), "json_malformed"),
            (raw(order(name, f"bad-{number}", -1)), "event_invalid"),
            (raw(good | {"occurred_at": "0001-01-01T00:00:00+14:00"}), "event_invalid"),
            (raw(order("nobody", f"o{number}", 1)), "member_unknown"),
            (raw(redeem(name, f"x{number}", 100_000)), "balance_insufficient"),
        ]
    answers = append_all(shop, [body for body, _ in sent])
    assert [verdict(answer) for answer in answers] == [word for _, word in sent]
    assert sum(shop.points(name) for name in names) == 10 * 50
    assert shop.violations() == []


def test_one_event_many_times_at_once__counts_once(shop: Shop):
    answers = [outcome(answer) for answer in append_all(shop, [raw(order("ann", "o1", 10))] * 100)]
    assert sum(not answer.duplicate for answer in answers) == 1
    assert (verdicts(answers), shop.points("ann")) == ({"accepted": 100}, 10)


def test_crowd_that_sends_again_when_answered__goes_in_few_transactions_of_like_size(shop: Shop):
    names = [f"m{number}" for number in range(32)]
    shop.join(*names)
    before = shop.row_counts()["outbox"]

    async def run() -> None:
        group = GroupCommit(shop.ledger.answer)

        async def client(name: str) -> None:
            for number in range(20):
                assert verdict(await group.append(raw(order(name, f"{name}-{number}", 1)))) == "accepted"

        await asyncio.gather(*(client(name) for name in names))
        group.close()

    asyncio.run(run())
    with shop.database.snapshot() as connection:
        told = connection.execute("SELECT facts FROM outbox ORDER BY outbox_no OFFSET %s", (before,)).fetchall()
    sizes = [len(members_told(facts)) for (facts,) in told]
    assert sum(sizes) == 32 * 20
    assert sum(size < 4 for size in sizes) < len(sizes) / 4, sizes
    assert shop.violations() == []


def test_infrastructure_failure__reaches_every_waiter_and_the_next_ones_go_on(shop: Shop):
    events = [order("ann", f"o{number}", 1) for number in range(120)]
    set_fault(shop, is_on=True)
    failed = append_all(shop, [raw(event) for event in events])
    assert {type(answer) for answer in failed} == {psycopg.errors.CheckViolation}
    assert shop.row_counts()["event"] == 0
    set_fault(shop, is_on=False)
    answers = append_all(shop, [raw(event) for event in events])
    assert verdicts(answers) == {"accepted": 120}
    assert shop.points("ann") == 120


def test_caller_who_goes_away__loses_the_answer_but_not_the_event(shop: Shop):
    async def run(event: RawEvent) -> None:
        group = GroupCommit(shop.ledger.answer)
        waiting = asyncio.create_task(group.append(raw(event)))
        await asyncio.sleep(0)  # the task has begun, and its batch with it
        waiting.cancel()
        with pytest.raises(asyncio.CancelledError):
            await waiting
        assert verdict(await group.append(raw(order("ann", "o2", 5)))) == "accepted"
        group.close()

    asyncio.run(run(order("ann", "o1", 10)))
    assert shop.points("ann") == 15


def test_close__answers_everybody_who_still_waits(shop: Shop):
    async def run() -> list[Any]:
        group = GroupCommit(shop.ledger.answer)
        waiting = [asyncio.create_task(group.append(raw(order("ann", f"o{number}", 1)))) for number in range(20)]
        await asyncio.sleep(0)
        group.close()
        return await asyncio.wait_for(asyncio.gather(*waiting, return_exceptions=True), 30)

    answers = asyncio.run(run())
    stored = [answer for answer in answers if isinstance(answer, Told)]
    assert shop.points("ann") == len(stored) > 0
    assert {verdict(answer) for answer in answers} <= {"accepted", "not_ready"}


def set_fault(shop: Shop, *, is_on: bool) -> None:
    """Make every transaction of the ledger fail at its last statement, or no more."""
    change = "ADD CONSTRAINT full_disk CHECK (false) NOT VALID" if is_on else "DROP CONSTRAINT full_disk"
    with shop.database.transaction() as connection:
        connection.execute(f"SET LOCAL ROLE NONE; ALTER TABLE figure_change {change}")
