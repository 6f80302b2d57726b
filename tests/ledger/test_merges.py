"""Merge and unmerge on the real write path: one transaction for both sides, every name leads to the survivor, and back again."""

import pytest

from regulars.store.codec import state_from_json
from regulars.store.database import Database
from tests.ledger.merging import erase, merge, unmerge
from tests.ledger.naive_program import RICH
from tests.ledger.shop import (
    PROGRAM,
    TODAY,
    Answer,
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
)
from tests.ledger.spending_events import capture, hold, transfer, undo_transfer


def balance(shop: Shop, name: str, wallet: str = "points") -> int:
    """Everything in a wallet, by the sum of its entries."""
    with shop.database.transaction() as connection:
        row = connection.execute(
            "SELECT coalesce(sum(amount), 0)::int FROM entry WHERE member_id = %s AND wallet = %s", (shop.member_id(name), wallet)
        ).fetchone()
    assert row is not None
    return int(row[0])


def balances(shop: Shop, wallet: str = "points") -> tuple[int, int]:
    """What Ann and Bo have."""
    return balance(shop, "ann", wallet), balance(shop, "bo", wallet)


def test_merge__moves_everything_by_entries_that_cancel_out(shop: Shop):
    shop.accept(order("ann", "o1", 300), order("bo", "o2", 1200))
    answer = outcome(merge(shop, "bo", "ann", "m1"))
    assert [(entry.wallet, entry.kind, entry.amount) for entry in answer.entries] == [
        ("points", "merge", -1200), ("growth", "merge", -1200),
    ]  # fmt: skip
    assert (balances(shop), balances(shop, "growth")) == ((1500, 0), (1500, 0))
    assert shop.points("ann") == 1500
    assert [row[3] for row in shop.stored("ann").events] == ["order.paid", "member.absorbed"]
    assert shop.violations() == []


def test_what_comes_under_the_old_name__is_the_survivors(shop: Shop):
    shop.accept(order("bo", "o1", 300))
    merge(shop, "bo", "ann", "m1")
    (answer,) = shop.accept(order("bo", "o2", 100))
    assert answer.member_id == shop.member_id("ann")
    shop.accept(refund("bo", "o1", "r1"), redeem("bo", "x1", 60), cancel("ann", "x1"))
    assert balances(shop) == (100, 0)
    assert shop.violations() == []


def test_refund__of_an_order_from_before_finds_it_under_either_name(shop: Shop):
    shop.accept(order("bo", "o1", [100, 200]), order("bo", "o2", 50))
    merge(shop, "bo", "ann", "m1")
    shop.accept(
        refund("ann", "o1", "r1", lines=[{"line_id": "1", "quantity": 1}]),
        refund("bo", "o1", "r2", lines=[{"line_id": "2", "quantity": 1}]),
    )
    assert verdict(shop.one(refund("ann", "o1", "r3"))) == "refund_empty"
    assert balances(shop) == (50, 0)
    assert shop.violations() == []


def test_unmerge__gives_both_what_they_had(shop: Shop):
    shop.accept(order("ann", "o1", 300), order("bo", "o2", 1200))
    before = [outcome(shop.ledger.preview(raw_check(shop, name))) for name in ("ann", "bo")]
    merge(shop, "bo", "ann", "m1")
    assert outcome(unmerge(shop, "ann", "m1")).status == "accepted"
    after = [outcome(shop.ledger.preview(raw_check(shop, name))) for name in ("ann", "bo")]
    assert [(each.balances, each.tiers) for each in after] == [(each.balances, each.tiers) for each in before]
    assert (balances(shop), balances(shop, "growth")) == ((300, 1200), (300, 1200))
    assert shop.violations() == []


def raw_check(shop: Shop, name: str) -> bytes:
    """A check-in of today, to be previewed."""
    return raw(check_in(name, shop.now, event_id=f"look {name}"))


