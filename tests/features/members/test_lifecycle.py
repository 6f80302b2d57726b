"""Stages of life: which one a member is at, and that every page moves with the setting."""

from __future__ import annotations

from collections.abc import Iterator

import httpx
import pytest

from regulars.features.context import make_context
from regulars.features.tags.facade import evaluate_until_done
from regulars.kit.settings import Settings
from tests.support.databases import DatabaseServer
from tests.support.scenes import Json, Scene, mall, open_scene

STAGES = {"new": "newcomers", "active": "active", "dormant": "dormant", "lost": "lost", "without_order": "without_order"}
"""Each stage, and how the board calls it."""


@pytest.fixture(scope="module")
def scene(database_server: DatabaseServer, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Scene]:
    """Give members at every stage, on 1 July 2025."""
    with database_server.fresh_database() as database, open_scene(database, tmp_path_factory.mktemp("build"), mall()) as running:
        ida = running.member("2024-10-01 09:00", "Ida")
        running.pay(ida, "i1", "2024-10-02 10:00", 10_000)
        running.member("2025-01-01 09:00", "Bo")
        lea = running.member("2025-01-02 09:00", "Lea")
        running.pay(lea, "l1", "2025-02-01 10:00", 10_000)
        ann = running.member("2025-03-01 09:00", "Ann")
        running.pay(ann, "a1", "2025-05-01 10:00", 10_000)
        new = running.member("2025-06-20 09:00", "New")
        running.pay(new, "n1", "2025-06-21 10:00", 10_000)
        eve = running.member("2025-06-22 09:00", "Eve")
        running.pay(eve, "e1", "2025-06-23 10:00", 10_000)
        running.pay(eve, "e2", "2025-06-24 10:00", 10_000)
        running.member("2025-06-30 09:00", "Fay")
        running.move_to("2025-07-01 10:00")
        made = {"key": "asleep", "name": "Asleep", "condition": at_stage("dormant")}
        assert running.client.post("/v1/tags", json=made).status_code == 201
        yield running


@pytest.fixture(scope="module")
def admin(scene: Scene) -> httpx.Client:
    """Give who may change the setting."""
    return scene.site.staff("admin")


def at_stage(stage: str) -> Json:
    """A condition."""
    return {"combinator": "and", "rules": [{"field": "lifecycle", "operator": "=", "value": stage}]}


def stages(scene: Scene) -> dict[str, set[str]]:
    """Who is at which stage, by the list; board and conditions must say the same."""
    found = {}
    board = scene.get("/v1/board")["members"]
    for stage, name in STAGES.items():
        listed = scene.get("/v1/members", lifecycle=stage)["items"]
        searched = scene.client.post("/v1/members/search", json={"condition": at_stage(stage)}).json()["items"]
        assert [each["member_id"] for each in listed] == [each["member_id"] for each in searched], stage
        assert {each["lifecycle"] for each in listed} <= {stage}
        assert board[name] == len(listed), stage
        found[stage] = {each["display_name"] for each in listed}
    return found


def tagged(scene: Scene) -> set[str]:
    """Who bears the tag of the dormant, once rules were asked."""
    evaluate_until_done(make_context(Settings(), scene.site.database))
    condition = {"combinator": "and", "rules": [{"field": "tags", "operator": "contains", "value": "asleep"}]}
    return {
        each["display_name"] for each in scene.client.post("/v1/members/search", json={"condition": condition}).json()["items"]
    }


def put(admin: httpx.Client, status: int = 200, **days: int) -> Json:
    """Change the setting."""
    body = {"new_days": 30, "active_days": 90, "lost_days": 180} | days
    answer = admin.put("/v1/lifecycle", json=body)
    assert answer.status_code == status, answer.text
    found: Json = answer.json()
    return found


def test_stage__is_one_of_five(scene: Scene):
    assert stages(scene) == {
        "new": {"New", "Fay"}, "active": {"Ann", "Eve"}, "dormant": {"Lea"}, "lost": {"Ida"}, "without_order": {"Bo"},
    }  # fmt: skip
    assert tagged(scene) == {"Lea"}
    share = {figure["key"]: figure for figure in scene.get("/v1/board")["headline"]}["active_share"]
    assert share["value"] == pytest.approx(3 / 7), "who is new and bought is active as well"


def test_change__holds_everywhere_at_once_and_leaves_the_past_as_counted(scene: Scene, admin: httpx.Client):
    def shares() -> list[float]:
        (share,) = [each for each in scene.get("/v1/board")["headline"] if each["key"] == "active_share"]
        return list(share["series"])

    before = shares()
    changed = put(admin, new_days=7, active_days=30, lost_days=100)
    assert (changed["counted_from"], changed["changed_by"]) == ("2025-07-01", "staff:admin")
    assert stages(scene) == {
        "new": {"Fay"}, "active": {"New", "Eve"}, "dormant": {"Ann"}, "lost": {"Lea", "Ida"}, "without_order": {"Bo"},
    }  # fmt: skip
    assert tagged(scene) == {"Ann"}
    assert (shares()[:-1], shares()[-1]) == (before[:-1], pytest.approx(2 / 7))
    assert scene.violations() == []
    scene.move_to("2025-08-15 10:00")
    assert shares()[-2] == 0.0, "on 31 July, by the new days, nobody is active any more"
    put(admin, active_days=120)
    assert scene.violations() == []
    (_, line) = scene.site.staff("auditor").get("/v1/audit", params={"action": "change_lifecycle"}).json()["items"]
    assert (line["before"]["active_days"], line["after"]["active_days"]) == (90, 30)


def test_setting__is_read_by_all_and_changed_by_administrators_within_limits(scene: Scene, admin: httpx.Client):
    assert scene.site.staff("clerk").get("/v1/lifecycle").status_code == 200
    body = {"new_days": 30, "active_days": 90, "lost_days": 180}
    assert scene.site.staff("store_manager", "of-a-store").put("/v1/lifecycle", json=body).status_code == 403
    for days in ({"active_days": 0}, {"lost_days": 90}, {"new_days": 400}):
        assert put(admin, 422, **days)["code"] == "request_invalid"
