"""Contests: who is how far, and a closing that decides once, whoever closes how often, and grants the honour to each winner."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest

from regulars.store.clock import set_test_time
from tests.ledger.shop import PROGRAM, TODAY, Shop, days, order, refund
from tests.ledger.spending_events import freeze
from tests.support.applications import Site, open_site
from tests.support.databases import DatabaseServer

CONTEST = """
honours:
  - key: king
    kind: limited
    name: {zh: 王者, en: King}
    from: 2025-06-01
    to: 2025-06-30
    award: {wallet: points, points: 77}
    contest: {metric: spend, at_least: 100.00, from: 2025-06-01, to: 2025-06-03, winners: 2}
  - key: plain
    kind: limited
    name: {zh: 普通, en: Plain}
    from: 2025-06-01
    to: 2025-06-30
"""


@pytest.fixture(scope="module")
def site(database_server: DatabaseServer, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """Serve one shop, on the first day of its contest."""
    with database_server.fresh_database() as database, open_site(database, tmp_path_factory.mktemp("site")) as running:
        yield running


def test_contest__from_its_first_day_to_its_closing(site: Site):
    shop = Shop(site.database, PROGRAM + CONTEST)
    with site.database.transaction() as connection:
        set_test_time(connection, TODAY)
    shop.now = TODAY
    shop.join("ann", "bo", "cy", "di", "eve")
    shop.accept(
        order("ann", "a1", 300), order("bo", "b1", 500), order("cy", "c1", 300), order("di", "d1", 99), order("eve", "e1", 900),
        refund("eve", "e1", "re1"),
    )  # fmt: skip
    boss = site.staff("operator", "boss")
    (contest,) = boss.get("/v1/contests").json()["items"]
    assert (contest["honour"], contest["state"], contest["from"], contest["to"], contest["winners"], contest["unit"]) == (
        "king", "running", "2025-06-01", "2025-06-03", 2, "money",
    )  # fmt: skip
    assert contest["text"]["en"].startswith("Won by the 2 with the most spend from 2025-06-01 to 2025-06-03, 100 at least")

    def places() -> list[tuple[int, str, int, bool]]:
        found = boss.get("/v1/contests/king").json()["places"]
        return [(each["place"], each["display_name"], each["score"], each["wins"]) for each in found]

    assert places() == [(1, "bo", 50_000, True), (2, "ann", 30_000, True), (3, "cy", 30_000, False)]
    early = boss.post("/v1/contests/king/close")
    assert (early.status_code, early.json()["code"]) == (409, "contest_not_over")

    shop.set_test_clock(TODAY + days(3))
    assert boss.get("/v1/contests/king").json()["contest"]["state"] == "over"
    with ThreadPoolExecutor(4) as pool:
        closed = list(pool.map(lambda _: boss.post("/v1/contests/king/close"), range(4)))
    assert [answer.status_code for answer in closed] == [200] * 4
    assert all([each["display_name"] for each in answer.json()["places"]] == ["bo", "ann"] for answer in closed)
    assert closed[0].json()["contest"]["closed_by"] == boss.get("/v1/contests").json()["items"][0]["closed_by"]
    titles = [boss.get(f"/v1/members/{shop.member_id(name)}/standing").json()["honours"] for name in ("ann", "bo", "cy")]
    assert [[held["key"] for held in each] for each in titles] == [["king"], ["king"], []]

    # What comes too late changes the standing, and nothing about who won.
    shop.accept(order("cy", "c2", 800, TODAY))
    assert places() == [(1, "cy", 110_000, False), (2, "bo", 50_000, True), (3, "ann", 30_000, True)]
    assert boss.post("/v1/contests/king/close").status_code == 200
    assert boss.get(f"/v1/members/{shop.member_id('cy')}/standing").json()["honours"] == []

    before = shop.points("bo")
    shop.set_test_clock(TODAY + days(40))
    shop.accept(order("bo", "b2", 1, TODAY + days(40)))
    assert shop.points("bo") == before + 77 + 1
    assert shop.violations() == []


WATCHED = """
watches:
  - {key: rush, name: {zh: 异常, en: Rush}, event: order.paid, measure: amount, at_least: 400.00, within_days: 1, then: hold}
"""


def test_contest__waits_for_the_review_and_passes_over_who_is_frozen(
    database_server: DatabaseServer, tmp_path_factory: pytest.TempPathFactory
):
    with database_server.fresh_database() as database, open_site(database, tmp_path_factory.mktemp("site")) as site:
        shop = Shop(database, PROGRAM + CONTEST + WATCHED)
        with database.transaction() as connection:
            set_test_time(connection, TODAY)
        shop.now = TODAY
        shop.join("ann", "bo", "cy", "di")
        shop.accept(order("ann", "a1", 900), order("bo", "b1", 500), order("cy", "c1", 300), order("di", "d1", 200))
        boss = site.staff("operator", "boss")
        ids = {name: str(shop.member_id(name)) for name in ("ann", "bo", "cy", "di")}

        def review(name: str, verdict: str, freeze: str) -> None:
            body = {"verdict": verdict, "reason": "looked into it", "findings_total": 1, "freeze": freeze}
            assert boss.post(f"/v1/findings/{ids[name]}/review", json=body).status_code == 200

        shop.set_test_clock(TODAY + days(3))
        waits = boss.post("/v1/contests/king/close")
        assert (waits.status_code, waits.json()["code"]) == (409, "contest_in_review")
        assert set(waits.json()["facts"]["members"]) == {ids["ann"], ids["bo"]}
        review("bo", "cleared", "keep")
        shop.accept(freeze("ann", "all", shop.now))  # frozen, and still to be looked into
        waits = boss.post("/v1/contests/king/close")
        assert (waits.status_code, waits.json()["facts"]["members"]) == (409, [ids["ann"]])
        review("ann", "confirmed", "all")
        closed = boss.post("/v1/contests/king/close")
        assert closed.status_code == 200, closed.text
        assert [(each["display_name"], each["wins"]) for each in closed.json()["places"]] == [("bo", True), ("cy", True)]


def test_contest__of_no_honour_or_nobody_s_business(site: Site):
    boss = site.staff("admin", "ada")
    for path in ("plain", "nobody"):
        answer = boss.get(f"/v1/contests/{path}")
        assert (answer.status_code, answer.json()["code"]) == (404, "contest_unknown")
    clerk = site.staff("clerk")
    assert (clerk.get("/v1/contests").status_code, clerk.post("/v1/contests/king/close").status_code) == (403, 403)
    assert site.staff("analyst").post("/v1/contests/king/close").status_code == 403
