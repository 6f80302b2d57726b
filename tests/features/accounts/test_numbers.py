"""The numbers of the worked examples, seen on the pages of a member's account."""

from pathlib import Path

import pytest

from regulars.store.database import Database
from tests.support.scenes import Scene, mall, open_scene

BALANCES = ("available", "pending", "debt", "balance")


def points(scene: Scene, member: str) -> dict[str, int]:
    (wallet,) = scene.ask(member, "wallet")["wallets"]
    return {key: wallet[key] for key in BALANCES}


def silver(scene: Scene) -> str:
    """A member who became silver by an order of 5,000, and whose points of it are gone."""
    member = scene.member()
    outcome = scene.pay(member, "first", "2025-02-01 10:00", 500000)
    scene.tell(member, "points.redeemed", redemption_id="all", wallet="points", points=outcome["balances"]["points"]["available"])
    return member


def test_example_1__earning_is_explained_to_the_cent(scene: Scene):
    member = silver(scene)
    scene.pay(member, "o7", "2025-03-15 10:00", 8990, postage=1000)
    (line,) = scene.ask(member, "explain", wallet="points")["lines"]
    assert (line["order_id"], line["rule"], line["earned"], line["left"]) == ("o7", "base", 107, 107)
    assert line["last_day"] == "2026-03-31"
    newest = next(item for item in scene.ask(member, "entries", wallet="points")["items"] if item["reference"] == "order:o7")
    opened = scene.ask(member, f"entries/{newest['entry_no']}")
    assert opened["working"] == {"zh": "89.90 × 1.2 = 107.88 → 107", "en": "89.90 × 1.2 = 107.88 → 107"}
    assert opened["rule_text"]["zh"].startswith("每消费 1 元得 1 积分，仅计商品，银卡 1.2 倍")
    assert opened["event_body"]["order_id"] == "o7"
    assert (opened["program"]["version"], len(opened["hash"])) == (1, 64)
    (touched,) = opened["lots"]
    assert (touched["change"], touched["remaining_now"], touched["expires_at"]) == (107, 107, "2026-03-31T16:00:00Z")


def test_example_1__steps_show_how_many_were_full(scene: Scene):
    member = scene.member()
    scene.pay(member, "o1", "2025-03-15 10:00", 39999)
    entries = {item["rule"]: item for item in scene.ask(member, "entries", wallet="points")["items"]}
    assert (entries["base"]["amount"], entries["full_hundred"]["amount"]) == (399, 30)
    working = scene.ask(member, f"entries/{entries['full_hundred']['entry_no']}")["working"]
    assert working == {"zh": "399.99 含 3 个 100.00，3 × 10 = 30", "en": "399.99 holds 3 times 100.00, 3 × 10 = 30"}


def test_example_2__parts_of_a_refund_say_what_each_took(scene: Scene):
    member = silver(scene)
    scene.pay(member, "o2", "2025-03-15 10:00", 3333, 3333, 3334)
    for number, line in enumerate("ABC"):
        scene.tell(
            member, "order.refunded", f"2025-03-16 10:0{number}", refund_id=f"r{line}", order_id="o2",
            lines=[{"line_id": line, "quantity": 1}],
        )  # fmt: skip
    taken = [item for item in scene.pages(member, "entries", wallet="points", kind="reverse") if item["rule"] == "base"]
    assert [item["amount"] for item in taken] == [-40, -40, -40]
    workings = [scene.ask(member, f"entries/{item['entry_no']}")["working"]["en"] for item in reversed(taken)]
    assert workings[1] == "given 120 − taken back before 40 − worth of what is left 40 = 40"
    refunds = scene.pages(member, "timeline", kind="refund")
    assert [(item["reference"], item["amount_minor"], item["points"]) for item in refunds] == [
        ("rC", 3334, -40), ("rB", 3333, -40), ("rA", 3333, -50),
    ]  # fmt: skip
    assert [line["name"] for line in refunds[0]["lines"]] == ["Thing 2"]