def test_unmerge__sorts_what_came_between_by_the_name_it_came_under(shop: Shop):
    shop.accept(order("ann", "o1", 100), order("bo", "o2", 200))
    merge(shop, "bo", "ann", "m1")
    shop.accept(
        order("bo", "o3", 50), order("ann", "o4", 30), redeem("bo", "x1", 20), refund("ann", "o2", "r1", amount_minor=10000)
    )
    assert balances(shop) == (260, 0)
    unmerge(shop, "ann", "m1")
    assert balances(shop) == (130, 130)  # Bo: 200 + 50 - 20 - 100
    shop.accept(refund("bo", "o2", "r2"), refund("bo", "o3", "r3"), cancel("bo", "x1"))
    assert verdict(shop.one(refund("ann", "o3", "r4"))) == "order_of_other_member"
    assert balances(shop) == (130, 0)
    assert shop.violations() == []


def test_unmerge__who_spent_what_was_the_others_owes_it(shop: Shop):
    shop.accept(order("ann", "o1", 100), order("bo", "o2", 50))
    merge(shop, "bo", "ann", "m1")
    shop.accept(redeem("bo", "x1", 120))
    unmerge(shop, "ann", "m1")
    assert balances(shop) == (100, -70)
    shop.accept(cancel("bo", "x1"))
    assert balances(shop) == (100, 50)
    assert shop.violations() == []


def test_survivor__who_spent_what_was_the_others_owes_it(shop: Shop):
    shop.accept(order("ann", "o1", 100), order("bo", "o2", 50))
    merge(shop, "bo", "ann", "m1")
    shop.accept(redeem("ann", "x1", 120))
    unmerge(shop, "ann", "m1")
    assert balances(shop) == (-20, 50)
    shop.accept(cancel("ann", "x1"))
    assert balances(shop) == (100, 50)
    assert shop.violations() == []


def test_debt__is_paid_out_of_what_the_other_brings_and_comes_back(shop: Shop):
    shop.accept(order("ann", "o1", 100), order("bo", "o2", 50), redeem("bo", "x1", 40), refund("bo", "o2", "r1"))
    assert balances(shop) == (100, -40)
    merge(shop, "bo", "ann", "m1")
    assert shop.points("ann") == 60
    unmerge(shop, "ann", "m1")
    assert (balances(shop), shop.points("ann")) == ((100, -40), 100)
    assert shop.violations() == []


def test_hold__that_is_open_moves_along(shop: Shop):
    shop.accept(order("bo", "o1", 100), hold("bo", "h1", 60, minutes=30))
    merge(shop, "bo", "ann", "m1")
    assert balances(shop) == (100, 0)
    shop.accept(capture("ann", "h1"))
    assert balances(shop) == (40, 0)
    assert shop.violations() == []


def test_hold__of_the_absorbed_ends_when_the_merge_is_undone(shop: Shop):
    shop.accept(order("bo", "o1", 100), hold("bo", "h1", 60, minutes=30))
    merge(shop, "bo", "ann", "m1")
    unmerge(shop, "ann", "m1")
    assert (balances(shop), shop.points("bo")) == ((0, 100), 100)
    assert verdict(shop.one(capture("bo", "h1"))) == "hold_not_open"
    assert shop.violations() == []


def test_chain__leads_to_the_last_and_is_undone_from_there(shop: Shop):
    shop.join("cy")
    shop.accept(order("ann", "o1", 10), order("bo", "o2", 200), order("cy", "o3", 3000), redeem("ann", "x0", 3))
    merge(shop, "ann", "bo", "m1")
    merge(shop, "bo", "cy", "m2")
    shop.accept(order("ann", "o4", 1), cancel("ann", "x0"), refund("bo", "o1", "r1"))
    assert balance(shop, "cy") == 3201
    assert verdict(unmerge(shop, "bo", "m1", event_id="too early")) == "merge_unknown"
    assert verdict(unmerge(shop, "cy", "m2")) == "accepted"
    assert balance(shop, "cy") == 3000
    assert balance(shop, "bo") == 201
    assert verdict(unmerge(shop, "bo", "m1")) == "accepted"
    assert balance(shop, "ann") + balance(shop, "bo") == 201
    assert shop.violations() == []


