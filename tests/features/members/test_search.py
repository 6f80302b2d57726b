"""Listing members by a condition: with the filters of the list, page by page, and whole results tagged; and saved views."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from regulars.features.conditions import queries
from tests.support.databases import DatabaseServer
from tests.support.scenes import Json, Scene, mall, open_scene


@pytest.fixture(scope="module")
def scene(database_server: DatabaseServer, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Scene]:
    """Twelve members; the first nine bought, each 1,000 more than the one before, in March."""
    with database_server.fresh_database() as database, open_scene(database, tmp_path_factory.mktemp("build"), mall()) as running:
        members = [running.member(f"2025-01-{number + 1:02d} 09:00", f"M{number:02d}") for number in range(12)]
        for number, member_id in enumerate(members[:9]):
            running.pay(member_id, f"o{number}", f"2025-03-{number + 1:02d} 10:00", 100_000 * (number + 1))
        running.client.post("/v1/tags", json={"key": "odd", "name": "Odd"})
        running.client.post("/v1/tags/odd/members", json={"add": members[1::2]})
        running.move_to("2025-03-20 08:00")
        running.sweep()
        yield running


def search(scene: Scene, *rules: Json, **more: Any) -> Json:
    """The answer to a search with clauses joined by and."""
    body = more if not rules else {"condition": {"combinator": "and", "rules": rules}, **more}
    answer = scene.client.post("/v1/members/search", json=body)
    assert answer.status_code == 200, answer.text
    found: Json = answer.json()
    return found


def names(found: Json) -> list[str]:
    """Whom a page shows."""
    return [item["display_name"] for item in found["items"]]


TAGGED = {"field": "tags", "operator": "contains", "value": "odd"}
RECENT = {"field": "days_since_order", "operator": "<=", "value": 16}
SPENT = {"did": "spend", "at_least": 3000, "window": "month"}


def test_condition__over_narrow_rows_and_over_documents(scene: Scene):
    assert names(search(scene, RECENT, sort="spend")) == ["M03", "M04", "M05", "M06", "M07", "M08"]
    assert names(search(scene, RECENT, TAGGED, sort="-spend")) == ["M07", "M05", "M03"]
    assert names(search(scene, RECENT, TAGGED, SPENT, sort="spend")) == ["M03", "M05", "M07"]
    assert names(search(scene, {"field": "tier.mall", "operator": ">=", "value": "silver"}, sort="spend"))[0] == "M04"
    assert names(search(scene, {"field": "points.points", "operator": "=", "value": 0}, sort="member_no")) == [
        "M09",
        "M10",
        "M11",
    ]
    assert names(search(scene, SPENT, {"field": "joined_on", "operator": "<", "value": "2025-01-05"})) == ["M03", "M02"]


def test_filters__narrow_the_condition_further(scene: Scene):
    assert names(search(scene, TAGGED, tier="silver", sort="spend")) == ["M05", "M07"]
    assert names(search(scene, TAGGED, lifecycle="without_order", sort="member_no")) == ["M09", "M11"]
    assert names(search(scene, TAGGED, q="M07")) == ["M07"]
    for stage in ("new", "active", "dormant", "lost", "without_order"):
        clause = {"field": "lifecycle", "operator": "=", "value": stage}
        assert names(search(scene, clause, sort="member_no")) == names(search(scene, lifecycle=stage, sort="member_no"))
    unlike = {"field": "lifecycle", "operator": "notIn", "value": ["active", "lost"]}
    assert names(search(scene, unlike, sort="member_no")) == ["M09", "M10", "M11"]
    assert search(scene, TAGGED)["items"][0]["tags"] == [{"key": "odd", "name": "Odd", "color": "#5b6b7f"}]
    assert search(scene, count=False)["total"] is None


def test_pages__hold_everybody_once_also_when_time_passes_between(scene: Scene):
    seen: list[str] = []
    more: Json = {}
    for minute in range(10):
        page = search(scene, SPENT, limit=2, sort="-spend", **more)
        assert page["total"] == 7
        seen += names(page)
        if page["next_cursor"] is None:
            break
        more = {"cursor": page["next_cursor"]}
        scene.move_to(f"2025-03-20 08:0{minute}")
    assert seen == ["M08", "M07", "M06", "M05", "M04", "M03", "M02"]
    body = {"condition": {"combinator": "and", "rules": [TAGGED]}, "limit": 2, "sort": "-spend", **more}
    refused = scene.client.post("/v1/members/search", json=body)
    assert (refused.status_code, refused.json()["code"]) == (422, "cursor_invalid")


def test_refusals(scene: Scene, monkeypatch: pytest.MonkeyPatch):
    body = {"condition": {"combinator": "and", "rules": [{"field": "order.amount", "operator": "=", "value": 3}]}}
    refused = scene.client.post("/v1/members/search", json=body).json()
    assert (refused["code"], refused["errors"][0]["path"]) == ("condition_invalid", "condition.rules.0.field")
    assert scene.site.caller("key:events:write").post("/v1/members/search", json={}).status_code == 403
    monkeypatch.setattr(queries, "SECONDS_MAX", 1)
    with scene.site.database.transaction() as connection:
        connection.execute("LOCK TABLE member_tag IN ACCESS EXCLUSIVE MODE")  # so that no reader comes to an end
        answer = scene.client.post("/v1/members/search", json={"condition": {"combinator": "and", "rules": [TAGGED]}})
    assert (answer.status_code, answer.json()["code"]) == (503, "condition_too_slow")


def test_whole_result__gets_a_tag_and_loses_it(scene: Scene):
    scene.client.post("/v1/tags", json={"key": "spender", "name": "Spender"})
    condition = {"combinator": "and", "rules": [SPENT]}
    given = scene.client.post("/v1/tags/spender/matching", json={"condition": condition, "action": "add"})
    assert given.json() == {"entered": 7, "left": 0}
    less = {"combinator": "and", "rules": [SPENT, TAGGED]}
    taken = scene.client.post("/v1/tags/spender/matching", json={"condition": less, "action": "remove"})
    assert taken.json() == {"entered": 0, "left": 3}
    bearing = search(scene, {"field": "tags", "operator": "contains", "value": "spender"}, sort="member_no")
    assert names(bearing) == ["M02", "M04", "M06", "M08"]
    clerk = scene.site.caller("clerk")
    assert clerk.post("/v1/tags/spender/matching", json={"condition": condition, "action": "add"}).status_code == 403


def test_views__are_own_or_shared(scene: Scene):
    content = {"filters": {"tier": "gold"}, "condition": {"combinator": "and", "rules": [TAGGED]}, "sort": "-spend"}
    analyst, other = scene.site.staff("analyst", "ana"), scene.site.staff("analyst", "ben")
    own = analyst.post("/v1/member-views", json={"name": " Mine ", "content": content})
    assert (own.status_code, own.json()["name"], own.json()["content"]["columns"]) == (201, "Mine", [])
    assert analyst.post("/v1/member-views", json={"name": "Mine", "content": content}).json()["code"] == "view_exists"
    assert analyst.post("/v1/member-views", json={"name": "Ours", "content": content, "is_shared": True}).status_code == 403
    for undrawable in ({}, {"combinator": "and", "rules": {"a": 1}}, {"combinator": "and", "rules": [{"field": 1}]}):
        refused = analyst.post("/v1/member-views", json={"name": "Bad", "content": {"condition": undrawable}})
        assert (refused.status_code, refused.json()["errors"][0]["path"]) == (422, "content.condition")
    shared = scene.client.post("/v1/member-views", json={"name": "Ours", "content": content, "is_shared": True}).json()
    assert [(view["name"], view["is_own"]) for view in other.get("/v1/member-views").json()["items"]] == [("Ours", False)]
    assert other.patch(f"/v1/member-views/{own.json()['view_id']}", json={"name": "Mine too"}).status_code == 404
    assert other.delete(f"/v1/member-views/{shared['view_id']}").status_code == 403
    changed = analyst.patch(f"/v1/member-views/{own.json()['view_id']}", json={"content": {"sort": "spend"}}).json()
    assert (changed["content"]["sort"], changed["content"]["condition"]) == ("spend", None)
    assert analyst.delete(f"/v1/member-views/{own.json()['view_id']}").status_code == 204
    assert scene.client.delete(f"/v1/member-views/{shared['view_id']}").status_code == 204
    assert other.get("/v1/member-views").json() == {"items": []}
