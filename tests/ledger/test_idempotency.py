"""Worked example 16: an event counts once, whatever is sent how often, and the first answer is the answer."""

from zoneinfo import ZoneInfo

import pytest
from msgspec.structs import replace

from regulars.features.programs.facade import ProgramLibrary
from regulars.kit.problems import Problem
from regulars.ledger.append import Ledger
from tests.ledger.shop import (
    TODAY,
    RawEvent,
    Shop,
    at_once,
    cancel,
    check_in,
    days,
    order,
    outcome,
    raw,
    redeem,
    refund,
    verdict,
    verdicts,
)

SHANGHAI = ZoneInfo("Asia/Shanghai")
LATE = TODAY - days(60)
FIRST_ANSWERS = [
    pytest.param(order("ann", "o1", 100), "accepted", id="accepted"),
    pytest.param(redeem("ann", "x1", 5000), "balance_insufficient", id="rejected"),
    pytest.param(order("ann", "o2", 100, LATE), "too_late", id="quarantined"),
    pytest.param(refund("ann", "nowhere", "r1"), "order_unknown", id="of an unknown order"),
    pytest.param(order("ann", "o3", 10, TODAY + days(1)), "occurred_in_future", id="from the future"),
]


@pytest.mark.parametrize(("event", "word"), FIRST_ANSWERS)
def test_same_event_again__gets_the_first_answer(shop: Shop, event: RawEvent, word: str):
    first = outcome(shop.one(event))
    assert (verdict(first), first.duplicate) == (word, False)
    held = shop.stored("ann")
    shop.accept(order("ann", "meanwhile", 7))  # the balance has moved on, the answer has not
    rows = shop.row_counts()
    for _ in range(2):
        assert shop.one(event) == replace(first, duplicate=True)
    assert shop.row_counts() == rows
    assert shop.stored("ann").events[: len(held.events)] == held.events
    assert shop.violations() == []


def test_same_event__in_another_spelling_is_the_same(shop: Shop):
    event = order("ann", "o1", 100)
    first = shop.one(event)
    spelt = event | {
        "member": None, "member_id": str(shop.member_id("ann")), "occurred_at": TODAY.astimezone(SHANGHAI).isoformat(),
        "data": dict(reversed((event["data"] | {"points_used": 0}).items())),
    }  # fmt: skip
    assert shop.one(spelt) == replace(outcome(first), duplicate=True)


OTHER_BODIES = [
    pytest.param(order("ann", "o1", 101), id="amount"),
    pytest.param(order("ann", "o1", 100, TODAY - days(1)), id="time"),
    pytest.param(order("bo", "o1", 100), id="member"),
    pytest.param(order("ann", "o9", 100, event_id="paid-o1"), id="order"),
    pytest.param(check_in("ann", TODAY, event_id="paid-o1"), id="type"),
]


@pytest.mark.parametrize("other", OTHER_BODIES)
def test_same_id__with_another_body_changes_nothing(shop: Shop, other: RawEvent):
    shop.accept(order("ann", "o1", 100))
    rows, ann, bo = shop.row_counts(), shop.stored("ann"), shop.stored("bo")
    answer = shop.one(other)
    assert isinstance(answer, Problem)
    assert (answer.code, answer.errors[0].path) == ("idempotency_conflict", "id")
    assert (shop.row_counts(), shop.stored("ann"), shop.stored("bo")) == (rows, ann, bo)


def test_same_id__from_another_source_is_another_event(shop: Shop):
    shop.accept(check_in("ann", TODAY, event_id="1"))
    shop.accept(check_in("ann", TODAY + days(-1), event_id="1") | {"source": "till-2"})
    assert shop.points("ann") == 10


REFERENCES = [
    pytest.param([order("ann", "o1", 100)], order("ann", "o1", 100, event_id="e2"), "order_already_known", id="order"),
    pytest.param([order("ann", "o1", 100)], order("bo", "o1", 55, event_id="e2"), "order_already_known", id="order of another"),
    pytest.param(
        [order("ann", "o1", 100), refund("ann", "o1", "r1", amount_minor=100)],
        refund("ann", "o1", "r1", amount_minor=100, event_id="e2"), "refund_already_known", id="refund",
    ),
    pytest.param(
        [order("ann", "o1", 100), redeem("ann", "x1", 10)], redeem("ann", "x1", 10, event_id="e2"), "redemption_already_known",
        id="redemption",
    ),
    pytest.param(
        [order("ann", "o1", 100), redeem("ann", "x1", 10), cancel("ann", "x1")], cancel("ann", "x1", event_id="e2"),
        "redemption_already_cancelled", id="cancellation",
    ),
]  # fmt: skip