def test_merges_of_one_survivor__are_undone_from_the_last(shop: Shop):
    shop.join("cy")
    shop.accept(order("bo", "o1", 20), order("cy", "o2", 30))
    merge(shop, "bo", "ann", "m1")
    merge(shop, "cy", "ann", "m2")
    assert verdict(unmerge(shop, "ann", "m1", event_id="too early")) == "merge_not_last"
    assert [verdict(unmerge(shop, "ann", each)) for each in ("m2", "m1")] == ["accepted", "accepted"]
    assert verdict(unmerge(shop, "ann", "m1", event_id="again")) == "merge_already_undone"
    assert (balances(shop), balance(shop, "cy")) == ((0, 20), 30)
    assert shop.violations() == []


def test_merge_again__after_undoing_it(shop: Shop):
    shop.accept(order("ann", "o1", 100), order("bo", "o2", 50))
    merge(shop, "bo", "ann", "m1")
    shop.accept(order("bo", "o3", 7))
    unmerge(shop, "ann", "m1")
    shop.accept(refund("bo", "o3", "r1", amount_minor=300))
    merge(shop, "bo", "ann", "m2")
    shop.accept(refund("ann", "o3", "r2"), refund("bo", "o2", "r3"))
    assert balances(shop) == (100, 0)
    unmerge(shop, "ann", "m2")
    assert balances(shop) == (100, 0)
    assert shop.violations() == []


def test_merge__with_oneself_or_twice_is_refused(shop: Shop):
    assert verdict(merge(shop, "ann", "ann", "m1")) == "merge_with_self"
    assert verdict(merge(shop, "bo", "ann", "m2")) == "accepted"
    assert outcome(merge(shop, "bo", "ann", "m2")).duplicate
    assert verdict(merge(shop, "bo", "ann", "m3")) == "merge_with_self"
    assert verdict(merge(shop, "ann", "bo", "m4")) == "merge_with_self"
    assert shop.violations() == []


def test_survivor_who_is_erased__leads_to_nobody_and_is_decided_again_to_the_same(shop: Shop):
    shop.accept(order("ann", "o1", 30), order("bo", "o2", 20))
    merge(shop, "bo", "ann", "m1")
    shop.accept(order("bo", "o3", 3))
    assert verdict(erase(shop, "ann")) == "accepted"
    assert balances(shop) == (0, 0)
    for late in (refund("bo", "o2", "r1"), refund("bo", "o3", "r2"), check_in("bo", shop.now)):
        assert verdict(shop.one(late)) == "member_erased"
    assert verdict(unmerge(shop, "ann", "m1")) == "member_erased"
    assert shop.violations() == []


def test_crossing_merges_at_once__leave_one_survivor(shop: Shop):
    shop.accept(order("ann", "o1", 100), order("bo", "o2", 50))
    answers: list[Answer] = at_once([lambda: merge(shop, "ann", "bo", "m1"), lambda: merge(shop, "bo", "ann", "m2")])
    assert verdicts(answers) == {"accepted": 1, "merge_with_self": 1}
    assert sorted(balances(shop)) == [0, 150]
    assert shop.violations() == []


def test_merge__while_events_come_in_loses_none(shop: Shop):
    orders = [order(name, f"{name}-{number}", 10) for number in range(10) for name in ("ann", "bo")]
    calls = [lambda each=each: shop.one(each) for each in orders]  # type: ignore[misc]  # a default argument, which mypy cannot infer
    answers = at_once([*calls, lambda: merge(shop, "bo", "ann", "m1")])
    assert verdicts(answers) == {"accepted": 21}
    assert balances(shop) == (200, 0)
    unmerge(shop, "ann", "m1")
    assert balances(shop) == (100, 100)
    assert shop.violations() == []


def test_retry__of_what_was_sent_before_the_merge_gets_its_first_answer(shop: Shop):
    sent = order("bo", "o1", 10)
    first = outcome(shop.one(sent))
    merge(shop, "bo", "ann", "m1")
    again = outcome(shop.one(sent))
    assert (again.duplicate, again.member_id) == (True, first.member_id)
    after = order("bo", "o2", 10)
    shop.accept(after)
    unmerge(shop, "ann", "m1")
    assert outcome(shop.one(after)).duplicate
    assert shop.violations() == []