def test_example_3__debt_is_a_line_of_the_explanation(scene: Scene):
    member = scene.member()
    scene.pay(member, "o3", "2025-03-01 10:00", 9999)
    scene.tell(member, "points.redeemed", "2025-03-02 10:00", redemption_id="x", wallet="points", points=90)
    scene.tell(member, "order.refunded", "2025-03-03 10:00", refund_id="r3", order_id="o3")
    assert points(scene, member) == {"available": 0, "pending": 0, "debt": 90, "balance": -90}
    explained = scene.ask(member, "explain")
    assert (explained["lines"], explained["debt"], explained["sum"], explained["balance"]) == ([], 90, -90, -90)
    scene.pay(member, "o4", "2025-03-04 10:00", 9900)
    assert points(scene, member) == {"available": 9, "pending": 0, "debt": 0, "balance": 9}
    earned = scene.ask(member, "entries", wallet="points", kind="earn")["items"][0]
    opened = scene.ask(member, f"entries/{earned['entry_no']}")
    assert (opened["amount"], opened["debt_change"], opened["lots"][0]["change"]) == (99, -90, 9)


def test_example_4__expiry_is_shown_before_and_after_it_is_written(scene: Scene):
    member = scene.member()
    scene.pay(member, "o5", "2025-03-15 10:00", 9900)
    scene.pay(member, "o6", "2025-05-15 10:00", 5000)
    (wallet,) = scene.ask(member, "wallet")["wallets"]
    assert wallet["expiring"] == [{"on": "2026-03-31", "points": 99}, {"on": "2026-05-31", "points": 50}]
    scene.move_to("2026-03-31 23:59:59")
    assert points(scene, member)["available"] == 149
    scene.move_to("2026-04-01 00:00")
    seen = [scene.ask(member, what) for what in ("wallet", "explain", "timeline")]
    entry = scene.ask(member, "entries")["items"][0]
    assert (entry["kind"], entry["amount"], entry["balance_after"], entry["at"]) == ("expire", -99, 50, "2026-03-31T16:00:00Z")
    due = scene.ask(member, f"entries/{entry['entry_no']}")
    assert due["working"]["en"] == "The last day to use them was 2026-03-31."
    assert (due["hash"], due["lots"][0]["remaining_now"], due["lots"][0]["earned_at"]) == (None, 0, "2025-03-15T02:00:00Z")
    scene.sweep()
    assert [scene.ask(member, what) for what in ("wallet", "explain", "timeline")] == seen
    written = scene.ask(member, f"entries/{entry['entry_no']}")
    assert len(written["hash"]) == 64
    changing = {"hash", "recorded_at"}
    assert {k: v for k, v in written.items() if k not in changing} == {k: v for k, v in due.items() if k not in changing}


def test_example_5__pending_points_are_worth_money_but_not_available(database: Database, tmp_path: Path):
    with open_scene(database, tmp_path, mall()) as scene:
        member = scene.member()
        scene.pay(member, "o1", "2025-06-01 10:00", 6000)
        (wallet,) = scene.ask(member, "wallet")["wallets"]
        assert {key: wallet[key] for key in BALANCES} == {"available": 0, "pending": 60, "debt": 0, "balance": 60}
        assert (wallet["value_minor"], wallet["lots"][0]["status"]) == (60, "pending")
        assert scene.ask(member, "explain")["lines"][0]["status"] == "pending"
        scene.move_to("2025-06-08 10:00")
        assert points(scene, member) == {"available": 60, "pending": 0, "debt": 0, "balance": 60}


@pytest.fixture
def gold(scene: Scene) -> str:
    """Give the member of example 10: gold since 10 June 2025, who spends 12,000 that year."""
    member = scene.member()
    scene.pay(member, "y1", "2025-06-10 10:00", 1200000)
    return member


