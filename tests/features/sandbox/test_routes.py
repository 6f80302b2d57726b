"""The clock over HTTP: who may read and who may move it, and what the answers promise."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from regulars.features.sandbox import routes
from regulars.store.database import Database
from tests.support.applications import Site, open_site
from tests.support.examples import publish_mall
from tests.support.scenes import Scene, mall, open_scene

CROWD = 120
"""More than go into the tables row by row."""


@pytest.fixture
def scene(database: Database, tmp_path: Path) -> Iterator[Scene]:
    """Set the mall's scene, where points can be used at once."""
    with open_scene(database, tmp_path, mall(("pending_days: 7", "pending_days: 0"))) as running:
        yield running


@pytest.fixture
def site(database: Database, tmp_path: Path) -> Iterator[Site]:
    """Serve the application over a real base with a program."""
    publish_mall(database)
    with open_site(database, tmp_path) as running:
        yield running


@pytest.mark.parametrize(
    ("caller", "read", "move"),
    [
        ("anonymous", 401, 401), ("clerk", 200, 403), ("analyst", 200, 403), ("operator", 200, 403), ("admin", 200, 409),
        ("key:members:read", 403, 403), ("key:clock:advance", 403, 409),
    ],
)  # fmt: skip
def test_who__may_read_and_move(site: Site, caller: str, read: int, move: int):
    client, to = site.caller(caller), "2999-01-01T00:00:00Z"
    assert client.get("/v1/clock").status_code == read
    assert client.get("/v1/clock/due", params={"to": to}).status_code == read
    assert client.post("/v1/clock/advance", json={"to": to}).status_code == move


def test_real_base__says_whose_clock_it_is(site: Site):
    clock = site.staff("clerk").get("/v1/clock").json()
    assert (clock["clock"], clock["time_zone"], clock["next_due_at"]) == ("system", "Asia/Shanghai", None)


def test_due__counts_the_members_that_the_advance_then_settles(scene: Scene):
    first, second = scene.member(), scene.member("2025-02-01 09:00")
    scene.pay(first, "o1", "2025-03-15 10:00", 10_000)
    scene.pay(second, "o2", "2025-05-15 10:00", 20_000)
    admin = scene.site.staff("admin")
    assert admin.get("/v1/clock").json()["next_due_at"] is not None
    at = "2026-04-01T00:00:00+08:00"
    asked = admin.get("/v1/clock/due", params={"to": "2025-05-16T00:00:00+08:00"}).json()
    assert asked == {"to": "2025-05-15T16:00:00Z", "members_due": 0}
    assert admin.get("/v1/clock/due", params={"to": at}).json()["members_due"] == 1
    assert admin.get("/v1/clock/due", params={"to": "2027-06-01T00:00:00+08:00"}).json()["members_due"] == 2
    done = admin.post("/v1/clock/advance", json={"to": at}).json()
    assert (done["now"], done["is_done"]) == ("2026-03-31T16:00:00Z", True)
    assert done["settlements"] >= 1
    assert scene.ask(first, "wallet")["wallets"][0]["balance"] == 0
    assert scene.ask(second, "wallet")["wallets"][0]["balance"] > 0
    again = admin.post("/v1/clock/advance", json={"to": at}).json()
    assert again == {"now": "2026-03-31T16:00:00Z", "settlements": 0, "is_done": True}
    back = admin.post("/v1/clock/advance", json={"to": "2026-01-01T00:00:00Z"})
    assert (back.status_code, back.json()["code"]) == (422, "clock_backwards")
    assert back.json()["errors"][0]["path"] == "to"


def test_advance__settles_a_crowd(scene: Scene):
    members = [scene.member() for _ in range(CROWD)]
    for number, member in enumerate(members):
        scene.pay(member, f"o{number}", "2025-03-15 10:00", 10_000)
    done = scene.site.staff("admin").post("/v1/clock/advance", json={"to": "2026-04-01T00:00:00+08:00"}).json()
    assert (done["settlements"] >= CROWD, done["is_done"]) == (True, True)
    assert {scene.ask(member, "wallet")["wallets"][0]["balance"] for member in members[:3]} == {0}


def test_advance__that_takes_long_is_carried_on_by_the_same_call(scene: Scene, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(routes, "SECONDS_PER_CALL", 0)
    for number in range(3):
        scene.pay(scene.member(f"2025-0{number + 1}-01 09:00"), f"o{number}", f"2025-0{number + 1}-15 10:00", 10_000)
    admin, calls = scene.site.staff("admin"), 0
    while True:
        done = admin.post("/v1/clock/advance", json={"to": "2027-01-01T00:00:00+08:00"}).json()
        calls += 1
        if done["is_done"]:
            break
    assert (calls > 3, done["now"]) == (True, "2026-12-31T16:00:00Z")


def test_due__says_which_instant_a_day_or_a_number_of_days_is(scene: Scene):
    scene.move_to("2026-02-28 10:30")
    client = scene.site.staff("clerk")
    assert client.get("/v1/clock/due", params={"days": 30}).json()["to"] == "2026-03-30T02:30:00Z"
    assert client.get("/v1/clock/due", params={"on": "2026-03-01"}).json()["to"] == "2026-02-28T16:00:00Z"
    for wrong in ({}, {"days": 1, "on": "2026-03-01"}, {"days": 0}, {"days": 3_661}, {"on": "1899-12-31"}):
        assert client.get("/v1/clock/due", params=wrong).status_code == 422


@pytest.mark.parametrize("to", ["2027-01-01", "2027-01-01T00:00:00", "soon", None, "9999-12-31T23:59:59-10:00"])
def test_instant__that_is_none_is_refused_with_its_field(site: Site, to):
    answer = site.staff("admin").post("/v1/clock/advance", json={"to": to})
    assert (answer.status_code, answer.json()["errors"][0]["path"]) == (422, "to")