def test_points_sent_to_the_absorbed__reach_the_survivor(shop: Shop):
    shop.join("cy")
    shop.accept(order("cy", "o1", 1000), transfer("cy", "t1", 100, "bo"))
    merge(shop, "bo", "ann", "m1")
    shop.accept(transfer("cy", "t2", 50, "bo"), undo_transfer("cy", "t1"))
    assert (balances(shop), balance(shop, "cy")) == ((45, 0), 950)
    unmerge(shop, "ann", "m1")
    shop.accept(undo_transfer("cy", "t2"))
    assert (balances(shop), balance(shop, "cy")) == ((0, 0), 1000)
    assert shop.violations() == []


def test_higher_tier__is_the_survivors_and_goes_back(shop: Shop):
    shop.accept(order("ann", "o1", 100), order("bo", "o2", 6000))
    answer = outcome(merge(shop, "bo", "ann", "m1"))
    assert answer.status == "accepted"
    assert shop.accept(check_in("ann", shop.now))[0].tiers == {"club": "gold"}
    unmerge(shop, "ann", "m1")
    shop.now += days(1)
    assert [shop.accept(check_in(name, shop.now))[0].tiers["club"] for name in ("ann", "bo")] == ["regular", "gold"]
    assert shop.violations() == []


def test_title_that_ends_while_merged__turns_into_points_once(database: Database):
    shop = Shop(database, RICH)
    shop.now += days(31)
    shop.join("ann", "bo")
    shop.accept(event("honour.granted", "bo", "king", shop.now, honour="king"))
    merge(shop, "bo", "ann", "m1")
    shop.now += days(100)
    shop.accept(check_in("ann", shop.now))
    assert balances(shop) == (77 + 5, 0)
    unmerge(shop, "ann", "m1")
    assert balances(shop) == (77 + 5, 0)
    assert shop.violations() == []


def test_expired_while_merged__is_not_taken_twice_by_a_refund(shop: Shop):
    shop.accept(order("bo", "o1", 100))
    merge(shop, "bo", "ann", "m1")
    shop.publish(shop_program_late())
    shop.now += days(500)
    shop.accept(check_in("ann", shop.now))
    assert balance(shop, "ann") == 5
    unmerge(shop, "ann", "m1")
    shop.accept(refund("bo", "o1", "r1", shop.now))
    assert balances(shop) == (5, 0)
    assert shop.violations() == []


def shop_program_late() -> str:
    """The same program; a second version makes everything be judged anew."""
    return PROGRAM.replace("late_days: 30", "late_days: 40")


def told(shop: Shop, name: str) -> tuple[int, dict[str, object]]:
    """Birthday and attributes that rules ask for."""
    extras = state_from_json(shop.stored(name).state).extras
    return (0, {}) if extras is None else (extras.birthday, extras.attributes)


@pytest.mark.parametrize(
    ("policy", "after"),
    [
        ("filled", (501, {"shoe": 38, "pet": "cat"})),
        ("survivor", (501, {"shoe": 38})),
        ("newest", (602, {"shoe": 40, "pet": "cat"})),
    ],
)
def test_profile__by_its_policy_counts_and_is_undone_exactly(shop: Shop, policy: str, after: tuple[int, dict[str, object]]):
    shop.accept(
        event("member.profile_changed", "ann", "p1", birthday="05-01", attributes={"shoe": 38}),
        order("ann", "o1", 300, TODAY - days(1)),
        event("member.profile_changed", "bo", "p2", birthday="06-02", attributes={"shoe": 40, "pet": "cat"}),
        order("bo", "o2", 500),
    )
    before = told(shop, "ann"), told(shop, "bo")
    merge(shop, "bo", "ann", "m1", profile=policy, tier="recompute")
    assert told(shop, "ann") == after
    assert shop.violations() == []
    unmerge(shop, "ann", "m1")
    assert (told(shop, "ann"), told(shop, "bo")) == before
    assert shop.violations() == []