@pytest.mark.parametrize("is_one_batch", [False, True])
@pytest.mark.parametrize(("before", "again", "word"), REFERENCES)
def test_known_reference__under_a_new_event_id_is_rejected(
    shop: Shop, before: list[RawEvent], again: RawEvent, word: str, is_one_batch
):
    events = [*before, again]
    answers = shop.send(*events) if is_one_batch else [shop.one(event) for event in events]
    assert [verdict(answer) for answer in answers] == ["accepted"] * len(before) + [word]
    assert shop.violations() == []


def test_identical_spends_at_once__spend_once(shop: Shop):
    shop.accept(order("ann", "o1", 100))
    answers = [outcome(answer) for answer in shop.at_once([redeem("ann", "x1", 80)] * 20)]
    assert verdicts(answers) == {"accepted": 20}
    assert sum(not answer.duplicate for answer in answers) == 1
    assert len({str(replace(answer, duplicate=False)) for answer in answers}) == 1
    assert shop.points("ann") == 20
    assert shop.violations() == []


def test_competing_spends_at_once__exactly_one_wins_and_losers_may_try_anew(shop: Shop):
    shop.accept(order("ann", "o1", 100))
    spends = [redeem("ann", f"x{number}", 80) for number in range(20)]
    answers = shop.at_once(spends)
    assert verdicts(answers) == {"accepted": 1, "balance_insufficient": 19}
    assert shop.points("ann") == 20
    loser = next(number for number, answer in enumerate(answers) if verdict(answer) != "accepted")

    shop.accept(order("ann", "o2", 300))
    assert shop.one(spends[loser]) == replace(outcome(answers[loser]), duplicate=True)
    assert shop.points("ann") == 320
    assert verdict(shop.one(redeem("ann", f"x{loser}", 80, event_id="tried-anew"))) == "accepted"
    assert shop.points("ann") == 240
    assert shop.violations() == []


def test_competing_spends__through_two_ledgers_are_one_ledger(shop: Shop):
    shop.accept(order("ann", "o1", 100))
    other = Ledger(shop.database, ProgramLibrary().history, lambda: TODAY)
    ledgers = (shop.ledger, other)
    spends = [raw(redeem("ann", f"x{number}", 80)) for number in range(12)]
    answers = at_once([lambda number=number: ledgers[number % 2].append([spends[number]])[0] for number in range(12)])
    assert verdicts(answers) == {"accepted": 1, "balance_insufficient": 11}


def test_reversals_of_one_redemption_at_once__one_wins(shop: Shop):
    shop.accept(order("ann", "o1", 100), redeem("ann", "x1", 80))
    answers = shop.at_once([cancel("ann", "x1", event_id=f"c{number}") for number in range(20)])
    assert verdicts(answers) == {"accepted": 1, "redemption_already_cancelled": 19}
    assert shop.points("ann") == 100
    assert shop.violations() == []


def test_every_transaction_reverted_twice_at_once__exactly_one_wins_each(shop: Shop):
    orders = [order("ann", f"o{number}", 50 + number) for number in range(6)]
    shop.accept(*orders, *(redeem("ann", f"x{number}", 10 + number) for number in range(6)))
    twice = [
        *(refund("ann", f"o{number}", f"r{number}-{side}") for number in range(6) for side in "ab"),
        *(cancel("ann", f"x{number}", event_id=f"c{number}-{side}") for number in range(6) for side in "ab"),
    ]
    answers = shop.at_once(twice)
    won = [verdict(answer) == "accepted" for answer in answers]
    assert [won[pair] + won[pair + 1] for pair in range(0, len(won), 2)] == [1] * 12
    assert {verdict(answer) for answer in answers} == {"accepted", "refund_empty", "redemption_already_cancelled"}
    assert shop.points("ann") == 0
    assert shop.violations() == []


def test_one_event_id__sent_for_two_members_at_once_belongs_to_one(shop: Shop):
    for number in range(10):
        pair = [check_in(name, TODAY - days(number), event_id=f"shared-{number}") for name in ("ann", "bo")]
        assert verdicts(shop.at_once(pair)) == {"accepted": 1, "idempotency_conflict": 1}
    assert shop.points("ann") + shop.points("bo") == 50
    assert shop.violations() == []


def test_one_order_id__sent_for_two_members_at_once_belongs_to_one(shop: Shop):
    for number in range(10):
        pair = [order(name, f"o{number}", 10, event_id=f"{name}-{number}") for name in ("ann", "bo")]
        assert verdicts(shop.at_once(pair)) == {"accepted": 1, "order_already_known": 1}
    assert shop.points("ann") + shop.points("bo") == 100
    assert shop.violations() == []
