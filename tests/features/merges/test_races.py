"""Merges that meet: each other from two servers, spends and refunds of both members, other merges, erasures. Nothing is lost."""

from collections.abc import Iterator, Sequence
from concurrent.futures import Future
from itertools import count
from random import Random
from typing import Any, NamedTuple
from uuid import UUID

import pytest

from regulars.features.context import AppContext
from regulars.features.merges.contracts import MergeRow
from regulars.features.merges.facade import merge, unmerge
from regulars.features.privacy.contracts import Consent
from regulars.features.privacy.service.consents import read_consents, say
from regulars.features.privacy.service.erase import erase_member
from regulars.kit.problems import Problem
from regulars.ledger.answers import Outcome
from regulars.store.erasing import is_erased
from regulars.store.members import standing_for
from tests.ledger.shop import TODAY, RawEvent, Shop, at_once, cancel, order, redeem, refund
from tests.support.databases import DatabaseServer
from tests.support.lock_waits import holding
from tests.support.server_pairs import Servers, server_pair

STAFF = "staff:anna"
numbers = count(1)


@pytest.fixture(scope="module")
def servers(database_server: DatabaseServer) -> Iterator[Servers]:
    """Give both; each test has members of its own."""
    with server_pair(database_server) as servers:
        yield servers


class Pair(NamedTuple):
    """Two members by customer number, with their ids."""

    ann: str
    bo: str
    ann_id: UUID
    bo_id: UUID


def pair(shop: Shop) -> Pair:
    """Two who have just joined."""
    ann, bo = (f"{name}-{next(numbers)}" for name in ("ann", "bo"))
    shop.join(ann, bo)
    return Pair(ann, bo, shop.member_id(ann), shop.member_id(bo))


def tried(context: AppContext, absorbed: UUID, survivor: UUID) -> MergeRow | str:
    """A merge, or why not."""
    try:
        return merge(context, absorbed, survivor, "one person", STAFF)
    except Problem as problem:
        return problem.code


def balance(shop: Shop, member_id: UUID) -> int:
    """Everything in the wallet, by the sum of its entries."""
    with shop.database.snapshot() as connection:
        row = connection.execute(
            "SELECT coalesce(sum(amount), 0)::int FROM entry WHERE member_id = %s AND wallet = 'points'", (member_id,)
        ).fetchone()
    assert row is not None
    return int(row[0])


def stands(shop: Shop, member_id: UUID) -> UUID:
    """Who stands for a member."""
    with shop.database.snapshot() as connection:
        return standing_for(connection, member_id)


def earned(answers: Sequence[Any]) -> int:
    """What events moved in the points wallet."""
    assert all(isinstance(answer, Outcome) for answer in answers), answers
    return sum(entry.amount for answer in answers for entry in answer.entries if entry.wallet == "points")


def test_both_directions_at_once__from_two_servers_leave_one_survivor(servers: Servers):
    shop = servers.shop
    for _ in range(6):
        two = pair(shop)
        shop.accept(order(two.ann, f"o-{two.ann}", 100), order(two.bo, f"o-{two.bo}", 50))
        directions = [(two.ann_id, two.bo_id), (two.bo_id, two.ann_id)]
        answers = at_once([
            lambda context=context, way=way: tried(context, *way)  # type: ignore[misc]  # default arguments, which mypy cannot infer
            for context in (servers.east, servers.west)
            for way in directions
        ])  # fmt: skip
        (done,) = (answer for answer in answers if isinstance(answer, MergeRow))
        refused = [answer for answer in answers if isinstance(answer, str)]
        assert set(refused) <= {"merge_with_self", "already_merged"}
        assert len(refused) == 3
        assert {balance(shop, done.survivor_id), balance(shop, done.absorbed_id)} == {150, 0}
        assert stands(shop, two.ann_id) == stands(shop, two.bo_id) == done.survivor_id
        (answer,) = shop.accept(order(two.ann, f"later-{two.ann}", 7))
        assert answer.member_id == done.survivor_id


