"""Merges, their undoing, honours and tags for many wait for a second person too, and happen once or not at all."""

import pytest

from regulars.features.organisation.facade import add_below
from tests.features.approvals.conftest import Two, refusal

EVERYBODY = {"combinator": "and", "not": True, "rules": [{"did": "orders", "at_least": 1, "window": "lifetime"}]}


@pytest.fixture
def strict(two: Two) -> Two:
    """Give two people where nothing of it can be done alone."""
    policy = {"adjustment_above": 100, "honours": True, "merges": True, "mass_above": 1, "days": 7,
              "unmerges": True, "imports_above": 1}  # fmt: skip
    assert two.boss.put("/v1/approvals/policy", json=policy).json() == policy
    two.other_id = two.anna.post("/v1/members", json={}).json()["member_id"]
    assert two.anna.post("/v1/tags", json={"key": "vip", "name": "VIP"}).status_code == 201
    return two


def ask_merge(two: Two, who=None):
    """Ask for the other member to become a part of the first."""
    body = {"absorbed_id": two.other_id, "survivor_id": two.member_id, "reason": "one person"}
    return (who or two.anna).post("/v1/approvals/merges", json=body)


def ask_tag(two: Two, **more):
    """Ask for a tag for both."""
    whose = more or {"members": [two.member_id, two.other_id]}
    return two.anna.post("/v1/approvals/tags", json={"tag": "vip", "action": "add", **whose})


def bearers(two: Two) -> int:
    """How many bear the tag."""
    return two.anna.get("/v1/tags").json()["items"][0]["members"]


def mark(two: Two, asked):
    """What somebody has seen who looked at a request."""
    return two.bob.get(f"/v1/approvals/{asked['approval_id']}").json()["mark"]


def test_policy__lets_everything_be_done_alone_until_it_says_otherwise(two: Two):
    other = two.anna.post("/v1/members", json={}).json()["member_id"]
    body = {"absorbed_id": other, "survivor_id": two.member_id, "reason": "one person"}
    assert two.anna.post("/v1/merges", json=body).status_code == 201


def test_merge__is_not_made_alone_and_happens_when_somebody_else_agrees(strict: Two):
    body = {"absorbed_id": strict.other_id, "survivor_id": strict.member_id, "reason": "one person"}
    assert refusal(strict.anna.post("/v1/merges", json=body)) == (403, "approval_required")
    strict.anna.post("/v1/events", json=strict.event(70) | {"member_id": strict.other_id})
    asked = ask_merge(strict).json()
    assert (asked["type"], asked["member_id"], asked["foreseen"]["members"]) == ("member.merged", None, 2)
    assert (asked["foreseen"]["before"], asked["foreseen"]["after"]) == ({}, {"points": 70})
    assert refusal(strict.decide(asked, who=strict.anna)) == (403, "approval_own")
    done = strict.decide(asked).json()
    assert (done["status"], done["outcome"]["after"]["points"]) == ("approved", 70)
    (merge,) = strict.anna.get(f"/v1/members/{strict.member_id}/merges").json()["items"]
    assert (merge["merge_id"], merge["merged_by"]) == (asked["approval_id"], "staff:anna")
    assert refusal(strict.decide(asked)) == (409, "approval_decided")


def test_merge__that_cannot_be_made_any_more_is_refused_and_changes_nothing(strict: Two):
    first, second = ask_merge(strict).json(), ask_merge(strict).json()
    assert strict.decide(first).json()["status"] == "approved"
    seen = strict.bob.get(f"/v1/approvals/{second['approval_id']}").json()
    assert seen["expected"]["refusal"] == "merge_with_self"
    assert strict.decide(second).json()["status"] == "refused"
    assert len(strict.anna.get(f"/v1/members/{strict.member_id}/merges").json()["items"]) == 1
    assert refusal(ask_merge(strict)) == (422, "merge_with_self")


def test_agreement__to_what_was_seen_holds_for_nothing_else(strict: Two):
    asked = ask_merge(strict).json()
    seen = mark(strict, asked)
    strict.anna.post("/v1/events", json=strict.event(90) | {"member_id": strict.other_id})
    path = f"/v1/approvals/{asked['approval_id']}/approve"
    assert refusal(strict.bob.post(path, json={"mark": seen})) == (409, "approval_stale")
    assert strict.anna.get(f"/v1/members/{strict.member_id}/merges").json()["items"] == []
    assert strict.bob.post(path, json={"mark": mark(strict, asked)}).json()["status"] == "approved"


def test_tag__for_many_is_not_given_alone_and_comes_when_somebody_else_agrees(strict: Two):
    both = [strict.member_id, strict.other_id]
    by_hand = strict.anna.post("/v1/tags/vip/members", json={"add": both, "remove": []})
    by_condition = strict.anna.post("/v1/tags/vip/matching", json={"condition": EVERYBODY, "action": "add"})
    assert [refusal(each) for each in (by_hand, by_condition)] == [(403, "approval_required")] * 2
    assert (by_hand.json()["facts"], bearers(strict)) == ({"above": 1}, 0)
    assert strict.anna.post("/v1/tags/vip/members", json={"add": both[:1], "remove": []}).status_code == 200
    asked = ask_tag(strict).json()
    assert (asked["type"], asked["foreseen"]["members"]) == ("tag.changed", 1)
    done = strict.decide(asked).json()
    assert (done["status"], done["outcome"]["members"], bearers(strict)) == ("approved", 1, 2)


