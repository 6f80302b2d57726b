"""Referrals on the real write path: one member's order gives to another in the same transaction, and its refund takes back."""

import pytest

from regulars.store.database import Database
from tests.ledger.shop import PROGRAM, Answer, RawEvent, Shop, event, order, outcome, raw, redeem, refund, verdict

REFERRALS = PROGRAM.replace(
    "points_as_cash:",
    "  - {key: brought, kind: referral, to: referrer, wallet: points, points: 200, limit: {per: life, points: 500}}\n"
    "  - {key: welcome, kind: referral, to: referred, wallet: points, points: 80}\n"
    "referrals: {order_from: 50.00}\npoints_as_cash:",
)


@pytest.fixture
def club(database: Database) -> Shop:
    """A shop where ann, bo and cy are members."""
    shop = Shop(database, REFERRALS)
    shop.join("ann", "bo", "cy", "di")
    return shop


def referred(name: str, by: str, event_id: str = "") -> RawEvent:
    """Somebody was brought by somebody."""
    return event("member.referred", name, event_id or f"{name}-by-{by}", referrer={"kind": "customer_no", "value": by})


def referrals(club: Shop, name: str) -> list[tuple[str, int]]:
    """What rules for referrals moved in a member's ledger."""
    return [(entry[3], entry[4]) for entry in club.stored(name).entries if entry[7] in ("brought", "welcome")]


def test_order__gives_to_both_sides_and_its_refund_takes_from_both(club: Shop):
    club.accept(referred("bo", "ann"), order("bo", "o1", 60))
    assert (club.points("ann"), club.points("bo")) == (200, 140)
    assert club.violations() == []
    club.accept(refund("bo", "o1", "r1", amount_minor=1000))
    assert (club.points("ann"), club.points("bo")) == (200, 130)
    club.accept(refund("bo", "o1", "r2"))
    assert (club.points("ann"), club.points("bo")) == (0, 0)
    assert referrals(club, "ann") == [("earn", 200), ("reverse", -200)]
    assert referrals(club, "bo") == [("earn", 80), ("reverse", -80)]
    assert club.violations() == []


def test_referrer__is_told_by_an_event_named_after_its_cause(club: Shop):
    club.accept(referred("bo", "ann"), order("bo", "o1", 60))
    (converted,) = club.stored("ann").events
    assert converted[1:4] == ("regulars:follow", f"{club.member_id('bo')}:2:1", "referral.converted")


def test_same_order_again__gives_nothing_again(club: Shop):
    club.accept(referred("bo", "ann"), order("bo", "o1", 60))
    again = outcome(club.one(order("bo", "o1", 60)))
    assert again.duplicate
    assert verdict(club.one(order("bo", "o1", 60, event_id="another"))) == "order_already_known"
    assert club.points("ann") == 200


def test_registration__may_name_the_referrer_in_one_batch_with_the_order(club: Shop):
    joined = event("member.registered", "bo", "joined", referrer={"kind": "customer_no", "value": "ann"})
    club.accept(joined, order("bo", "o1", 60), refund("bo", "o1", "r1"), order("bo", "o2", 70))
    assert (club.points("ann"), club.points("bo")) == (200, 150)
    assert club.violations() == []


def test_limit_of_the_referrer__cuts_the_last_reward_and_a_refund_gives_it_back(club: Shop):
    for name in ("bo", "cy", "di"):
        club.accept(referred(name, "ann"), order(name, f"of-{name}", 60))
    assert referrals(club, "ann") == [("earn", 200), ("earn", 200), ("earn", 100)]
    club.accept(refund("di", "of-di", "r1"), refund("cy", "of-cy", "r2"), order("di", "o2", 60))
    assert club.points("ann") == 400
    assert club.violations() == []


def test_circle__of_members_who_bring_each_other_pays_each_once(club: Shop):
    club.accept(referred("bo", "ann"), referred("ann", "bo"), order("bo", "o1", 60), order("ann", "o2", 60))
    assert (club.points("ann"), club.points("bo")) == (340, 340)
    assert verdict(club.one(referred("ann", "cy", "again"))) == "referrer_already_known"
    assert club.violations() == []


def test_preview__of_a_converting_order_leaves_nothing_behind(club: Shop):
    club.accept(referred("bo", "ann"))
    before = club.row_counts()
    club.ledger.preview(raw(order("bo", "o1", 60)))
    assert club.row_counts() == before


def test_spent_reward__is_owed_by_the_referrer(club: Shop):
    club.accept(referred("bo", "ann"), order("bo", "o1", 60), redeem("ann", "x1", 150), refund("bo", "o1", "r1"))
    answer: Answer = club.one(order("ann", "o9", 200))
    assert outcome(answer).balances["points"]["available"] == 50
    assert club.violations() == []


@pytest.mark.parametrize(
    ("by", "code"),
    [("nobody", "referrer_unknown"), ("bo", "referrer_is_self")],
)
def test_referrer__that_cannot_be_named_is_refused(club: Shop, by: str, code: str):
    assert verdict(club.one(referred("bo", by))) == code