def test_same_merge_at_once__from_two_servers_happens_once(servers: Servers):
    two = pair(servers.shop)
    calls = [
        lambda context=context: merge(context, two.bo_id, two.ann_id, "one person", STAFF, f"once-{two.ann}")  # type: ignore[misc]  # a default argument, which mypy cannot infer
        for context in (servers.east, servers.west) * 3
    ]  # fmt: skip
    assert len({row.merged_at for row in at_once(calls)}) == 1
    assert len({row.unmerged_at for row in at_once([
        lambda context=context: unmerge(context, f"once-{two.ann}", "two after all", STAFF)  # type: ignore[misc]  # a default argument, which mypy cannot infer
        for context in (servers.east, servers.west) * 3
    ])}) == 1  # fmt: skip
    assert (stands(servers.shop, two.ann_id), stands(servers.shop, two.bo_id)) == (two.ann_id, two.bo_id)


def busy(two: Pair, rng: Random, turn: str) -> list[RawEvent]:
    """What tills send for both meanwhile: orders, spends that may not be covered, refunds and cancellations."""
    events: list[RawEvent] = []
    for name in (two.ann, two.bo):
        events += [order(name, f"{turn}-{name}-{number}", rng.randrange(1, 90)) for number in range(2)]
        events += [redeem(name, f"{turn}-{name}-x{number}", rng.randrange(30, 150)) for number in range(3)]
        events.append(refund(name, f"first-{name}", f"{turn}-{name}-r", amount_minor=rng.randrange(100, 3000)))
        events.append(cancel(name, f"spent-{name}", event_id=f"{turn}-{name}-c"))
    rng.shuffle(events)
    return events


@pytest.mark.parametrize("seed", range(3))
def test_merge_and_undoing__while_both_spend_and_bring_back_lose_nothing(servers: Servers, seed: int):
    shop, rng = servers.shop, Random(seed)  # noqa: S311 - the seed is the point
    two = pair(shop)
    due = dict.fromkeys((two.ann, two.bo), 0)
    for name in due:
        due[name] += earned(shop.accept(order(name, f"first-{name}", 200), redeem(name, f"spent-{name}", 50)))
    merge_id = f"busy-{two.ann}"

    def join() -> MergeRow:
        return merge(servers.east, two.bo_id, two.ann_id, "one person", STAFF, merge_id)

    def part() -> MergeRow:
        return unmerge(servers.west, merge_id, "two after all", STAFF)

    for turn, change in (("joining", join), ("parting", part)):
        events = busy(two, rng, turn)
        calls = [lambda each=each: shop.one(each) for each in events]  # type: ignore[misc]  # a default argument, which mypy cannot infer
        *answers, _ = at_once([*calls, change])
        for event, answer in zip(events, answers, strict=True):
            due[event["member"]["value"]] += earned([answer])
        held = [balance(shop, two.ann_id), balance(shop, two.bo_id)]
        assert held == ([sum(due.values()), 0] if turn == "joining" else list(due.values()))
    assert shop.violations() == []


def test_survivor_merged_a_moment_earlier__whoever_stands_for_them_has_it_all(servers: Servers):
    shop = servers.shop
    two, third = pair(shop), pair(shop)
    shop.accept(order(two.bo, f"o-{two.bo}", 40))
    said = Consent("sms", "marketing", True, TODAY, "app", TODAY, STAFF)
    with shop.database.transaction() as connection:
        say(connection, two.bo_id, said, TODAY)
    with holding(shop.database.url, two.ann_id) as queue:
        first = queue.join(lambda: merge(servers.east, two.ann_id, third.ann_id, "one", STAFF))
        second: Future[MergeRow] = queue.join(lambda: merge(servers.west, two.bo_id, two.ann_id, "one", STAFF))
        queue.open()
        assert first.result().survivor_id == second.result().survivor_id == third.ann_id
    assert (balance(shop, third.ann_id), stands(shop, two.bo_id)) == (40, third.ann_id)
    with shop.database.snapshot() as connection:
        assert [consent.is_granted for consent in read_consents(connection, third.ann_id)[0]] == [True]
    unmerge(servers.east, second.result().merge_id, "two after all", STAFF)
    assert (balance(shop, third.ann_id), balance(shop, two.bo_id)) == (0, 40)