def test_tag__of_a_condition_comes_to_those_for_whom_it_holds_then(strict: Two):
    asked = ask_tag(strict, condition=EVERYBODY).json()
    assert asked["foreseen"]["members"] == 2
    strict.anna.post("/v1/members", json={})
    path = f"/v1/approvals/{asked['approval_id']}/approve"
    assert strict.bob.get(f"/v1/approvals/{asked['approval_id']}").json()["expected"]["members"] == 3
    assert strict.bob.post(path, json={}).json()["outcome"]["members"] == bearers(strict) == 3


def test_undoing__is_not_done_alone_and_happens_once_when_somebody_else_agrees(strict: Two):
    strict.anna.post("/v1/events", json=strict.event(70) | {"member_id": strict.other_id})
    merge_id = strict.decide(ask_merge(strict).json()).json()["approval_id"]
    undo = f"/v1/merges/{merge_id}/undo"
    assert refusal(strict.anna.post(undo, json={"reason": "two people"})) == (403, "approval_required")
    assert refusal(strict.site.system("members:merge").post(undo, json={"reason": "x"})) == (403, "approval_required")
    body = {"merge_id": merge_id, "reason": "mother and daughter"}
    assert refusal(strict.anna.post("/v1/approvals/unmerges", json=body | {"merge_id": "nothing"})) == (404, "merge_unknown")
    first, second = (strict.anna.post("/v1/approvals/unmerges", json=body).json() for _ in range(2))
    assert (first["type"], first["data"]["survivor_id"]) == ("member.unmerged", strict.member_id)
    assert (first["foreseen"]["before"], first["foreseen"]["after"]) == ({"points": 70}, {"points": 0})
    assert strict.decide(first).json()["status"] == "approved"
    (merge,) = strict.anna.get(f"/v1/members/{strict.member_id}/merges").json()["items"]
    assert (merge["unmerged_by"], merge["unmerge_reason"]) == ("staff:anna", "mother and daughter")
    late = strict.decide(second).json()
    assert (late["status"], late["outcome"]["refusal"]) == ("refused", "merge_already_undone")
    assert strict.anna.get(f"/v1/members/{strict.other_id}/wallet").json()["wallets"][0]["balance"] == 70


def test_tag__of_many_is_not_deleted_alone(strict: Two):
    strict.decide(ask_tag(strict).json())
    assert refusal(strict.anna.delete("/v1/tags/vip")) == (403, "approval_required")
    asked = strict.anna.post("/v1/approvals/tags", json={"tag": "vip", "action": "delete"}).json()
    assert (asked["foreseen"]["members"], bearers(strict)) == (2, 2)
    assert strict.decide(asked).json()["outcome"]["members"] == 2
    assert strict.anna.get("/v1/tags").json()["items"] == []


def test_tag__that_is_gone_by_then_is_refused(strict: Two):
    asked = ask_tag(strict).json()
    strict.anna.delete("/v1/tags/vip")
    assert strict.decide(asked).json()["outcome"]["refusal"] == "tag_unknown"
    assert refusal(ask_tag(strict)) == (404, "tag_unknown")


def test_tag__for_nobody_in_particular_is_refused(strict: Two):
    for whose in ({}, {"members": []}, {"members": ["x"]}, {"members": None, "condition": None}):
        body = {"tag": "vip", "action": "add", **whose}
        assert refusal(strict.anna.post("/v1/approvals/tags", json=body)) == (422, "request_invalid")


def test_honour__is_not_given_alone(strict: Two):
    event = strict.event(0) | {"type": "honour.granted", "data": {"honour": "king"}}
    assert refusal(strict.anna.post("/v1/events", json=event)) == (403, "approval_required")
    deciding = strict.site.system("events:write", "approvals:decide").post("/v1/events", json=event)
    assert deciding.json()["code"] != "approval_required"


def test_system__does_so_alone_only_where_it_may_decide(strict: Two):
    body = {"absorbed_id": strict.other_id, "survivor_id": strict.member_id, "reason": "one person"}
    assert refusal(strict.site.system("members:merge").post("/v1/merges", json=body)) == (403, "approval_required")
    assert strict.site.system("members:merge", "approvals:decide").post("/v1/merges", json=body).status_code == 201


def test_request_about_several__is_for_headquarters(strict: Two):
    add_below(strict.site.database, "hq", "store", "s1", "One")
    asked = ask_merge(strict).json()
    manager = strict.site.staff("region_manager", "manager", unit="s1")
    assert manager.get("/v1/approvals").json()["items"] == []
    assert refusal(strict.decide(asked, who=manager)) == (404, "approval_unknown")
    assert refusal(ask_merge(strict, who=manager)) == (403, "scope_missing")
    assert strict.decide(asked).json()["status"] == "approved"
