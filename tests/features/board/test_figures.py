"""The figures of the board: sums over months of the program's calendar, compared with earlier ones, equal to the lists."""

import pytest

from tests.support.scenes import Json, Scene

LIFECYCLES = {"new": "newcomers", "active": "active", "dormant": "dormant", "lost": "lost", "without_order": "without_order"}
"""How the board calls each stage."""


@pytest.fixture(scope="module")
def board(scene: Scene) -> Json:
    """Give the board that opens first."""
    return scene.get("/v1/board")


def members(scene: Scene) -> list[Json]:
    return scene.get("/v1/members", limit=200)["items"]


def headline(board: Json) -> dict[str, Json]:
    return {figure["key"]: figure for figure in board["headline"]}


def test_range__is_the_twelve_months_up_to_now(board: Json):
    assert (board["from"], board["to"], board["as_of"]) == ("2025-04", "2026-03", "2026-03-10T02:00:00Z")
    assert (board["data_from"], board["data_to"], board["currency"]) == ("2025-01", "2026-03", "CNY")
    assert [month["month"] for month in board["months"]][::11] == ["2025-04", "2026-03"]
    assert {len(figure["series"]) for figure in board["headline"]} == {12}


def test_months__are_those_of_the_programs_zone(scene: Scene):
    january, february = (scene.get("/v1/board", **{"from": month, "to": month}) for month in ("2025-01", "2025-02"))
    assert (january["sales"]["orders"], january["sales"]["sales_minor"]) == (1, 500000)
    assert (february["sales"]["orders"], february["sales"]["sales_minor"]) == (2, 50000)
    assert (january["members"]["new"], february["members"]["new"], february["members"]["total"]) == (1, 1, 2)


def test_members__by_stage_equal_the_list(scene: Scene, board: Json):
    for stage, name in LIFECYCLES.items():
        assert board["members"][name] == scene.get("/v1/members", lifecycle=stage)["total"], stage
    assert board["members"]["total"] == scene.get("/v1/members", joined_to="2026-03")["total"] == 6
    assert board["members"]["new"] == scene.get("/v1/members", joined_from="2025-04", joined_to="2026-03")["total"] == 4
    assert [board["members"][name] for name in LIFECYCLES.values()] == [1, 3, 0, 1, 1]


def test_tiers__equal_the_list(scene: Scene, board: Json):
    assert [tier["key"] for tier in board["tiers"]] == ["regular", "silver", "gold", "diamond"]
    for tier in board["tiers"]:
        assert tier["members"] == scene.get("/v1/members", tier=tier["key"])["total"]
    moves = {(move["from"], move["to"]): move["members"] for move in board["tier_moves"]}
    assert moves == {("silver", "diamond"): 1}
    assert scene.get("/v1/board", **{"from": "2025-01", "to": "2025-01"})["tier_moves"] == [
        {"from": "regular", "to": "silver", "members": 1},
    ]  # fmt: skip


def test_points__equal_the_list(scene: Scene, board: Json):
    listed, points = members(scene), board["points"]
    assert points["outstanding"] == sum(member["points_available"] + member["points_pending"] for member in listed) > 0
    assert points["pending"] == sum(member["points_pending"] for member in listed) > 0
    assert points["debt"] == sum(member["points_debt"] for member in listed) > 0
    assert points["liability_minor"] == points["outstanding"]
    assert points["outstanding"] == board["months"][-1]["outstanding"]
    assert headline(board)["liability"]["series"][-1] == points["liability_minor"]


def test_points__flows_carry_each_month_to_the_next(scene: Scene):
    board = scene.get("/v1/board", **{"from": "2025-01", "to": "2026-03"})
    points = board["points"]
    balance = points["issued"] - points["spent"] - points["expired"] - points["reversed"] + points["restored"]
    assert balance + points["written_off"] + points["adjusted"] == points["outstanding"] - points["debt"]
    for key in ("issued", "spent", "expired", "reversed"):
        assert points[key] == sum(month[key] for month in board["months"])
        assert all(month[key] >= 0 for month in board["months"])
    assert (points["spent"], points["adjusted"], points["expired"] > 0) == (900, 40, True)


