"""What a till is told before a sale is what the sale then does (issue 3, part 3)."""

from __future__ import annotations

import pytest

from tests.features.checkout.conftest import Checkout
from tests.ledger.shop import event, order, outcome, redeem
from tests.ledger.spending_events import freeze, hold

HAVE = 1000 + 2500 * 12 // 10
"""The first order earned as nobody special and made Ann silver; the second earned 1.2 times."""


def test_preview__says_what_is_saved_paid_and_earned(checkout: Checkout):
    told = checkout.ask("ann", ("goods", 10_000), ("postage", 1_000), points_used=2000).json()
    assert (told["gross_minor"], told["saved_minor"], told["total_minor"], told["to_pay_minor"]) == (11_000, 2_000, 9_000, 7_000)
    assert {each["key"]: each["saved_minor"] for each in told["benefits"]} == {"discount": 1000, "postage": 1000}
    assert told["points"] == {
        "wallet": "points", "available": HAVE, "points_max": 2700, "value_max_minor": 2700, "used": 2000, "used_minor": 2000,
        "confirm_above": 0,
    }  # fmt: skip
    assert [(each["rule"], each["points"]) for each in told["earns"]] == [("base", 84), ("growth_spend", 70)]
    assert told["earns"][0]["text"]["zh"].startswith("每消费 1")
    assert told["tiers"] == {"club": "silver"}


def test_preview__is_what_the_order_then_does(checkout: Checkout):
    told = checkout.ask("ann", ("goods", 33_33), ("goods", 66_67), ("postage", 1_000), points_used=1000).json()
    sale = event("order.paid", "ann", "sale", order_id="sale", **told["order"] | {"hold_id": None})
    done = outcome(checkout.shop.one(sale))
    assert [(entry.rule, entry.amount) for entry in done.entries if entry.kind == "earn"] == [
        (each["rule"], each["points"]) for each in told["earns"]
    ]
    assert sum(line["amount_minor"] for line in told["order"]["lines"]) == told["total_minor"]
    assert checkout.shop.points("ann") == HAVE - 1000 + told["earns"][0]["points"]
    assert checkout.shop.violations() == []


def test_preview__stores_nothing(checkout: Checkout):
    rows = checkout.shop.row_counts()
    assert checkout.ask("ann", ("goods", 10_000), points_used=100).status_code == 200
    assert checkout.shop.row_counts() == rows


def test_points__are_limited_by_share_by_order_and_by_what_is_there(checkout: Checkout):
    by_share = checkout.ask("ann", ("goods", 1_000)).json()["points"]
    by_order = checkout.ask("ann", ("goods", 100_000)).json()["points"]
    assert (by_share["points_max"], by_order["points_max"]) == (270, HAVE)
    checkout.shop.accept(order("ann", "more", 1000))
    assert checkout.ask("ann", ("goods", 100_000)).json()["points"]["points_max"] == 4000
    assert checkout.ask("bo", ("goods", 1_000)).json()["points"]["points_max"] == 0
    refused = checkout.ask("ann", ("goods", 1_000), points_used=271)
    assert (refused.status_code, refused.json()["code"]) == (422, "points_exceed_order_share")
    assert (refused.json()["errors"][0]["path"], refused.json()["facts"]["points_max"]) == ("points_used", 270)


def test_points__out_of_a_hold(checkout: Checkout):
    checkout.shop.accept(hold("ann", "h1", 100), redeem("ann", "x1", HAVE - 100))
    told = checkout.ask("ann", ("goods", 1_000), hold_id="h1", points_used=100)
    assert (told.status_code, told.json()["points"]["points_max"]) == (200, 100)
    assert told.json()["order"]["hold_id"] == "h1"


def test_frozen_member__is_told_to_be_and_may_use_no_points(checkout: Checkout):
    checkout.shop.accept(freeze("ann"))
    told = checkout.ask("ann", ("goods", 1_000)).json()
    assert (told["frozen"], told["points"]["points_max"], len(told["earns"])) == ("spend", 0, 2)
    checkout.shop.accept(freeze("ann", "all"))
    told = checkout.ask("ann", ("goods", 1_000)).json()
    assert (told["frozen"], told["earns"]) == ("all", [])  # what they earn waits


def test_order_that_lifts__says_so(checkout: Checkout):
    assert checkout.ask("bo", ("goods", 100_000)).json()["tiers_changed"][0]["after"] == "silver"


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"member": {"kind": "customer_no", "value": "nobody"}}, "member_unknown"),
        ({"member": None}, "request_invalid"),
        ({"currency": "USD"}, "currency_mismatch"),
        ({"lines": []}, "request_invalid"),
        ({"points_used": -1}, "request_invalid"),
    ],
)
def test_basket__that_cannot_be_one_is_refused(checkout: Checkout, change: dict[str, object], code: str):
    assert checkout.ask("ann", ("goods", 1_000), **change).json()["code"] == code


WHO = {"admin", "operator", "clerk", "key:events:write"}


@pytest.mark.parametrize("caller", ["anonymous", "admin", "operator", "clerk", "analyst", "key:events:write", "key:members:read"])
def test_who__may_ask(checkout: Checkout, caller: str):
    status = checkout.site.caller(caller).post("/v1/checkout/preview", json={}).status_code
    assert status == (401 if caller == "anonymous" else 422 if caller in WHO else 403)


def test_benefits__of_a_member_by_tier(checkout: Checkout):
    reader = checkout.site.system("members:read")
    told = {name: reader.get(f"/v1/members/{checkout.shop.member_id(name)}/benefits").json() for name in ("ann", "bo")}
    assert (told["bo"]["tier"], told["bo"]["benefits"]) == ("regular", [])
    assert [(each["key"], each["text"]["zh"]) for each in told["ann"]["benefits"]] == [
        ("discount", "9 折，仅计商品。"),
        ("postage", "免收运费，满 50 元起。"),
    ]
