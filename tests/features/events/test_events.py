"""Events over HTTP: one, many, tried, repeated."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.features.events.conftest import Counter
from tests.ledger.shop import TODAY, check_in, days, order, redeem, refund

LATE = TODAY - days(60)


def test_event__is_answered_with_what_it_did(counter: Counter):
    answer = counter.post("/v1/events", order("ann", "o1", 100))
    outcome = answer.json()
    assert answer.status_code == 200
    assert (outcome["status"], outcome["duplicate"], outcome["preview"], outcome["rejection"]) == ("accepted", False, False, None)
    assert (outcome["source"], outcome["id"], outcome["type"]) == ("till-1", "paid-o1", "order.paid")
    assert outcome["member_id"] == str(counter.shop.member_id("ann"))
    assert outcome["balances"]["points"] == {"available": 100, "pending": 0, "held": 0, "debt": 0, "balance": 100}
    assert [(entry["wallet"], entry["amount"], entry["rule"]) for entry in outcome["entries"]] == [
        ("points", 100, "base"), ("growth", 100, "growth_spend"),
    ]  # fmt: skip


def test_event_again__is_the_same_answer_and_another_body_a_conflict(counter: Counter):
    first = counter.post("/v1/events", order("ann", "o1", 100)).json()
    again = counter.post("/v1/events", order("ann", "o1", 100))
    assert (again.status_code, again.json()) == (200, first | {"duplicate": True})
    other = counter.post("/v1/events", order("ann", "o1", 101))
    assert (other.status_code, other.json()["code"], other.json()["errors"][0]["path"]) == (409, "idempotency_conflict", "id")
    assert counter.shop.points("ann") == 100


def test_same_event_from_many_at_once__counts_once(counter: Counter):
    with ThreadPoolExecutor(16) as pool:
        answers = list(pool.map(lambda _: counter.post("/v1/events", order("ann", "o1", 100)), range(32)))
    assert {answer.status_code for answer in answers} == {200}
    assert sum(not answer.json()["duplicate"] for answer in answers) == 1
    assert counter.shop.points("ann") == 100


def test_competing_spends_at_once__exactly_one_wins(counter: Counter):
    counter.post("/v1/events", order("ann", "o1", 100))
    with ThreadPoolExecutor(20) as pool:
        answers = list(pool.map(lambda number: counter.post("/v1/events", redeem("ann", f"x{number}", 80)), range(20)))
    assert sorted(answer.status_code for answer in answers) == [200] + [422] * 19
    assert {answer.json()["code"] for answer in answers if answer.status_code == 422} == {"balance_insufficient"}
    assert counter.shop.points("ann") == 20
    assert counter.shop.violations() == []


def test_batch__answers_each_on_its_own(counter: Counter):
    events = [
        order("ann", "o1", 100), {"id": "nonsense"}, redeem("ann", "x1", 500), order("nobody", "o2", 1),
        order("bo", "o3", 1, LATE),
        refund("ann", "o1", "r1", amount_minor=4000), order("ann", "o1", 100), order("ann", "o1", 1), 7, None, [],
    ]  # fmt: skip
    answer = counter.post("/v1/events/batch", {"events": events})
    assert answer.status_code == 200
    items = answer.json()["items"]
    expected = ["accepted", "refused", "rejected", "refused", "quarantined", "accepted", "accepted", *["refused"] * 4]
    assert [item["status"] for item in items] == expected
    assert [item.get("code") for item in items if item["status"] == "refused"] == [
        "event_invalid", "member_unknown", "idempotency_conflict", "event_invalid", "event_invalid", "event_invalid",
    ]  # fmt: skip
    assert items[2]["rejection"]["code"] == "balance_insufficient"
    assert items[6]["duplicate"]
    assert counter.shop.points("ann") == 60
    assert counter.shop.violations() == []
    assert all(item.get("duplicate", True) for item in counter.post("/v1/events/batch", {"events": events}).json()["items"])
    assert counter.shop.points("ann") == 60


def test_batch_of_a_thousand__goes_in_and_one_more_does_not(counter: Counter):
    events = [check_in("ann", TODAY - days(number % 30), event_id=f"c{number}") for number in range(1001)]
    answer = counter.post("/v1/events/batch", {"events": events})
    assert (answer.status_code, answer.json()["code"], answer.json()["errors"][0]["path"]) == (422, "event_invalid", "events")
    assert counter.shop.row_counts()["event"] == 0
    items = counter.post("/v1/events/batch", {"events": events[:1000]}).json()["items"]
    assert [item["status"] for item in items] == ["accepted"] * 1000
    assert counter.shop.points("ann") == 150


@pytest.mark.parametrize("body", [{"events": []}, {}, [], {"events": {}}, {"events": [1], "more": 2}, {"events": None}])
def test_batch__that_is_none_is_refused(shared_counter: Counter, body: object):
    answer = shared_counter.post("/v1/events/batch", body)
    assert (answer.status_code, answer.json()["code"], answer.json()["errors"][0]["path"]) == (422, "event_invalid", "events")


def test_preview__changes_nothing_and_leaves_the_id(counter: Counter):
    counter.post("/v1/events", order("ann", "o1", 100))
    rows = counter.shop.row_counts()
    back = refund("ann", "o1", "r1", amount_minor=2500)
    tried = counter.post("/v1/events/preview", back)
    assert (tried.status_code, tried.json()["preview"]) == (200, True)
    refused = counter.post("/v1/events/preview", redeem("ann", "x1", 101))
    assert (refused.status_code, refused.json()["code"]) == (422, "balance_insufficient")
    late = counter.post("/v1/events/preview", order("ann", "o2", 1, LATE))
    assert (late.status_code, late.json()["status"]) == (202, "quarantined")
    assert counter.shop.row_counts() == rows
    assert counter.post("/v1/events", back).json() == tried.json() | {"preview": False}


WHO = {
    "/v1/events": ({"admin", "operator", "clerk", "key:events:write"}, "POST"),
    "/v1/events/batch": ({"admin", "operator", "clerk", "key:events:write"}, "POST"),
    "/v1/events/preview": ({"admin", "operator", "clerk", "key:events:write"}, "POST"),
    "/v1/quarantine": ({"admin", "operator", "analyst", "clerk", "key:members:read"}, "GET"),
    "/v1/quarantine/release": ({"admin", "operator", "key:quarantine:release"}, "POST"),
}
CALLERS = [
    "anonymous", "admin", "operator", "analyst", "clerk", "key:events:write", "key:members:read", "key:members:write",
    "key:program:read", "key:program:write", "key:board:read", "key:quarantine:release",
]  # fmt: skip


@pytest.mark.parametrize("caller", CALLERS)
def test_who__may_call_what(shared_counter: Counter, caller: str):
    client = shared_counter.site.caller(caller)
    for address, (allowed, method) in WHO.items():
        status = client.request(method, address, json={} if method == "POST" else None).status_code
        if caller == "anonymous":
            assert status == 401, address
        elif caller in allowed:
            assert status in (200, 404, 422), address
        else:
            assert status == 403, address
    assert shared_counter.shop.row_counts()["event"] == 0
