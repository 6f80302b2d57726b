"""Unusual earning: found while it happens, shown to who may look into it, decided once, and unknown to other stores."""

from collections.abc import Iterator

import pytest

from tests.ledger.shop import TODAY, days, order, refund
from tests.support.applications import open_site
from tests.support.databases import DatabaseServer
from tests.support.watched_shop import WatchedShop


@pytest.fixture(scope="module")
def desk(database_server: DatabaseServer, tmp_path_factory: pytest.TempPathFactory) -> Iterator[WatchedShop]:
    """Serve one shop for all tests; each has members of its own."""
    with database_server.fresh_database() as database, open_site(database, tmp_path_factory.mktemp("site")) as site:
        yield WatchedShop(site)


def test_rush__is_held_shown_and_released(desk: WatchedShop):
    ann = desk.join("ann")
    first, second = desk.send(order("ann", "a1", 100), order("ann", "a2", 80))
    assert (first["balances"]["points"]["available"], first["balances"]["points"]["pending"]) == (100, 0)
    assert (second["balances"]["points"]["available"], second["balances"]["points"]["pending"]) == (100, 80)
    found = desk.found(ann)
    assert found is not None
    assert (found["display_name"], found["frozen"], found["findings_total"]) == ("Ann", None, 1)
    assert [(held["wallet"], held["points"]) for held in found["held"]] == [("points", 80)]
    auditor = desk.site.staff("auditor")
    read = auditor.get("/v1/audit", params={"action": "list_findings", "member_id": ann}).json()["items"]
    assert {line["kind"] for line in read} == {"read"}, "whoever looked at it is noted"
    (finding,) = found["findings"]
    assert (finding["watch"], finding["action"], finding["seen"], finding["points"]) == ("rush", "hold", "2", 80)
    assert finding["event"] == {"source": "till-1", "id": "paid-a2", "type": "order.paid"}
    assert (finding["name"]["zh"], finding["text"]["en"]) == (
        "下单异常", "2 orders within 1 hours; the points are held back until staff have looked into it.",
    )  # fmt: skip
    lots = desk.boss.get(f"/v1/members/{ann}/wallet").json()["wallets"][0]["lots"]
    assert {(lot["remaining"], lot["status"], lot["active_at"] is None) for lot in lots} == {
        (100, "active", False), (80, "in_review", True),
    }  # fmt: skip
    timeline = desk.boss.get(f"/v1/members/{ann}/timeline").json()["items"]
    assert timeline[0]["title"]["en"] == "Unusual earning found: Rush, 80 points held back"
    assert desk.boss.get("/v1/board").json()["attention"]["members_suspected"] >= 1

    done = desk.review(ann, 1)
    assert (done.status_code, done.json()["held"][0]["points"]) == (200, 80)
    assert desk.found(ann) is None
    assert desk.shop.points("ann") == 180
    again = desk.review(ann, 1)
    assert (again.status_code, again.json()["code"]) == (404, "finding_unknown")


def test_abuse__is_taken_back_and_the_member_frozen(desk: WatchedShop):
    bo = desk.join("bo")
    desk.send(order("bo", "b1", 50), order("bo", "b2", 70))
    assert desk.review(bo, 1, "confirmed", freeze="all").status_code == 200
    assert desk.shop.points("bo") == 50
    entry = desk.boss.get(f"/v1/members/{bo}/entries").json()["items"][0]
    assert (entry["kind"], entry["amount"], entry["reference"]) == ("forfeit", -70, "order:b2")
    detail = desk.boss.get(f"/v1/members/{bo}/entries/{entry['entry_no']}").json()
    assert "abuse" in detail["working"]["en"]
    waits = desk.till.post("/v1/events", json=order("bo", "b3", 10))
    assert (waits.status_code, waits.json()["rejection"]["code"]) == (202, "member_frozen")
    desk.send(refund("bo", "b2", "b2-back"))
    assert desk.shop.points("bo") == 50


