"""The same figure on two pages is the same: wallet, explanation, entries, timeline and members list agree after any story."""

from collections.abc import Iterator
from datetime import datetime

import pytest

from tests.support.databases import DatabaseServer
from tests.support.scenes import ZONE, Json, Scene, mall, open_scene


@pytest.fixture(scope="module")
def scene(database_server: DatabaseServer, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Scene]:
    """Set one scene for all tests here: they only read."""
    with (
        database_server.fresh_database() as database,
        open_scene(database, tmp_path_factory.mktemp("build"), mall(("max_share: 30%", "max_share: 50%"))) as running,
    ):
        yield running


@pytest.fixture(scope="module")
def member(scene: Scene) -> str:
    """Give a member to whom about everything has happened."""
    member = scene.member("2025-01-01 09:00")
    scene.tell(member, "member.registered", channel="store")
    for day in range(1, 4):
        scene.tell(member, "member.checked_in", f"2025-01-0{day} 12:00")
    scene.tell(member, "member.checked_in", "2025-01-03 18:00")
    scene.pay(member, "a", "2025-01-10 10:00", 600000, 250001, postage=1500)
    scene.tell(member, "points.adjusted", "2025-01-12 10:00", wallet="points", points=300, reason="sorry for the queue")
    scene.tell(member, "points.redeemed", "2025-01-20 10:00", redemption_id="mug", wallet="points", points=500)
    scene.pay(member, "b", "2025-02-01 10:00", 30033, 20022, points_used=3333)
    scene.tell(member, "order.refunded", "2025-02-02 10:00", refund_id="b1", order_id="b", amount_minor=7777)
    scene.tell(member, "order.refunded", "2025-02-03 10:00", refund_id="b2", order_id="b")
    scene.tell(member, "points.redemption_cancelled", "2025-02-04 10:00", redemption_id="mug")
    scene.pay(member, "late", "2025-01-25 10:00", 8800, on_time=False)
    scene.pay(member, "too late", "2024-12-01 10:00", 8800, on_time=False)
    scene.pay(member, "a", "2025-02-05 10:00", 100)
    scene.tell(
        member, "order.refunded", "2025-02-06 10:00", refund_id="a1", order_id="a", lines=[{"line_id": "B", "quantity": 1}]
    )
    scene.tell(member, "points.redeemed", "2025-02-07 10:00", redemption_id="coat", wallet="points", points=5500)
    scene.tell(member, "order.refunded", "2025-02-08 10:00", refund_id="a2", order_id="a")
    scene.pay(member, "c", "2025-06-01 10:00", 1000000)
    scene.pay(member, "d", "2025-08-01 10:00", 12345)
    scene.move_to("2026-07-02 00:00")
    return member


def wallet_of(scene: Scene, member: str) -> Json:
    (wallet,) = scene.ask(member, "wallet")["wallets"]
    return wallet


def test_points__wallet_explanation_and_entries_agree(scene: Scene, member: str):
    wallet, explained = wallet_of(scene, member), scene.ask(member, "explain", wallet="points")
    entries = scene.pages(member, "entries", wallet="points", limit=7)
    assert wallet["balance"] == wallet["available"] + wallet["pending"] + wallet["held"] - wallet["debt"]
    assert wallet["balance"] == explained["balance"] == explained["sum"] == sum(entry["amount"] for entry in entries)
    assert wallet["balance"] == entries[0]["balance_after"]
    assert wallet["lots_total"] == len(wallet["lots"]) == len(explained["lines"])


def test_growth__standing_explanation_and_entries_agree(scene: Scene, member: str):
    growth, explained = scene.ask(member, "standing")["growth"], scene.ask(member, "explain", wallet="growth")
    entries = scene.pages(member, "entries", wallet="growth")
    assert growth["value"] == explained["balance"] == explained["sum"] == sum(entry["amount"] for entry in entries)
    by_dimension = {each["key"]: each["value"] for each in growth["by_dimension"]}
    assert sum(by_dimension.values()) == growth["value"]
    for key, value in by_dimension.items():
        assert sum(line["left"] for line in explained["lines"] if (line["dimension"] or {}).get("key") == key) == value
    assert by_dimension["behaviour"] == 15
    by_month = {each["month"]: each["value"] for each in growth["by_month"]}
    assert list(by_month)[-1] == "2026-07"
    assert len(by_month) == 12


@pytest.mark.parametrize("filters", [{}, {"wallet": "points"}, {"wallet": "growth"}, {"kind": "reverse"}, {"kind": "expire"}])
@pytest.mark.parametrize("limit", [1, 4, 200])
def test_entries__balance_after_is_the_running_sum_on_every_page(scene: Scene, member: str, filters: Json, limit: int):
    running: dict[str, int] = {}
    after: dict[int, int] = {}
    for entry in reversed(scene.pages(member, "entries", limit=200)):
        running[entry["wallet"]] = running.get(entry["wallet"], 0) + entry["amount"]
        after[entry["entry_no"]] = running[entry["wallet"]]
    entries = scene.pages(member, "entries", limit=limit, **filters)
    assert entries
    assert [entry["balance_after"] for entry in entries] == [after[entry["entry_no"]] for entry in entries]
    assert [entry["entry_no"] for entry in entries] == sorted((entry["entry_no"] for entry in entries), reverse=True)
    for key, value in filters.items():
        assert {entry[key] for entry in entries} == {value}


