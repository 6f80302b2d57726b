"""One's own and nobody else's: a member's session against every operation, and what belongs to one person of staff."""

import json

import pytest

from tests.support.whole_api import WholeApi

NAME, PHONE = "Bao of B", "13900139002"


@pytest.fixture(scope="module")
def other(api: WholeApi) -> str:
    """Give another member, who has done the same things."""
    member_id = api.make_member(display_name=NAME, identities=[{"kind": "phone", "value": PHONE}])
    lines = [{"line_id": "1", "sku": "s", "quantity": 1, "amount_minor": 777_700}]
    api.event(member_id, "other-1", "order.paid", {"order_id": "other-1", "currency": "CNY", "lines": lines})
    return member_id


def ask(api: WholeApi, client, operation, path, **more):
    """Ask as the description shows it."""
    return client.request(operation["method"], path, json=api.body(operation), **more)


def test_member__reads_nothing_of_another_one(api: WholeApi, other):
    own = [operation for operation in api.operations.values() if operation["security"] == [{"member": []}]]
    assert len(own) >= 4
    for operation in own:
        for query in ({}, {"member_id": other}, {"member": other, "id": other}, {"cursor": other}):
            answer = ask(api, api.caller(operation), operation, operation["path"], params=query, headers={"X-Member-Id": other})
            assert answer.status_code < 500
            for secret in (other, NAME, PHONE, "777700", "7,777"):
                assert secret not in answer.text, (operation["operationId"], query)


def test_member__may_call_nothing_of_staff_and_systems(api: WholeApi, other):
    member = api.caller(api.operations["read_own_data"])
    tried = 0
    for name, operation in api.operations.items():
        if operation["security"] and {"member": []} not in operation["security"]:
            path = operation["path"].format(**(api.path_values(operation) | {"member_id": api.named["member_id"]}))
            assert ask(api, member, operation, path).status_code == 401, name
            tried += 1
    assert tried > 120


def test_nobody__may_call_anything_that_needs_somebody(api: WholeApi):
    for name, operation in api.operations.items():
        if operation["security"]:
            path = operation["path"].format(**api.path_values(operation))
            answer = ask(api, api.site.anonymous(), operation, path)
            assert (answer.status_code, answer.json()["code"]) == (401, "not_authenticated"), name


def test_system__may_call_nothing_that_is_for_people(api: WholeApi):
    for name, operation in api.operations.items():
        if operation["security"] == [{"session": []}]:
            answer = ask(api, api.key(), operation, operation["path"].format(**api.path_values(operation)))
            assert answer.status_code in (401, 403), name


def test_staff__reach_nothing_that_is_another_ones(api: WholeApi):
    ann, bob = api.site.staff("operator", "ann"), api.site.staff("operator", "bob")
    session = ann.get("/v1/me/sessions").json()["items"][0]["session_id"]
    view = ann.post("/v1/member-views", json={"name": "Ann's", "content": {}}).json()["view_id"]
    refused = [
        bob.delete(f"/v1/me/sessions/{session}"),
        bob.patch(f"/v1/member-views/{view}", json={"name": "Bob's"}),
        bob.delete(f"/v1/member-views/{view}"),
    ]
    assert [answer.status_code for answer in refused] == [404, 404, 404], [answer.text for answer in refused]
    assert view not in json.dumps(bob.get("/v1/member-views").json())
    assert ann.get("/v1/session").status_code == 200
    seen = bob.get("/v1/me/sign_ins").text + bob.get("/v1/me/sessions").text
    assert session not in seen
    assert "staff:ann" not in seen