def test_attention__equals_the_lists_and_the_members(scene: Scene, board: Json):
    listed = members(scene)
    attention = board["attention"]
    assert attention["members_in_debt"] == scene.get("/v1/members", debt="true")["total"] == 1
    assert attention["members_in_grace"] == scene.get("/v1/members", grace="true")["total"]
    assert attention["events_quarantined"] == scene.get("/v1/quarantine")["total"] == 1
    expiring = sum(scene.ask(member["member_id"], "")["points_expiring_30_days"] for member in listed)
    assert attention["points_expiring_next_30_days"] == expiring > 0


def test_sales__equal_what_the_members_spent(scene: Scene):
    board = scene.get("/v1/board", **{"from": "2025-01", "to": "2026-03"})
    sales = board["sales"]
    assert sales["net_minor"] == sum(member["spend_minor"] for member in members(scene))
    assert sales["net_minor"] == sales["sales_minor"] - sales["refunds_minor"] == headline(board)["sales"]["value"]
    assert (sales["orders"], sales["refunds"], sales["refunds_minor"]) == (8, 1, 100000)
    assert sales["average_order_minor"] == sales["sales_minor"] // 8
    assert (sales["buyers"], sales["repeat_buyers"]) == (4, 3)
    assert sum(headline(board)["sales"]["series"]) == sales["net_minor"]


def test_repurchase__counts_orders_of_the_range_that_were_not_refunded_in_full(scene: Scene):
    rates = {}
    for first, last in (("2025-02", "2025-02"), ("2026-01", "2026-03"), ("2026-02", "2026-02"), ("2025-12", "2026-03")):
        board = scene.get("/v1/board", **{"from": first, "to": last})
        rates[first, last] = (
            board["sales"]["buyers"],
            board["sales"]["repeat_buyers"],
            headline(board)["repurchase_rate"]["value"],
        )
    assert rates == {
        ("2025-02", "2025-02"): (1, 1, 1.0),
        ("2026-01", "2026-03"): (2, 1, 0.5),
        ("2026-02", "2026-02"): (1, 0, 0.0),
        ("2025-12", "2026-03"): (3, 1, pytest.approx(1 / 3)),
    }


def test_active_share__of_this_moment_equals_the_list_and_of_the_past_what_was(scene: Scene, board: Json):
    share = headline(board)["active_share"]
    assert share["value"] == share["series"][-1] == board["members"]["active_customers"] / board["members"]["total"] == 0.5
    # At the end of April 2025 Ann (31 January) is in the 90th day and Bob active; of two members, both.
    assert share["series"][0] == 1.0
    # At the end of May 2025 neither has done anything for 90 days.
    assert share["series"][1] == 0.0


def test_comparisons__are_null_where_data_does_not_reach(board: Json, scene: Scene):
    shown = headline(board)
    assert {key: (figure["previous"], figure["last_year"]) for key, figure in shown.items() if key != "active_share"} == {
        "members_total": (2, 2),
        "members_new": (None, None),
        "repurchase_rate": (None, None),
        "sales": (None, None),
        "liability": (shown["liability"]["previous"], shown["liability"]["last_year"]),
    }
    january = headline(scene.get("/v1/board", **{"from": "2026-01", "to": "2026-01"}))
    assert (january["sales"]["value"], january["sales"]["previous"], january["sales"]["last_year"]) == (104000, 2000000, 500000)
    assert (january["members_total"]["value"], january["members_total"]["previous"], january["members_total"]["last_year"]) == (
        4,
        3,
        1,
    )
    first = headline(scene.get("/v1/board", **{"from": "2025-01", "to": "2025-01"}))
    assert {(figure["previous"], figure["last_year"]) for figure in first.values()} == {(None, None)}