@pytest.mark.parametrize("limit", [1, 3, 200])
def test_timeline__adds_up_to_the_balances_and_the_spend(scene: Scene, member: str, limit: int):
    moments = scene.pages(member, "timeline", limit=limit)
    assert [moment["at"] for moment in moments] == sorted((moment["at"] for moment in moments), reverse=True)
    assert len({(moment["event"]["source"], moment["event"]["id"]) for moment in moments}) == len(moments)
    assert sum(moment["points"] for moment in moments) == wallet_of(scene, member)["balance"]
    assert sum(moment["growth"] for moment in moments) == scene.ask(member, "standing")["growth"]["value"]
    counted = [moment for moment in moments if moment["status"] == "accepted"]
    paid = sum(moment["amount_minor"] for moment in counted if moment["type"] == "order.paid")
    refunded = sum(moment["amount_minor"] for moment in counted if moment["type"] == "order.refunded")
    assert paid - refunded == scene.ask(member, "")["spend_minor"]


def test_timeline__filters_split_it_without_rest(scene: Scene, member: str):
    parts = [scene.pages(member, "timeline", kind=kind) for kind in ("order", "refund", "activity", "points")]
    whole = scene.pages(member, "timeline")
    assert sum(len(part) for part in parts) == len(whole)
    assert {moment["type"] for moment in parts[2]} == {
        "member.joined", "member.registered", "member.checked_in", "tier.changed",
    }  # fmt: skip
    assert "points.expired" in {moment["type"] for moment in parts[3]}
    statuses = {moment["reference"]: moment["status"] for moment in parts[0] if moment["reference"] != "a"}
    assert statuses == dict.fromkeys("bcd", "accepted") | {"late": "accepted", "too late": "quarantined"}


def test_timeline__a_late_order_stands_at_its_own_time(scene: Scene, member: str):
    references = [
        moment["reference"] for moment in scene.pages(member, "timeline") if moment["type"].startswith(("order.p", "points.r"))
    ]
    assert references.index("b") < references.index("late") < references.index("mug", references.index("late"))


def test_timeline__a_correction_tells_why(scene: Scene, member: str):
    (moment,) = [each for each in scene.pages(member, "timeline") if each["type"] == "points.adjusted"]
    assert (moment["title"]["zh"], moment["points"]) == ("人工调整：sorry for the queue", 300)


def test_refund__takes_lines_at_what_they_cost(scene: Scene, member: str):
    refunds = {moment["reference"]: moment for moment in scene.pages(member, "timeline", kind="refund")}
    paid = {
        moment["reference"]: moment for moment in scene.pages(member, "timeline", kind="order") if moment["status"] == "accepted"
    }
    assert paid["b"]["amount_minor"] == 50055 - 3333
    assert refunds["b1"]["amount_minor"] + refunds["b2"]["amount_minor"] == 50055 - 3333
    lines = [line for name in ("b1", "b2") for line in refunds[name]["lines"]]
    assert sum(line["amount_minor"] for line in lines) == 50055
    assert [(line["name"], line["quantity"], line["amount_minor"]) for line in refunds["a1"]["lines"]] == [("Thing 1", 1, 250001)]


def test_entries__each_opens_and_balances(scene: Scene, member: str):
    for entry in scene.pages(member, "entries", limit=200):
        opened = scene.ask(member, f"entries/{entry['entry_no']}")
        assert {key: opened[key] for key in entry if key != "recorded_at"} == {
            key: value for key, value in entry.items() if key != "recorded_at"
        }
        assert opened["amount"] == sum(lot["change"] for lot in opened["lots"]) - opened["debt_change"]
        assert opened["rule_text"]["zh"]
        assert opened["rule_text"]["en"]


def test_list__shows_what_the_account_shows_once_settled(scene: Scene, member: str):
    scene.sweep()
    wallet, listed = wallet_of(scene, member), scene.ask(member, "")
    assert (listed["points_available"], listed["points_pending"], listed["points_debt"]) == (
        wallet["available"], wallet["pending"], wallet["debt"],
    )  # fmt: skip
    standing = scene.ask(member, "standing")
    assert (listed["growth"], listed["tier"]["key"]) == (standing["growth"]["value"], standing["tier"]["key"])


def test_figures__of_expiry_equal_what_the_lots_say(scene: Scene, member: str):
    scene.sweep()
    by_day: dict[str, int] = {}
    for lot in wallet_of(scene, member)["lots"]:
        day = datetime.fromisoformat(lot["expires_at"]).astimezone(ZONE).date().isoformat()
        by_day[day] = by_day.get(day, 0) + lot["remaining"]
    with scene.site.database.transaction() as connection:
        rows = connection.execute(
            "SELECT day, sum(value) FROM figure WHERE figure = 'expiring' GROUP BY day HAVING sum(value) <> 0"
        )
        assert {day.isoformat(): points for day, points in rows} == by_day
    assert by_day
