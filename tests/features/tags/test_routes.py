"""Tags over HTTP: who may, giving by hand, what is refused, and what conditions and the audit log see of it."""

from __future__ import annotations

import re
from typing import Any

import pytest

from tests.features.tags.conftest import Tagging

RULE: dict[str, Any] = {"combinator": "and", "rules": [{"field": "days_since_joined", "operator": ">=", "value": 1}]}


@pytest.mark.parametrize(
    ("who", "reading", "giving", "declaring"),
    [
        ("anonymous", 401, 401, 401), ("analyst", 200, 403, 403), ("clerk", 200, 404, 403), ("operator", 200, 404, 201),
        ("key:members:configure", 403, 403, 201),
    ],
)  # fmt: skip
def test_who(shared: Tagging, who: str, reading: int, giving: int, declaring: int):
    caller = shared.client if who == "operator" else shared.scene.site.caller(who)
    assert caller.get("/v1/tags").status_code == reading
    assert caller.post("/v1/tags/unknown/members", json={"add": []}).status_code == giving
    assert caller.post("/v1/tags", json={"name": f"of {who}"[:40]}).status_code == declaring


def test_by_hand__is_given_once_and_told_once(shared: Tagging):
    ann, bo = shared.scene.member(name="Ann"), shared.scene.member(name="Bo")
    key = shared.client.post("/v1/tags", json={"name": "重要客户", "color": "#c8963e"}).json()["key"]
    assert re.fullmatch("tag_[0-9]+", key)
    give = {"add": [ann, bo, ann]}
    assert shared.client.post(f"/v1/tags/{key}/members", json=give).json() == {"entered": 2, "left": 0}
    assert shared.client.post(f"/v1/tags/{key}/members", json=give).json() == {"entered": 0, "left": 0}
    assert shared.client.post(f"/v1/tags/{key}/members", json={"remove": [bo]}).json() == {"entered": 0, "left": 1}
    assert shared.size(key) == 1
    (borne,) = shared.scene.get(f"/v1/members/{ann}/tags")["items"]
    assert (borne["name"], borne["kind"], borne["given_by"]) == ("重要客户", "manual", "staff:operator")
    told = [fact for fact in shared.told() if fact[1] == key]
    assert sorted(told) == sorted(
        [("tag.entered", key, ann, "staff"), ("tag.entered", key, bo, "staff"), ("tag.left", key, bo, "staff")]
    )
    lines = shared.scene.site.staff("admin").get("/v1/audit", params={"kind": "change"}).json()["items"]
    assert [line["action"] for line in lines[:4]] == ["change_tag_members"] * 3 + ["create_tag"]
    assert lines[0]["subject"] == f"tag {key}"


def test_conditions__know_tags_where_members_are_listed_and_nowhere_else(shared: Tagging):
    dan = shared.scene.member(name="Dan")
    shared.scene.member(name="Eve")
    shared.make("regular")
    shared.client.post("/v1/tags/regular/members", json={"add": [dan]})

    def check(operator: str, value: object, use: str = "members") -> dict[str, Any]:
        rules = [{"field": "tags", "operator": operator, "value": value}]
        draft = {"condition": {"combinator": "and", "rules": rules}, "use": use}
        answer = shared.client.post("/v1/conditions/check", json=draft).json()
        return {"names": [each["display_name"] for each in (answer["members"] or {"items": []})["items"]], **answer}

    assert check("contains", "regular")["names"] == ["Dan"]
    assert {"Dan", "Eve"} & set(check("doesNotContain", "regular")["names"]) == {"Eve"}
    assert {"Dan", "Eve"} & set(check("null", None)["names"]) == {"Eve"}
    assert "Dan" in check("notNull", None)["names"]
    assert check("in", ["regular"])["sentence"] == {"zh": "标签含“REGULAR”", "en": "the tags include “REGULAR”"}
    assert "one of" in str(check("contains", "no_such_tag")["errors"])
    assert "there is no field tags" in str(check("contains", "regular", "rule")["errors"])
    fields = {field["name"]: field for field in shared.scene.get("/v1/conditions/fields")["fields"]}
    assert {"value": "regular", "name": {"zh": "REGULAR", "en": "REGULAR"}} in fields["tags"]["choices"]
    assert "order.amount" not in fields
    assert "order.amount" in {field["name"] for field in shared.scene.get("/v1/conditions/fields", use="rule")["fields"]}


@pytest.mark.parametrize(
    ("change", "status", "code", "path"),
    [
        ({"name": "VIP"}, 409, "tag_exists", "name"),
        ({"name": "Other", "key": "vip"}, 409, "tag_exists", "key"),
        ({"name": "  "}, 422, "request_invalid", "name"),
        ({"name": "A", "color": "red"}, 422, "request_invalid", "color"),
        ({"name": "A", "condition": {"combinator": "and", "rules": []}}, 422, "tag_rule_invalid", "condition.rules"),
        (
            {"name": "A", "condition": {"combinator": "and", "rules": [{"field": "hour", "operator": "=", "value": 3}]}},
            422, "tag_rule_invalid", "condition",
        ),
        (
            {"name": "A", "condition": {"combinator": "and", "rules": [{"field": "tags", "operator": "null"}]}},
            422, "tag_rule_invalid", "condition",
        ),
        (
            {"name": "A", "condition": {"combinator": "and", "rules": [{"field": "order.quantity", "operator": "null"}]}},
            422, "tag_rule_invalid", "condition.rules.0.field",
        ),
    ],
)  # fmt: skip
def test_refusals__of_a_declaration(shared: Tagging, change: dict[str, object], status: int, code: str, path: str):
    shared.client.post("/v1/tags", json={"name": "VIP", "key": "vip"})  # taken already from the second time on
    answer = shared.client.post("/v1/tags", json=change)
    assert (answer.status_code, answer.json()["code"], answer.json()["errors"][0]["path"]) == (status, code, path)


def test_refusals__of_giving(shared: Tagging):
    shared.make("by_rule", *RULE["rules"])
    shared.make("by_hand")
    ann = shared.scene.member(name="Ann")
    refused = shared.client.post("/v1/tags/by_rule/members", json={"add": [ann]})
    assert (refused.status_code, refused.json()["code"]) == (409, "tag_by_rule")
    stranger = "01926f5e-7a10-7c3b-9f2e-0c5d1f0a9b11"
    refused = shared.client.post("/v1/tags/by_hand/members", json={"add": [ann, stranger]})
    assert (refused.status_code, refused.json()["errors"][0]["path"]) == (404, "add[1]")
    assert shared.of(ann) == [], "all or nothing"
    refused = shared.client.patch("/v1/tags/by_hand", json={"condition": RULE})
    assert (refused.status_code, refused.json()["code"]) == (422, "tag_rule_invalid")
    assert shared.client.get(f"/v1/members/{stranger}/tags").status_code == 404
