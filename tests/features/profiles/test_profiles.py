"""Custom fields and profiles over HTTP: declared, told, masked, searched by, followed by tags, merged and erased."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from regulars.features.context import make_context
from regulars.features.tags.facade import evaluate_until_done
from regulars.kit.settings import Settings
from tests.support.databases import DatabaseServer
from tests.support.scenes import Json, Scene, mall, open_scene

FIELDS: list[Json] = [
    {"key": "children", "name": "有无孩子", "kind": "choice", "choices": {"none": "没有", "one": "一个"}, "confirm_days": 30},
    {"key": "likes", "name": "喜好", "kind": "choices", "choices": {"tea": "茶", "film": "电影", "run": "跑步"}},
    {"key": "height", "name": "身高", "kind": "number", "is_counted": False},
    {"key": "wed_on", "name": "结婚纪念日", "kind": "date"},
    {"key": "smokes", "name": "吸烟", "kind": "flag"},
    {"key": "industry", "name": "行业", "kind": "text", "asked_of": "enterprise"},
    {"key": "home_address", "name": "住址", "kind": "text", "is_personal": True, "asked_of": "person"},
]


@pytest.fixture(scope="module")
def scene(database_server: DatabaseServer, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Scene]:
    """Seven fields and nobody yet."""
    with database_server.fresh_database() as database, open_scene(database, tmp_path_factory.mktemp("build"), mall()) as running:
        for field in FIELDS:
            answer = running.client.post("/v1/member-fields", json=field)
            assert answer.status_code == 201, answer.text
        yield running


def tell(scene: Scene, member_id: str, status: int = 200, **change: Any) -> Json:
    """Keep what a member says."""
    answer = scene.client.patch(f"/v1/members/{member_id}/profile", json=change)
    assert answer.status_code == status, answer.text
    found: Json = answer.json()
    return found


def values(profile: Json) -> dict[str, Any]:
    """What a profile knows."""
    return {field["key"]: field["value"] for field in profile["fields"] if field["value"] is not None}


def found(scene: Scene, *rules: Json) -> list[str]:
    """Whom a search finds, by name."""
    body = {"condition": {"combinator": "and", "rules": rules}, "sort": "member_no"}
    answer = scene.client.post("/v1/members/search", json=body)
    assert answer.status_code == 200, answer.text
    return [item["display_name"] for item in answer.json()["items"]]


def test_told__is_kept_by_kind_and_counts(scene: Scene):
    ann = scene.member("2025-01-01 09:00", "Told")
    empty = scene.get(f"/v1/members/{ann}/profile")
    assert (empty["kind"], empty["completeness"], len(empty["fields"]), empty["contacts"]) == ("person", 0, 6, [])
    told = {"children": "one", "likes": ["run", "tea", "run"], "height": 170, "wed_on": "2020-02-29", "smokes": False}
    after = tell(scene, ann, fields=told)
    assert values(after) == told | {"likes": ["run", "tea"]}
    assert after["completeness"] == 80, "four of five that count; the height does not"
    assert values(tell(scene, ann, fields={"smokes": None, "home_address": "上海市静安区"}))["home_address"] == "上海市静安区"
    assert "smokes" not in values(scene.get(f"/v1/members/{ann}/profile"))


@pytest.mark.parametrize(
    ("fields", "path", "expected"),
    [
        ({"children": "three"}, "fields.children", "one of none, one"),
        ({"likes": []}, "fields.likes", "a list of some of tea, film, run"),
        ({"height": 1.5}, "fields.height", "a whole number"),
        ({"height": True}, "fields.height", "a whole number"),
        ({"wed_on": "2021-02-29"}, "fields.wed_on", "a day, such as 2026-03-01"),
        ({"smokes": "no"}, "fields.smokes", "true or false"),
        ({"home_address": " "}, "fields.home_address", "text of 1 to 500 characters"),
        ({"industry": "retail"}, "fields.industry", "one of children, likes, height, wed_on, smokes, home_address"),
    ],
)  # fmt: skip
def test_refusals__name_the_field_and_change_nothing(scene: Scene, fields: Json, path: str, expected: str):
    member_id = scene.member("2025-01-01 09:00", "Refused")
    refused = tell(scene, member_id, 422, fields={"height": 180, **fields})
    assert (refused["code"], refused["errors"][0]["path"], refused["errors"][0]["expected"]) == (
        "profile_invalid",
        path,
        expected,
    )
    assert values(scene.get(f"/v1/members/{member_id}/profile")) == {}


def test_company__has_contacts_and_fields_of_its_own(scene: Scene):
    acme = scene.member("2025-01-01 09:00", "Acme")
    contact = {"name": "王敏", "role": "采购", "phone": "+8613812345678", "email": "min@example.com"}
    assert tell(scene, acme, 422, contacts=[contact])["errors"][0]["path"] == "contacts"
    after = tell(scene, acme, kind="enterprise", fields={"industry": "零售"}, contacts=[contact])
    assert (values(after), after["contacts"]) == ({"industry": "零售"}, [contact])
    masked = scene.site.caller("analyst").get(f"/v1/members/{acme}/profile").json()
    assert masked["contacts_masked"]
    assert masked["contacts"][0] == {"name": "王*", "role": "采购", "phone": "138****5678", "email": "m**@example.com"}
    assert found(scene, {"field": "member_kind", "operator": "=", "value": "enterprise"}) == ["Acme"]


def test_personal__is_sealed_masked_and_no_condition(scene: Scene):
    member_id = scene.member("2025-01-01 09:00", "Secret")
    tell(scene, member_id, fields={"home_address": "长宁区仙霞路 99 号"})
    with scene.site.database.snapshot() as connection:
        row = connection.execute("SELECT member_profile::text FROM member_profile WHERE member_id = %s", (member_id,)).fetchone()
    assert row is not None
    assert "仙霞" not in row[0]
    clerk = scene.site.caller("clerk").get(f"/v1/members/{member_id}/profile").json()
    address = next(field for field in clerk["fields"] if field["key"] == "home_address")
    assert (address["value"], address["is_masked"]) == (None, True)
    body = {"condition": {"combinator": "and", "rules": [{"field": "field.home_address", "operator": "notNull"}]}}
    assert scene.client.post("/v1/members/search", json=body).json()["code"] == "condition_invalid"


def test_conditions__ask_for_every_kind_of_field(scene: Scene):
    cat, dog = scene.member("2025-02-01 09:00", "Cat"), scene.member("2025-02-01 09:00", "Dog")
    tell(
        scene, cat, fields={"children": "none", "likes": ["tea", "film"], "height": 160, "wed_on": "2020-05-01", "smokes": False}
    )
    tell(scene, dog, fields={"likes": ["run"], "height": 190, "smokes": True})
    ours = {"field": "joined_on", "operator": "=", "value": "2025-02-01"}

    def ask(field: str, operator: str, value: Any = None) -> list[str]:
        return found(scene, ours, {"field": f"field.{field}", "operator": operator, "value": value})

    assert ask("children", "=", "none") == ["Cat"]
    assert ask("children", "!=", "one") == ["Cat"], "what is not known is not unequal"
    assert ask("children", "null") == ["Dog"]
    assert ask("likes", "contains", "film") == ["Cat"]
    assert ask("likes", "in", ["run", "film"]) == ["Cat", "Dog"]
    assert ask("likes", "doesNotContain", "tea") == ["Dog"]
    assert ask("height", "between", [150, 170]) == ["Cat"]
    assert ask("height", ">", 160) == ["Dog"]
    assert ask("wed_on", "<", "2020-05-02") == ["Cat"]
    assert ask("smokes", "=", True) == ["Dog"]
    said = scene.client.post(
        "/v1/conditions/check",
        json={
            "use": "members",
            "condition": {"combinator": "and", "rules": [{"field": "field.likes", "operator": "in", "value": ["tea", "run"]}]},
        },
    ).json()
    assert said["sentence"]["zh"] == "喜好含“茶”、“跑步”"


def test_tags__follow_profiles_and_freshness(scene: Scene):
    member_id = scene.member("2025-03-01 09:00", "Fresh")
    stale = {"field": "confirmed_days.children", "operator": ">", "value": 30}
    clauses = {"parent": {"field": "field.children", "operator": "=", "value": "one"}, "ask_again": stale}
    for key, clause in clauses.items():
        scene.client.post("/v1/tags", json={"key": key, "name": key, "condition": {"combinator": "and", "rules": [clause]}})

    def tags() -> list[str]:
        evaluate_until_done(make_context(Settings(), scene.site.database))
        return [tag["key"] for tag in scene.get(f"/v1/members/{member_id}/tags")["items"]]

    assert tags() == []
    tell(scene, member_id, fields={"children": "one"})
    assert tags() == ["parent"]
    scene.move_to("2025-03-31 09:00")
    assert tags() == ["parent"]
    scene.move_to("2025-04-01 09:00")
    assert tags() == ["ask_again", "parent"]
    field = next(each for each in scene.get(f"/v1/members/{member_id}/profile")["fields"] if each["key"] == "children")
    assert (field["needs_confirming"], field["told_on"]) == (True, "2025-03-01")
    after = tell(scene, member_id, confirmed=["children"])
    assert not next(each for each in after["fields"] if each["key"] == "children")["needs_confirming"]
    assert tags() == ["parent"]
    assert tell(scene, member_id, 422, confirmed=["height"])["errors"][0]["path"] == "confirmed[0]"


def test_definitions__refusals_and_closing(scene: Scene):
    post = scene.client.post
    assert post("/v1/member-fields", json={**FIELDS[2], "name": "Another"}).json()["errors"][0]["path"] == "key"
    assert post("/v1/member-fields", json={**FIELDS[2], "key": "another"}).json()["errors"][0]["path"] == "name"
    assert post("/v1/member-fields", json={"key": "a", "name": "A", "kind": "choice"}).json()["code"] == "field_invalid"
    assert scene.site.staff("clerk", "clerk2").post("/v1/member-fields", json=FIELDS[2]).status_code == 403
    assert post("/v1/member-fields", json={"key": "shoe", "name": "鞋码", "kind": "number"}).status_code == 201
    member_id = scene.member("2025-05-01 09:00", "Shod")
    tell(scene, member_id, fields={"shoe": 42})
    closed = scene.client.patch("/v1/member-fields/shoe", json={"is_open": False, "confirm_days": 10}).json()
    assert (closed["is_open"], closed["confirm_days"]) == (False, 10)
    assert "shoe" not in values(scene.get(f"/v1/members/{member_id}/profile"))
    scene.client.patch("/v1/member-fields/shoe", json={"is_open": True, "confirm_days": 0})
    assert values(scene.get(f"/v1/members/{member_id}/profile")) == {"shoe": 42}
    assert scene.client.patch("/v1/member-fields/nothing", json={}).json()["code"] == "field_unknown"


def test_erasure_and_export__take_the_profile_along(scene: Scene):
    member_id = scene.member("2025-05-02 09:00", "Gone")
    tell(scene, member_id, fields={"home_address": "徐汇区", "height": 181})
    admin = scene.site.staff("admin", "eraser")
    exported = admin.get(f"/v1/members/{member_id}/export")
    assert exported.json()["profile"]["fields"] == {"身高": 181, "住址": "徐汇区"}
    number = scene.get(f"/v1/members/{member_id}")["member_no"]
    erased = admin.post(f"/v1/members/{member_id}/erase", json={"reason": "asked for in writing", "member_no": number})
    assert erased.status_code == 200, erased.text
    with scene.site.database.snapshot() as connection:
        assert connection.execute("SELECT count(*) FROM member_profile WHERE member_id = %s", (member_id,)).fetchone() == (0,)