def erased(shop: Shop, member_id: UUID) -> bool | None:
    """Whether a member was erased."""
    with shop.database.snapshot() as connection:
        return is_erased(connection, member_id)


def number(shop: Shop, member_id: UUID) -> int:
    """The number of a member."""
    with shop.database.snapshot() as connection:
        row = connection.execute("SELECT member_no FROM member WHERE member_id = %s", (member_id,)).fetchone()
    assert row is not None
    return int(row[0])


def erase(shop: Shop, context: AppContext, member_id: UUID) -> int:
    """Erase a member, the number of whoever stands for them typed."""
    return erase_member(context, member_id, number(shop, stands(shop, member_id)), STAFF)


def refused(future: Future[Any]) -> str:
    """Why something was refused."""
    problem = future.exception()
    assert isinstance(problem, Problem), problem
    return problem.code


def test_erasure_of_who_is_merged_a_moment_earlier__erases_nobody(servers: Servers):
    shop, two = servers.shop, pair(servers.shop)
    with holding(shop.database.url, two.bo_id) as queue:
        merged = queue.join(lambda: merge(servers.east, two.bo_id, two.ann_id, "one", STAFF))
        erasing = queue.join(lambda: erase(shop, servers.west, two.bo_id))
        queue.open()
        assert merged.result().survivor_id == two.ann_id
        assert refused(erasing) == "already_merged"
    assert (erased(shop, two.ann_id), erased(shop, two.bo_id)) == (False, False)
    shop.accept(order(two.bo, f"o-{two.bo}", 3))
    with pytest.raises(Problem, match="not erased"):  # the number of who was meant then is not that of who is meant now
        erase_member(servers.east, two.bo_id, number(shop, two.bo_id), STAFF)
    erase(shop, servers.east, two.bo_id)  # asked again, it is known who that is
    assert (erased(shop, two.ann_id), erased(shop, two.bo_id), balance(shop, two.ann_id)) == (True, True, 0)


def test_erasure_of_who_was_taken_out_of_a_merge_a_moment_earlier__erases_nobody(servers: Servers):
    shop, two = servers.shop, pair(servers.shop)
    made = merge(servers.east, two.bo_id, two.ann_id, "one", STAFF)
    with holding(shop.database.url, two.ann_id) as queue:
        undone = queue.join(lambda: unmerge(servers.east, made.merge_id, "two", STAFF))
        erasing = queue.join(lambda: erase(shop, servers.west, two.bo_id))
        queue.open()
        assert undone.result().unmerged_at is not None
        assert refused(erasing) == "already_merged"
    assert (erased(shop, two.ann_id), erased(shop, two.bo_id)) == (False, False)


def test_merge_with_who_is_erased_a_moment_earlier__moves_nothing(servers: Servers):
    shop = servers.shop
    for is_survivor in (True, False):
        two = pair(shop)
        shop.accept(order(two.ann, f"o-{two.ann}", 10), order(two.bo, f"o-{two.bo}", 20))
        gone = two.ann_id if is_survivor else two.bo_id
        with holding(shop.database.url, gone) as queue:
            erasing = queue.join(lambda gone=gone: erase(shop, servers.east, gone))  # type: ignore[misc]  # a default argument, which mypy cannot infer
            merging = queue.join(lambda two=two: merge(servers.west, two.bo_id, two.ann_id, "one", STAFF))  # type: ignore[misc]  # a default argument, which mypy cannot infer
            queue.open()
            assert erasing.result() == (10 if is_survivor else 20)
            assert refused(merging) == "member_erased"
        assert [balance(shop, member_id) for member_id in (two.ann_id, two.bo_id)] == ([0, 20] if is_survivor else [10, 0])
        assert (stands(shop, two.bo_id), erased(shop, two.ann_id), erased(shop, two.bo_id)) == (
            two.bo_id, is_survivor, not is_survivor,
        )  # fmt: skip
