"""Holds on the real write path: many at once, captured and released at once, ended by the sweep; nothing is spent twice."""

from datetime import timedelta

import pytest

from regulars.ledger.sweep import sweep
from tests.ledger.shop import TODAY, Shop, cancel, order, outcome, redeem, verdict, verdicts
from tests.ledger.spending_events import capture, hold, release, transfer


@pytest.fixture
def rich_shop(shop: Shop) -> Shop:
    """Give a shop where Ann has 100 points."""
    shop.set_test_clock(TODAY)
    shop.accept(order("ann", "o1", 100))
    return shop


def balances(shop: Shop, name: str = "ann") -> dict[str, int]:
    """What a preview of a check-in says the member has; the check-in itself gives 5."""
    probe = shop.one(redeem(name, f"probe-{shop.now.isoformat()}", 10**6, shop.now))
    return outcome(probe).balances["points"]


def test_twenty_holds_at_once__as_many_as_the_balance_covers(rich_shop: Shop):
    answers = rich_shop.at_once([hold("ann", f"h{number}", 80) for number in range(20)])
    assert verdicts(answers) == {"accepted": 1, "balance_insufficient": 19}
    assert balances(rich_shop) == {"available": 20, "pending": 0, "held": 80, "debt": 0, "balance": 100}
    assert rich_shop.violations() == []


def test_holds_and_spends_at_once__share_one_balance(rich_shop: Shop):
    competing = [hold("ann", f"h{number}", 30) for number in range(6)] + [redeem("ann", f"x{number}", 30) for number in range(6)]
    assert verdicts(rich_shop.at_once(competing)) == {"accepted": 3, "balance_insufficient": 9}
    left = balances(rich_shop)
    assert left["available"] == 10
    assert rich_shop.violations() == []


def test_one_hold__captured_and_released_at_once_ends_once(rich_shop: Shop):
    rich_shop.accept(hold("ann", "h1", 80))
    ends = [capture("ann", "h1", event_id=f"c{number}") for number in range(10)]
    ends += [release("ann", "h1", event_id=f"r{number}") for number in range(10)]
    answers = rich_shop.at_once(ends)
    assert verdicts(answers) == {"accepted": 1, "hold_not_open": 19}
    assert rich_shop.points("ann") in (20, 100)
    assert rich_shop.violations() == []


def test_same_hold_again__gets_the_first_answer(rich_shop: Shop):
    first = outcome(rich_shop.one(hold("ann", "h1", 80)))
    rich_shop.accept(release("ann", "h1"))
    again = outcome(rich_shop.one(hold("ann", "h1", 80)))
    assert (again.duplicate, again.balances) == (True, first.balances)
    assert verdict(rich_shop.one(hold("ann", "h1", 80, event_id="another"))) == "hold_already_known"
    assert rich_shop.points("ann") == 100


def test_time_is_up__by_the_sweep_as_for_whoever_asks(rich_shop: Shop):
    rich_shop.join("cy")
    rich_shop.accept(order("cy", "o2", 100), hold("ann", "h1", 80, minutes=30), hold("cy", "h2", 80, minutes=30))
    rich_shop.set_test_clock(TODAY + timedelta(minutes=30))
    assert sweep(rich_shop.ledger) == 2
    assert rich_shop.points("ann") == rich_shop.points("cy") == 100
    assert verdict(rich_shop.one(capture("ann", "h1", rich_shop.now))) == "hold_not_open"
    assert rich_shop.violations() == []


def test_time_is_up__without_any_sweep(rich_shop: Shop):
    rich_shop.accept(hold("ann", "h1", 80, minutes=30))
    rich_shop.set_test_clock(TODAY + timedelta(minutes=30))
    assert verdict(rich_shop.one(redeem("ann", "x1", 100, rich_shop.now))) == "accepted"
    assert rich_shop.violations() == []


def test_order_out_of_a_hold__and_its_refund(rich_shop: Shop):
    rich_shop.accept(hold("ann", "h1", 60), order("ann", "o2", 10, points_used=50, hold_id="h1"))
    assert balances(rich_shop) == {"available": 59, "pending": 0, "held": 0, "debt": 0, "balance": 59}  # 50 spent, 9 earned
    assert rich_shop.violations() == []


def test_captured__can_be_cancelled_like_any_redemption(rich_shop: Shop):
    rich_shop.accept(hold("ann", "h1", 60), capture("ann", "h1", points=40), cancel("ann", "h1"))
    assert rich_shop.points("ann") == 100
    assert rich_shop.violations() == []


def test_held_points__count_for_the_share_of_a_transfer_and_cannot_be_sent(rich_shop: Shop):
    rich_shop.accept(hold("ann", "h1", 90))
    assert verdict(rich_shop.one(transfer("ann", "t1", 21, "bo"))) == "transfer_exceeds_share"
    assert verdict(rich_shop.one(transfer("ann", "t2", 20, "bo"))) == "balance_insufficient"
    assert verdict(rich_shop.one(transfer("ann", "t3", 10, "bo"))) == "accepted"
    assert rich_shop.violations() == []


@pytest.mark.parametrize(
    ("change", "path"),
    [({"points": 0}, "data.points"), ({"minutes": 0}, "data.minutes"), ({"minutes": 10081}, "data.minutes")],
)
def test_hold__that_cannot_be_one_is_refused(rich_shop: Shop, change: dict[str, int], path: str):
    sent = hold("ann", "h1", 10)
    answer = rich_shop.one(sent | {"data": sent["data"] | change})
    assert verdict(answer) == "event_invalid"
    assert [each.path for each in answer.errors] == [path]  # type: ignore[union-attr]  # anything else fails the test


def test_hold_without_points_used__is_refused(rich_shop: Shop):
    answer = rich_shop.one(order("ann", "o2", 10, hold_id="h1"))
    assert [each.path for each in answer.errors] == ["data.hold_id"]  # type: ignore[union-attr]  # anything else fails the test
