"""Checking a condition over HTTP: who may, what is wrong with it, how it reads, and for whom it holds now."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from regulars.features.conditions import queries
from tests.support.databases import DatabaseServer
from tests.support.scenes import Json, Scene, mall, open_scene

CALLERS = {
    "anonymous": 401, "key:members:read": 403, "key:program:read": 403, "key:events:write": 403, "clerk": 200, "analyst": 200,
    "operator": 200, "admin": 200,
}  # fmt: skip
ATTRIBUTES = "attributes: {city: {name: {zh: 城市, en: City}, kind: text}}\n\nmetrics:\n"


@pytest.fixture(scope="module")
def scene(database_server: DatabaseServer, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Scene]:
    """Three members: Ann has bought much, Bo checked in once and lives in Shanghai, of Cy nothing is known."""
    program = mall(("metrics:\n", ATTRIBUTES))
    with database_server.fresh_database() as database, open_scene(database, tmp_path_factory.mktemp("build"), program) as running:
        ann, bo = running.member("2025-01-01 09:00", "Ann"), running.member("2025-01-01 09:00", "Bo")
        running.member("2025-01-01 09:00", "Cy")
        running.pay(ann, "o1", "2025-03-01 10:00", 600000)
        running.tell(bo, "member.checked_in", "2025-04-01 10:00")
        running.tell(bo, "member.profile_changed", "2025-04-01 11:00", birthday="05-20", attributes={"city": "上海"})
        running.move_to("2025-05-20 08:00")
        yield running


def check(scene: Scene, *rules: Json, **more: Any) -> Json:
    """The answer to a condition that joins rules by and."""
    answer = scene.client.post("/v1/conditions/check", json={"condition": {"combinator": "and", "rules": rules}, **more})
    assert answer.status_code == 200, answer.text
    found: Json = answer.json()
    return found


def names(answer: Json) -> list[str]:
    """Who a condition holds for."""
    assert answer["ok"], answer["errors"]
    assert answer["members"]["total"] == len(answer["members"]["items"])
    return [member["display_name"] for member in answer["members"]["items"]]


@pytest.mark.parametrize("who", CALLERS)
def test_who__may_check_a_condition(scene: Scene, who: str):
    condition = {"combinator": "and", "rules": [{"field": "is_birthday", "operator": "null"}]}
    caller = scene.client if who == "operator" else scene.site.caller(who)
    answer = caller.post("/v1/conditions/check", json={"condition": condition})
    assert answer.status_code == CALLERS[who]


def test_members__by_every_kind_of_field(scene: Scene):
    assert names(check(scene, {"field": "tier.mall", "operator": ">=", "value": "silver"})) == ["Ann"]
    assert names(check(scene, {"field": "points.points", "operator": "between", "value": [1, 5]})) == ["Bo"]
    assert names(check(scene, {"did": "spend", "at_least": "6000", "window": "rolling_3_months"})) == ["Ann"]
    assert names(check(scene, {"did": "spend", "at_most": "0", "window": "rolling_2_months"})) == ["Ann", "Bo", "Cy"]
    assert names(check(scene, {"did": "interactions", "within_days": 49})) == ["Bo"]
    assert names(check(scene, {"did": "interactions", "within_days": 48})) == []
    assert names(check(scene, {"field": "is_birthday", "operator": "=", "value": True})) == ["Bo"]
    assert names(check(scene, {"field": "attribute.city", "operator": "beginsWith", "value": "上"})) == ["Bo"]
    assert names(check(scene, {"field": "last_order_on", "operator": "<=", "value": "2025-03-01"})) == ["Ann"]
    assert names(check(scene, {"field": "days_since_order", "operator": "null"})) == ["Bo", "Cy"]
    assert names(check(scene, {"field": "day_of_month", "operator": "=", "value": 20})) == ["Ann", "Bo", "Cy"]


def test_answer__reads_in_both_languages_and_shows_the_first_members(scene: Scene):
    answer = check(scene, {"field": "days_since_joined", "operator": ">=", "value": 100}, limit=1)
    assert answer["sentence"] == {"zh": "入会天数不少于 100", "en": "days since joining is at least 100"}
    assert answer["members"]["total"] == 3
    (first,) = answer["members"]["items"]
    assert (first["display_name"], first["tier"]["key"], first["tier"]["name"]["zh"]) == ("Ann", "silver", "银卡")
    assert first["last_order_at"] == "2025-03-01T02:00:00Z"
    assert check(scene, {"field": "days_since_joined", "operator": ">=", "value": 100}, limit=0)["members"] == {
        "total": 3, "items": [],
    }  # fmt: skip


def test_faults__each_with_its_path(scene: Scene):
    answer = check(
        scene, {"field": "shoe_size", "operator": "=", "value": 1}, {"field": "tier.mall", "operator": "=", "value": "lead"}
    )
    assert (answer["ok"], answer["sentence"], answer["members"]) == (False, None, None)
    assert [error["path"] for error in answer["errors"]] == ["rules.0.field", "rules.1.value"]
    assert "one of regular, silver, gold, diamond" in answer["errors"][1]["expected"]
    whole = scene.client.post("/v1/conditions/check", json={"condition": {}}).json()
    assert {error["path"] for error in whole["errors"]} == {"combinator", "rules"}


def test_order__holds_for_nobody_in_general(scene: Scene):
    answer = check(scene, {"field": "order.amount", "operator": ">=", "value": "99.50"})
    assert (answer["ok"], answer["needs_order"], answer["members"]) == (True, True, None)
    assert answer["sentence"]["zh"] == "订单实付金额不少于 99.50 元"


def test_too_slow__is_said_instead_of_waited_for(scene: Scene, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(queries, "SECONDS_MAX", 1)
    condition = {"combinator": "and", "rules": [{"field": "is_birthday", "operator": "null"}]}
    with scene.site.database.transaction() as connection:
        connection.execute("LOCK TABLE member_document IN ACCESS EXCLUSIVE MODE")  # so that no reader comes to an end
        answer = scene.client.post("/v1/conditions/check", json={"condition": condition})
    assert (answer.status_code, answer.json()["code"]) == (503, "condition_too_slow")
