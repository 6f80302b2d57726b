"""The figures by tier: a small base played by hand, each figure at the tier held then, and the sums those of the board."""

from collections.abc import Iterator
from typing import NamedTuple

import pytest

from tests.support.databases import DatabaseServer
from tests.support.scenes import Json, Scene, mall, open_scene

SPRING = {"from": "2025-03", "to": "2025-04"}
YEARS_LATER = {"from": "2025-05", "to": "2027-04"}


class Told(NamedTuple):
    """What was told of the spring at its end, and the scene two years later."""

    tiers: Json
    board: Json
    scene: Scene


@pytest.fixture(scope="module")
def told(database_server: DatabaseServer, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Told]:
    """Five members until spring, two of them silver; then one is merged, and the rest buy nothing until they fall."""
    with (
        database_server.fresh_database() as database,
        open_scene(database, tmp_path_factory.mktemp("build"), mall()) as scene,
    ):
        eve, bob = live_through_spring(scene)
        tiers, board = scene.get("/v1/board/tiers", **SPRING), scene.get("/v1/board", **SPRING)
        scene.move_to("2025-05-10 10:00")
        merged = scene.site.staff("admin").post("/v1/merges", json={"absorbed_id": eve, "survivor_id": bob, "reason": "one"})
        assert merged.status_code == 201, merged.text
        scene.move_to("2027-04-02 10:00")
        scene.sweep()
        yield Told(tiers, board, scene)


def live_through_spring(scene: Scene) -> tuple[str, str]:
    """Ann rises to gold in April and returns an order of March; what she tells late belongs to silver."""
    ann = scene.member("2025-01-05 09:00", "Ann")
    scene.pay(ann, "a1", "2025-01-10 10:00", 600000)
    bob = scene.member("2025-02-01 09:00", "Bob")
    scene.pay(bob, "b1", "2025-02-10 10:00", 500000)
    cat = scene.member("2025-02-05 09:00", "Cat")
    eve = scene.member("2025-02-07 09:00", "Eve")
    scene.pay(cat, "c1", "2025-02-20 10:00", 10000)
    scene.tell(eve, "member.checked_in", "2025-03-01 10:00")
    scene.pay(cat, "c2", "2025-03-03 10:00", 20000)
    scene.tell(cat, "order.refunded", "2025-03-04 10:00", refund_id="c2r", order_id="c2")
    dan = scene.member("2025-03-10 09:00", "Dan")
    scene.pay(ann, "a2", "2025-03-10 10:00", 100000)
    scene.pay(dan, "d1", "2025-03-11 10:00", 30000)
    scene.tell(bob, "points.redeemed", "2025-03-15 10:00", redemption_id="mug", wallet="points", points=500)
    scene.pay(eve, "e1", "2025-04-02 10:00", 5000)
    scene.pay(ann, "a3", "2025-04-05 10:00", 400000)
    scene.pay(ann, "a4", "2025-04-20 10:00", 50000)
    scene.tell(ann, "order.refunded", "2025-04-25 10:00", refund_id="a2r", order_id="a2")
    scene.move_to("2025-04-29 10:00")
    scene.pay(ann, "a5", "2025-04-01 10:00", 10000, on_time=False)
    scene.move_to("2025-04-30 12:00")
    scene.sweep()
    return eve, bob


def row(board: Json, tier: str) -> Json:
    return next(held for held in board["tiers"] if held["key"] == tier)


MEMBERS = ("members_start", "joined", "came_up", "came_down", "went_up", "went_down", "members_end", "members_average")


def test_members__move_through_the_tiers(told: Told):
    assert {tier["key"]: [tier[name] for name in MEMBERS] for tier in told.tiers["tiers"]} == {
        "regular": [2, 1, 0, 0, 0, 0, 3, 2.75],  # Cat and Eve, then Dan too: (2 + 3) / 2 in March, 3 in April
        "silver": [2, 0, 0, 0, 1, 0, 1, 1.75],  # Ann and Bob, until Ann rises
        "gold": [0, 0, 1, 0, 0, 0, 1, 0.25],
        "diamond": [0, 0, 0, 0, 0, 0, 0, 0],
    }
    assert told.tiers["tier_moves"] == [{"from": "silver", "to": "gold", "members": 1}]


def test_retention__is_of_those_there_at_the_start_whose_orders_stayed(told: Told):
    shown = {tier["key"]: (tier["bought"], tier["retention"]) for tier in told.tiers["tiers"]}
    # Cat bought in March and returned it all; Eve in April. Ann bought, Bob did not. Nobody was gold at the start.
    assert shown == {"regular": (1, 0.5), "silver": (1, 0.5), "gold": (0, None), "diamond": (0, None)}
    assert (told.tiers["total"]["bought"], told.tiers["total"]["retention"]) == (2, 0.5)
    months = {month["month"]: {tier["key"]: tier["retention"] for tier in month["tiers"]} for month in told.tiers["months"]}
    assert months["2025-03"] == {"regular": 0.0, "silver": 0.0, "gold": None, "diamond": None}  # a2 went back in April
    assert months["2025-04"] == {"regular": 1 / 3, "silver": 0.5, "gold": None, "diamond": None}


MONEY = ("orders", "sales_minor", "refunds_minor", "net_minor", "arpu_minor")