def test_orders_that_come_back__freeze_and_money_is_told_as_money(desk: WatchedShop):
    cy = desk.join("cy")
    desk.send(
        order("cy", "c1", 500), order("cy", "c2", 450, TODAY - days(1)), refund("cy", "c1", "rc1"), refund("cy", "c2", "rc2")
    )
    desk.send(order("cy", "c3", 500), order("cy", "c4", 400))
    found = desk.found(cy)
    assert found is not None
    assert found["frozen"] == "spend"
    assert [(each["watch"], each["seen"]) for each in found["findings"]] == [
        ("rush", "3"), ("big", "1,000"), ("rush", "2"), ("back", "2"),
    ]  # fmt: skip
    assert desk.review(cy, 4, freeze="none").status_code == 200
    assert desk.boss.get(f"/v1/members/{cy}/wallet").json()["frozen"] is None


def test_what_was_found_meanwhile__is_not_decided_unseen(desk: WatchedShop):
    di = desk.join("di")
    desk.send(order("di", "d1", 10), order("di", "d2", 10), order("di", "d3", 10))
    late = desk.review(di, 1)
    assert (late.status_code, late.json()["code"], late.json()["errors"][0]["path"]) == (
        409,
        "findings_changed",
        "findings_total",
    )
    assert desk.shop.points("di") == 10
    assert desk.review(di, 2).status_code == 200
    assert desk.shop.points("di") == 30


def test_ring__is_found_of_the_one_who_brought_them(desk: WatchedShop):
    fay = desk.join("fay")
    for number in range(2):
        desk.join(f"friend-{number}")
        told = {
            "source": "app", "id": f"brought-{number}", "type": "member.referred", "occurred_at": TODAY.isoformat(),
            "member": {"kind": "customer_no", "value": f"friend-{number}"},
            "data": {"referrer": {"kind": "customer_no", "value": "fay"}},
        }  # fmt: skip
        desk.send(told)
    found = desk.found(fay)
    assert found is not None
    assert [(each["watch"], each["seen"], each["event"]["type"]) for each in found["findings"]] == [
        ("ring", "2", "referral.begun")
    ]


def test_merge__takes_findings_and_what_is_held_along(desk: WatchedShop):
    gus, hal = desk.join("gus"), desk.join("hal")
    desk.send(order("gus", "g1", 10), order("gus", "g2", 20))
    merge = {"absorbed_id": gus, "survivor_id": hal, "reason": "one person"}
    assert desk.boss.post("/v1/merges", json=merge).status_code == 201
    assert desk.found(gus) is None
    found = desk.found(hal)
    assert found is not None
    assert (found["findings_total"], found["held"][0]["points"]) == (1, 20)
    assert desk.review(hal, 1).status_code == 200
    assert (desk.found(hal), desk.shop.points("hal")) == (None, 30)


def test_pages__hold_everybody_once(desk: WatchedShop):
    for name in ("p1", "p2", "p3"):
        desk.join(name)
        desk.send(order(name, f"{name}-1", 10), order(name, f"{name}-2", 10))
    seen: list[str] = []
    cursor = None
    while True:
        page = desk.boss.get("/v1/findings", params={"limit": 2} | ({"cursor": cursor} if cursor else {})).json()
        seen += [item["member_id"] for item in page["items"]]
        cursor = page["next_cursor"]
        if cursor is None:
            break
    assert len(seen) == len(set(seen)) == page["total"]
    wrong = desk.boss.get("/v1/findings", params={"cursor": "nonsense"})
    assert (wrong.status_code, wrong.json()["code"]) == (422, "cursor_invalid")


def test_who_may__see_and_decide(desk: WatchedShop):
    eve = desk.join("eve", "b")
    desk.send(order("eve", "e1", 10), order("eve", "e2", 10))
    theirs, others = desk.people["b"], desk.people["a"]
    assert desk.found(eve, theirs) is not None
    assert desk.found(eve, others) is None
    assert desk.review(eve, 1, who=others).status_code == 404
    for who in (desk.site.staff("clerk", "clerk-b", unit="b"), desk.till):
        assert (who.get("/v1/findings").status_code, desk.review(eve, 1, who=who).status_code) == (403, 403)
    forged = {
        "source": "app", "id": "forged", "type": "earning.reviewed", "occurred_at": TODAY.isoformat(), "member_id": eve,
        "data": {"verdict": "cleared", "reason": "mine"},
    }  # fmt: skip
    assert desk.till.post("/v1/events", json=forged).status_code == 422
    assert desk.review(eve, 1, who=theirs).status_code == 200
    assert desk.shop.violations() == []
