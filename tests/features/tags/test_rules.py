"""Rules keep tags up to date: with what happens to members, with the days, with each other, and with the program."""

from __future__ import annotations

from tests.features.tags.conftest import Tagging
from tests.support.scenes import mall

SPENT = {"did": "spend", "at_least": "1000", "window": "lifetime"}
RECENT = {"did": "orders", "within_days": 30}


def test_rule__follows_what_happens_to_members(tagging: Tagging):
    ann, bo = tagging.scene.member(name="Ann"), tagging.scene.member(name="Bo")
    tagging.scene.pay(ann, "o1", "2025-03-01 10:00", 150_000)
    made = tagging.make("spender", SPENT)
    assert (made["kind"], made["is_pending"], made["members"]) == ("rule", True, 0)
    assert tagging.evaluate()[:4] == (1, 2, 1, 0), "the outbox tells of both, the rule is asked of everybody"
    assert (tagging.of(ann), tagging.of(bo), tagging.size("spender")) == (["spender"], [], 1)
    tagging.scene.pay(bo, "o2", "2025-03-02 10:00", 200_000)
    assert tagging.evaluate()[:4] == (0, 1, 1, 0)
    assert tagging.of(bo) == ["spender"]
    line = {"line_id": "A", "amount_minor": 200_000}
    tagging.scene.tell(bo, "order.refunded", "2025-03-03 10:00", refund_id="r1", order_id="o2", lines=[line])
    assert tagging.evaluate()[:4] == (0, 1, 0, 1)
    assert tagging.told() == [
        ("tag.entered", "spender", ann, "rule"), ("tag.entered", "spender", bo, "member"), ("tag.left", "spender", bo, "member"),
    ]  # fmt: skip
    assert tagging.evaluate()[:4] == (0, 0, 0, 0), "what rules did themselves is not followed again"


def test_days__are_followed_by_rules_that_look_at_them(tagging: Tagging):
    ann = tagging.scene.member(name="Ann")
    tagging.make("recent", RECENT)
    tagging.make("spender", SPENT)
    tagging.scene.pay(ann, "o1", "2025-03-01 10:00", 150_000)
    tagging.evaluate()
    assert tagging.of(ann) == ["recent", "spender"]
    tagging.scene.move_to("2025-03-31 23:59")
    assert tagging.evaluate()[:4] == (1, 0, 0, 0), "of the two rules one looks at days; day 30 still counts"
    tagging.scene.move_to("2025-04-01 00:01")
    assert tagging.evaluate()[:4] == (1, 0, 0, 1)
    assert tagging.of(ann) == ["spender"]
    assert tagging.told()[-1] == ("tag.left", "recent", ann, "day")
    assert not tagging.evaluate().rules, "once a day"


def test_rules__follow_the_tags_they_name(tagging: Tagging):
    ann, bo = tagging.scene.member(name="Ann"), tagging.scene.member(name="Bo")
    tagging.make("vip")
    tagging.make("spender", SPENT)
    tagging.make("a_good_one", {"field": "tags", "operator": "in", "value": ["vip", "spender"]})
    tagging.make("other", {"field": "tags", "operator": "doesNotContain", "value": "a_good_one"})
    tagging.evaluate()
    assert (tagging.of(ann), tagging.of(bo)) == (["other"], ["other"])
    assert tagging.client.post("/v1/tags/vip/members", json={"add": [ann]}).json() == {"entered": 1, "left": 0}
    tagging.scene.pay(bo, "o1", "2025-03-01 10:00", 150_000)
    tagging.evaluate()
    assert (tagging.of(ann), tagging.of(bo)) == (["a_good_one", "vip"], ["a_good_one", "spender"])
    circle = {"combinator": "and", "rules": [{"field": "tags", "operator": "contains", "value": "other"}]}
    answer = tagging.client.patch("/v1/tags/spender", json={"condition": circle})
    assert (answer.status_code, answer.json()["code"]) == (422, "tag_rule_invalid")
    assert answer.json()["errors"][0]["message"] == "the tag would depend on itself"
    refused = tagging.client.delete("/v1/tags/vip")
    assert (refused.status_code, refused.json()["code"]) == (409, "tag_in_use")
    assert "A_GOOD_ONE" in refused.json()["detail"]


def test_changed_rule__is_asked_of_everybody_anew(tagging: Tagging):
    ann, bo = tagging.scene.member(name="Ann"), tagging.scene.member(name="Bo")
    tagging.scene.pay(ann, "o1", "2025-03-01 10:00", 150_000)
    tagging.make("picked", SPENT)
    tagging.evaluate()
    without = {"combinator": "and", "not": True, "rules": [SPENT]}
    changed = tagging.client.patch("/v1/tags/picked", json={"condition": without}).json()
    assert (changed["is_pending"], changed["sentence"]["zh"][:2]) == (True, "并非")
    assert tagging.evaluate()[:4] == (1, 0, 1, 1)
    assert (tagging.of(ann), tagging.of(bo), tagging.size("picked")) == ([], ["picked"], 1)
    assert tagging.client.delete("/v1/tags/picked").status_code == 204
    assert tagging.told()[-1] == ("tag.left", "picked", bo, "removed")
    assert tagging.of(bo) == []


def test_program__that_no_longer_knows_the_rule_leaves_the_tag_as_it_is(tagging: Tagging):
    city = "attributes: {city: {name: {zh: 城市, en: City}, kind: text}}\n\nmetrics:\n"
    tagging.scene.publish(mall(("metrics:\n", city)), "2025-01-02 00:00")
    ann = tagging.scene.member("2025-02-01 09:00", "Ann")
    tagging.make("shanghai", {"field": "attribute.city", "operator": "=", "value": "上海"})
    tagging.scene.tell(ann, "member.profile_changed", "2025-02-02 10:00", attributes={"city": "上海"})
    tagging.evaluate()
    assert tagging.of(ann) == ["shanghai"]
    tagging.scene.publish(mall(), "2025-03-01 00:00")
    assert not tagging.evaluate().has_more
    (tag,) = tagging.scene.get("/v1/tags")["items"]
    assert (tag["sentence"], tag["errors"][0]["path"], tag["members"]) == (None, "rules.0.field", 1)
    assert tagging.of(ann) == ["shanghai"]
    tagging.scene.publish(mall(("metrics:\n", city)), "2025-03-02 00:00")
    tagging.scene.tell(ann, "member.profile_changed", "2025-03-03 10:00", attributes={"city": "北京"})
    tagging.evaluate()
    assert tagging.of(ann) == []


def test_hundred_rules__agree_with_the_count_of_their_conditions(tagging: Tagging):
    members = [tagging.scene.member(name=f"M{number}") for number in range(6)]
    for number, member_id in enumerate(members):
        tagging.scene.pay(member_id, f"o{number}", f"2025-03-0{number + 1} 10:00", 20_000 * (number + 1))
    for number in range(100):
        tagging.make(f"t{number}", {"did": "spend", "at_least": str(number * 15), "window": "rolling_3_months"})
    tagging.evaluate()
    tagging.scene.pay(members[0], "more", "2025-03-10 10:00", 70_000)
    tagging.evaluate()
    for number in (0, 14, 40, 60, 67, 99):
        rules = [{"did": "spend", "at_least": str(number * 15), "window": "rolling_3_months"}]
        draft = {"condition": {"combinator": "and", "rules": rules}, "use": "members"}
        counted = tagging.client.post("/v1/conditions/check", json=draft).json()["members"]["total"]
        assert tagging.size(f"t{number}") == counted, number