def test_money__is_of_the_tier_held_when_the_order_was_paid(told: Told):
    assert {tier["key"]: [tier[name] for name in MONEY] for tier in told.tiers["tiers"]} == {
        "regular": [3, 55000, 20000, 35000, 12727],  # 35,000 / 2.75
        "silver": [3, 510000, 100000, 410000, 234285],  # with the order that lifted Ann, the late one, and her refund
        "gold": [1, 50000, 0, 50000, 200000],
        "diamond": [0, 0, 0, 0, None],
    }
    assert row(told.tiers, "silver")["orders_per_member"] == 3 / 1.75


POINTS = ("issued", "spent", "reversed", "expired", "outstanding", "liability_minor", "cost_points", "cost_minor")


def test_points__go_along_with_whoever_moves(told: Told):
    assert {tier["key"]: [tier[name] for name in POINTS] for tier in told.tiers["tiers"]} == {
        "regular": [605, 0, 220, 0, 495, 495, 385, 385],
        "silver": [6630, 500, 0, 0, 5000, 5000, 6630, 6630],  # 1,300 and 5,200, and 130 told late at the rate of silver
        "gold": [800, 0, 1300, 0, 12730, 12730, -500, -500],  # Ann's 7,900 came along, and the late 130
        "diamond": [0] * 8,
    }
    march = {tier["key"]: tier["outstanding"] for tier in told.tiers["months"][0]["tiers"]}
    assert march == {"regular": 445, "silver": 12900, "gold": 0, "diamond": 0}
    assert row(told.tiers, "gold")["cost_share"] == -500 / 50000


SAME_SALES = ("sales_minor", "refunds_minor", "net_minor", "orders")
SAME_POINTS = ("issued", "spent", "expired", "reversed", "restored", "written_off", "adjusted", "outstanding", "liability_minor")


def check_sums(tiers: Json, board: Json) -> None:
    """What the tiers add up to is what the board says."""
    total = tiers["total"]
    assert (total["members_end"], total["joined"]) == (board["members"]["total"], board["members"]["new"])
    assert {key: total[key] for key in SAME_SALES} == {key: board["sales"][key] for key in SAME_SALES}
    assert {key: total[key] for key in SAME_POINTS} == {key: board["points"][key] for key in SAME_POINTS}
    assert total["transferred"] == -board["points"]["transfer_fees"]
    for key in (*SAME_SALES, "issued", "reversed", "outstanding", "members_start", "bought", "cost_points"):
        assert total[key] == sum(tier[key] for tier in tiers["tiers"]), key
    assert tiers["tier_moves"] == board["tier_moves"]
    for month, shown in zip(tiers["months"], board["months"], strict=True):
        for key in ("orders", "issued", "outstanding"):
            assert sum(tier[key] for tier in month["tiers"]) == shown[key], (key, shown["month"])
    for tier in tiers["tiers"]:
        came = tier["joined"] + tier["came_up"] + tier["came_down"]
        assert tier["members_start"] + came - tier["went_up"] - tier["went_down"] - tier["merged"] == tier["members_end"]


def test_sums__are_those_of_the_board(told: Told):
    check_sums(told.tiers, told.board)
    for query in (YEARS_LATER, {"from": "2025-01", "to": "2027-04"}):
        check_sums(told.scene.get("/v1/board/tiers", **query), told.scene.get("/v1/board", **query))


def test_years_later__reviews_have_kept_and_lowered_and_a_member_was_merged(told: Told):
    tiers = told.scene.get("/v1/board/tiers", **YEARS_LATER)
    # Ann and Bob keep their tiers in January 2026, on what they bought in 2025, and lose them in April 2027.
    assert {tier["key"]: [tier[name] for name in (*MEMBERS[:-1], "kept", "merged")] for tier in tiers["tiers"]} == {
        "regular": [3, 0, 0, 1, 0, 0, 3, 0, 1],
        "silver": [1, 0, 0, 1, 0, 1, 1, 1, 0],
        "gold": [1, 0, 0, 0, 0, 1, 0, 1, 0],
        "diamond": [0] * 9,
    }
    # Eve's 55 points became Bob's; all expired a year after they were earned, in the tiers held then.
    assert {tier["key"]: tier["expired"] for tier in tiers["tiers"]} == {
        "regular": 440, "silver": 5055, "gold": 12730, "diamond": 0
    }  # fmt: skip
    assert {tier["outstanding"] for tier in tiers["tiers"]} == {0}
    for tier in tiers["tiers"]:
        assert tier["members_end"] == told.scene.get("/v1/members", tier=tier["key"])["total"], tier["key"]


def test_audit__derives_the_same_figures(told: Told):
    assert told.scene.violations() == []


def test_board__of_nothing_and_of_a_wrong_range(told: Told):
    before = told.scene.get("/v1/board/tiers", **{"from": "2024-01", "to": "2024-02"})
    assert {tier["members_end"] for tier in before["tiers"]} == {0}
    assert before["total"]["retention"] is before["total"]["arpu_minor"] is before["total"]["cost_share"] is None
    refused = told.scene.client.get("/v1/board/tiers", params={"from": "2025-04", "to": "2025-03"})
    assert (refused.status_code, refused.json()["code"]) == (422, "request_invalid")
