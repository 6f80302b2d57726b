"""Approvals: nobody decides alone what needs two, and what was agreed to happens once, by what holds then."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

from regulars.features.approvals.facade import expire_requests
from regulars.features.organisation.facade import add_below
from tests.features.approvals.conftest import NOW, Two, refusal


def test_adjustment__beyond_the_limit_is_not_made_alone(two: Two):
    assert refusal(two.anna.post("/v1/events", json=two.event(101))) == (403, "approval_required")
    assert refusal(two.anna.post("/v1/events", json=two.event(-101))) == (403, "approval_required")
    spelt = '{"source":"c","id":"e9","type":"points.adjuste\\u0064","member_id":"%s","occurred_at":"%s","data":%s}'
    body = spelt % (two.member_id, NOW.isoformat(), '{"wallet":"points","points":101,"reason":"x"}')
    headers = {"content-type": "application/json"}
    assert refusal(two.anna.post("/v1/events", content=body, headers=headers)) == (403, "approval_required")
    batch = two.anna.post("/v1/events/batch", json={"events": [two.event(101), two.event(100, "e2")]}).json()["items"]
    assert [item.get("code", item["status"]) for item in batch] == ["approval_required", "accepted"]
    assert two.balance() == 100


def test_key__adjusts_beyond_the_limit_only_with_a_scope_for_it(two: Two):
    assert refusal(two.site.system("events:write").post("/v1/events", json=two.event(101))) == (403, "approval_required")
    assert two.site.system("events:write", "points:adjust").post("/v1/events", json=two.event(101)).status_code == 200


def test_approval__happens_when_somebody_else_agrees(two: Two):
    asked = two.ask().json()
    assert (asked["status"], asked["requested_by"]) == ("pending", "staff:anna")
    assert (asked["foreseen"]["before"]["points"], asked["foreseen"]["after"]["points"]) == (0, 500)
    assert two.balance() == 0
    assert refusal(two.decide(asked, who=two.anna)) == (403, "approval_own")
    done = two.decide(asked, note="seen")
    assert (done.json()["status"], done.json()["decided_by"], done.json()["note"]) == ("approved", "staff:bob", "seen")
    assert done.json()["outcome"]["after"]["points"] == two.balance() == 500
    assert refusal(two.decide(asked)) == (409, "approval_decided")
    assert two.balance() == 500


def test_approval__agreed_to_by_several_at_once_happens_once(two: Two):
    asked = two.ask().json()
    others = [two.bob, two.site.staff("operator", "cai"), two.site.staff("operator", "dan")]
    with ThreadPoolExecutor(3) as pool:
        answers = list(pool.map(lambda who: two.decide(asked, who=who).status_code, others))
    assert sorted(answers) == [200, 409, 409]
    assert two.balance() == 500


def test_approval__is_decided_by_what_holds_then(two: Two):
    two.anna.post("/v1/events", json=two.event(100))
    asked = two.ask(-100).json()
    assert asked["foreseen"]["after"]["points"] == 0
    two.anna.post("/v1/events", json=two.event(-60, "e2"))
    seen = two.bob.get(f"/v1/approvals/{asked['approval_id']}").json()
    assert (seen["foreseen"]["refusal"], seen["expected"]["refusal"]) == ("", "balance_insufficient")
    assert two.decide(asked).json()["status"] == "refused"
    assert two.balance() == 40


def test_request__that_is_not_agreed_to_or_taken_back_does_nothing(two: Two):
    first, second = two.ask().json(), two.ask().json()
    assert two.decide(first, "reject", note="no reason").json()["status"] == "rejected"
    assert two.decide(second, "reject", who=two.anna).json()["status"] == "withdrawn"
    assert refusal(two.decide(first)) == (409, "approval_decided")
    listed = two.bob.get("/v1/approvals?status=rejected").json()["items"]
    assert [each["approval_id"] for each in listed] == [first["approval_id"]]
    assert two.balance() == 0


def test_request__expires(two: Two):
    asked = two.ask().json()
    two.site.clock.now = NOW + timedelta(days=7)
    two.anna = two.bob = two.site.staff("operator", "bob-again")
    assert refusal(two.decide(asked)) == (409, "approval_decided")
    assert expire_requests(two.site.database, two.site.clock()) == 1
    assert two.bob.get(f"/v1/approvals/{asked['approval_id']}").json()["status"] == "expired"
    assert two.balance() == 0


def test_request__for_what_cannot_be_is_refused(two: Two):
    assert refusal(two.ask(-5)) == (422, "approval_impossible")
    body = {"type": "order.paid", "member_id": two.member_id, "data": {}}
    assert refusal(two.anna.post("/v1/approvals", json=body)) == (422, "approval_impossible")
    assert refusal(two.decide({"approval_id": two.member_id})) == (404, "approval_unknown")


def test_manager_of_another_store__neither_sees_nor_decides(two: Two):
    add_below(two.site.database, "hq", "store", "s1", "One")
    asked = two.ask().json()
    manager = two.site.staff("region_manager", "manager", unit="s1")
    assert manager.get("/v1/approvals").json()["items"] == []
    assert refusal(two.decide(asked, who=manager)) == (404, "approval_unknown")
    assert refusal(two.ask(who=manager)) == (404, "member_unknown")


def test_card__given_by_hand_can_be_asked_for_and_is_refused_where_the_program_has_none(two: Two):
    body = {"type": "card.granted", "member_id": two.member_id, "data": {"card": "double", "card_id": "c1"}}
    asked = two.anna.post("/v1/approvals", json=body)
    assert (asked.status_code, asked.json()["code"]) == (422, "approval_impossible")
    assert "card_unknown" in asked.json()["detail"]