def test_example_10__up_at_once_and_the_way_to_the_next_tier(scene: Scene, gold: str):
    standing = scene.ask(gold, "standing")
    assert (standing["tier"]["key"], standing["tier"]["level"], standing["since"]) == ("gold", 2, "2025-06-10T02:00:00Z")
    (asked,) = standing["next"]["requirements"]
    assert standing["next"]["tier"]["name"] == {"zh": "钻石", "en": "Diamond"}
    assert (standing["next"]["progress"], asked["required"], asked["have"], asked["missing"]) == (0.6, 2000000, 1200000, 800000)
    assert (asked["window"], asked["met"], asked["group"]) == ({"zh": "自然年", "en": "calendar year"}, False, "all")
    assert standing["review"]["at"] == "2025-12-31T16:00:00Z"
    assert (standing["review"]["keep"][0]["have"], standing["review"]["keep"][0]["required"]) == (1200000, 800000)
    assert standing["review"]["projected_tier"]["key"] == "gold"
    assert [step["reason"]["en"] for step in standing["history"]] == ["Reached what the tier asks for", "Joined"]
    assert [step["key"] for step in standing["ladder"]] == ["regular", "silver", "gold", "diamond"]


def test_example_10__grace_and_its_end(scene: Scene, gold: str):
    scene.pay(gold, "y2", "2026-06-10 10:00", 750000)
    review = scene.ask(gold, "standing")["review"]
    assert (review["at"], review["keep"][0]["missing"]) == ("2026-12-31T16:00:00Z", 50000)
    assert review["projected_tier"]["key"] == "silver"
    scene.move_to("2027-01-01 00:00")
    standing = scene.ask(gold, "standing")
    assert (standing["in_grace"], standing["tier"]["key"]) == (True, "gold")
    assert standing["review"]["grace_until"] == "2027-03-31T16:00:00Z"
    assert standing["review"]["keep"][0]["have"] == 750000
    scene.pay(gold, "y3", "2027-02-10 10:00", 20000)
    assert scene.ask(gold, "standing")["review"]["keep"][0]["have"] == 770000
    scene.move_to("2027-04-01 00:00")
    standing = scene.ask(gold, "standing")
    assert (standing["in_grace"], standing["tier"]["key"], standing["history"][0]["reason"]["en"]) == (
        False, "silver", "Fell short at the review",
    )  # fmt: skip
    change = scene.ask(gold, "timeline", kind="activity")["items"][0]
    assert (change["type"], change["title"]["zh"]) == ("tier.changed", "由金卡降为银卡")


def test_example_20__a_balance_is_the_sum_of_its_lots(scene: Scene):
    member = silver(scene)
    scene.pay(member, "o7", "2025-03-15 10:00", 8990)
    scene.pay(member, "o8", "2025-04-02 10:00", 22778)
    scene.tell(member, "points.redeemed", "2025-04-03 10:00", redemption_id="mug", wallet="points", points=27)
    dearer = ("per: 1.00\n    lines: {kinds: [goods]}\n    tier", "per: 2.00\n    lines: {kinds: [goods]}\n    tier")
    scene.publish(mall(("pending_days: 7", "pending_days: 0"), dearer), "2025-05-01 00:00")
    scene.pay(member, "o9", "2025-05-02 10:00", 1000)
    explained = scene.ask(member, "explain", wallet="points")
    lines = [
        (line["order_id"], line["rule"], line["program_version"], line["earned"], line["left"]) for line in explained["lines"]
    ]
    assert lines == [
        ("o7", "base", 1, 107, 80), ("o8", "base", 1, 273, 273), ("o8", "full_hundred", 1, 20, 20), ("o9", "base", 2, 6, 6),
    ]  # fmt: skip
    assert explained["sum"] == explained["balance"] == 379
    assert explained["lines"][0]["rule_text"]["zh"].startswith("每消费 1 元")
    assert explained["lines"][3]["rule_text"]["zh"].startswith("每消费 2 元")
