"""Creating a member, and finding one again by any spelling of an identity."""

import json
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime

import pytest

from regulars.store.clock import set_test_time
from tests.support.applications import Site
from tests.support.examples import publish_mall

NOW = datetime(2026, 3, 1, 9, tzinfo=UTC)
PHONE = {"kind": "phone", "value": "139 1234-5678"}


@pytest.fixture
def client(site: Site):
    """Give an operator of a shop whose program is published and whose clock stands still."""
    publish_mall(site.database)
    with site.database.transaction() as connection:
        set_test_time(connection, NOW)
    return site.staff("operator")


def test_create__gives_the_member(client):
    body = {
        "display_name": " Lin Wei ",
        "join_channel": "store",
        "joined_at": "2026-02-01T17:00:00+08:00",
        "identities": [PHONE, {"kind": "email", "value": "Lin.Wei@Example.COM"}, {"kind": "openid", "value": "oB4nYjn"}],
    }
    answer = client.post("/v1/members", json=body)
    assert answer.status_code == 201, answer.text
    member = answer.json()
    assert member["display_name"] == "Lin Wei"
    assert member["joined_at"] == "2026-02-01T09:00:00Z"
    assert member["identities"] == [
        {"kind": "email", "value": "lin.wei@example.com"},
        {"kind": "openid", "value": "oB4nYjn"},
        {"kind": "phone", "value": "+8613912345678"},
    ]
    assert (member["points_available"], member["growth"], member["lifecycle"]) == (0, 0, "new")
    assert member["points_expiring_30_days"] == 0
    assert set(member["tier"]["name"]) == {"zh", "en"}
    assert client.get(f"/v1/members/{member['member_id']}").json() == member


def test_create__needs_nothing_and_joins_now(client):
    member = client.post("/v1/members", json={}).json()
    assert member["joined_at"] == "2026-03-01T09:00:00Z"
    assert member["identities"] == []


@pytest.mark.parametrize(
    ("kind", "value"),
    [("phone", "13912345678"), ("phone", "１３９１２３４５６７８"), ("phone", "(139) 1234 5678"), ("email", " ANN@example.com")],
)
def test_look_up__finds_any_spelling(client, kind, value):
    identities = [PHONE, {"kind": "email", "value": "Ann@Example.com"}]
    member = client.post("/v1/members", json={"identities": identities}).json()
    assert client.get("/v1/members/lookup", params={"kind": kind, "value": value}).json() == member


def test_look_up__of_nobody(client):
    answer = client.get("/v1/members/lookup", params={"kind": "phone", "value": "13900139000"})
    assert (answer.status_code, answer.json()["code"]) == (404, "member_unknown")


def test_read__unknown_member(client):
    answer = client.get("/v1/members/01926f5e-7a10-7c3b-9f2e-0c5d1f0a9b11")
    assert (answer.status_code, answer.json()["code"]) == (404, "member_unknown")
    answer = client.get("/v1/members/13085")
    assert (answer.status_code, answer.json()["errors"][0]["path"]) == (422, "member_id")


REFUSALS = [
    ({"display_name": "x" * 101}, 422, "request_invalid", "display_name"),
    ({"display_name": "a\x00b"}, 422, "request_invalid", "display_name"),
    ({"display_name": "\ud800"}, 422, "request_invalid", "display_name"),
    ({"name": "Ann"}, 422, "request_invalid", "name"),
    ({"joined_at": "2026-03-01T09:00:01Z"}, 422, "joined_in_future", "joined_at"),
    ({"joined_at": "2026-02-01T09:00:00"}, 422, "request_invalid", "joined_at"),
    ({"joined_at": "0001-01-01T00:00:00+14:00"}, 422, "request_invalid", "joined_at"),
    ({"joined_at": "yesterday"}, 422, "request_invalid", "joined_at"),
    ({"identities": [PHONE] * 21}, 422, "request_invalid", "identities"),
    ({"identities": [PHONE, {"kind": "Phone!", "value": "1"}]}, 422, "identity_invalid", "identities[1].kind"),
    ({"identities": [{"kind": "phone", "value": "call me"}]}, 422, "identity_invalid", "identities[0].value"),
    ({"identities": [{"kind": "email", "value": "nobody"}]}, 422, "identity_invalid", "identities[0].value"),
    ({"identities": [{"kind": "customer_no", "value": " "}]}, 422, "identity_invalid", "identities[0].value"),
    ({"identities": [{"kind": "customer_no", "value": "a\u202eb"}]}, 422, "identity_invalid", "identities[0].value"),
    ({"identities": [{"kind": "phone"}]}, 422, "request_invalid", "identities[0].value"),
]


@pytest.mark.parametrize(("body", "status", "code", "path"), REFUSALS)
def test_create__refuses_and_names_the_field(site: Site, client, body, status, code, path):
    # Written by hand, because a lone surrogate is JSON that no Python client would send.
    answer = client.post("/v1/members", content=ascii_json(body), headers={"Content-Type": "application/json"})
    assert (answer.status_code, answer.json()["code"]) == (status, code), answer.text
    assert answer.json()["errors"][0]["path"] == path
    assert count(site) == 0


def test_create__taken_identity_names_it_and_its_owner(site: Site, client):
    owner = client.post("/v1/members", json={"identities": [PHONE]}).json()
    body = {"identities": [{"kind": "customer_no", "value": "7"}, {"kind": "phone", "value": "13912345678"}]}
    answer = client.post("/v1/members", json=body)
    problem = answer.json()
    assert (answer.status_code, problem["code"]) == (409, "identity_taken")
    assert problem["errors"][0]["path"] == "identities[1].value"
    assert problem["facts"] == {"member_id": owner["member_id"]}
    assert count(site) == 1
    assert client.get("/v1/members/lookup", params={"kind": "customer_no", "value": "7"}).status_code == 404


def test_create__the_same_identity_twice_in_one_call_is_once(client):
    member = client.post("/v1/members", json={"identities": [PHONE, {"kind": "phone", "value": "13912345678"}]}).json()
    assert len(member["identities"]) == 1


def test_create__at_once_exactly_one_wins(site: Site, client):
    both = [PHONE, {"kind": "customer_no", "value": "7"}]
    with ThreadPoolExecutor(8) as pool:
        bodies = [{"identities": both if number % 2 else both[::-1]} for number in range(8)]
        statuses = sorted(pool.map(lambda body: client.post("/v1/members", json=body).status_code, bodies))
    assert statuses == [201] + [409] * 7
    assert count(site) == 1


def test_create__without_a_program_says_what_to_do(site: Site):
    answer = site.staff("clerk").post("/v1/members", json={})
    assert (answer.status_code, answer.json()["code"]) == (409, "program_missing")
    assert answer.json()["hint"]


def count(site: Site) -> int:
    with site.database.transaction() as connection:
        row = connection.execute("SELECT count(*) FROM member").fetchone()
    assert row is not None
    return row[0]


def ascii_json(value: object) -> bytes:
    return json.dumps(value).encode("ascii")
