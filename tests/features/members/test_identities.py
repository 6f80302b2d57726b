"""One ID: identities are added, removed and limited; dummies are nobody's; a device joins a visitor and a person, never two."""

import pytest

from tests.support.applications import Site
from tests.support.examples import publish_mall

PHONE, OTHER = "13912345678", "13987654321"


@pytest.fixture
def client(site: Site):
    """Give an operator of a shop whose program is published."""
    publish_mall(site.database)
    return site.staff("operator")


def join(client, *identities: tuple[str, str]) -> str:
    body = {"identities": [{"kind": kind, "value": value} for kind, value in identities]}
    answer = client.post("/v1/members", json=body)
    assert answer.status_code == 201, answer.text
    return answer.json()["member_id"]


def held(client, member_id: str) -> list[tuple[str, str]]:
    items = client.get(f"/v1/members/{member_id}/identities").json()["items"]
    return [(each["kind"], each["value"]) for each in items]


def add(client, member_id: str, kind: str, value: str):
    return client.post(f"/v1/members/{member_id}/identities", json={"kind": kind, "value": value})


def owner(client, kind: str, value: str) -> str | None:
    return client.get("/v1/members/lookup", params={"kind": kind, "value": value}).json().get("member_id")


def test_identities__are_listed_by_priority_added_once_and_removed(client):
    member_id = join(client, ("openid", "o1"), ("email", "ann@example.com"))
    for _ in range(2):
        answer = add(client, member_id, "phone", "139 1234-5678")
        assert answer.status_code == 201
    assert [each["kind"] for each in answer.json()["items"]] == ["phone", "email", "openid"]
    assert owner(client, "phone", PHONE) == member_id
    identity_id = answer.json()["items"][0]["identity_id"]
    assert client.delete(f"/v1/members/{member_id}/identities/{identity_id}").status_code == 204
    assert owner(client, "phone", PHONE) is None
    gone = client.delete(f"/v1/members/{member_id}/identities/{identity_id}")
    assert (gone.status_code, gone.json()["code"]) == (404, "identity_unknown")


def test_identity__is_masked_for_who_may_not_read_it(site: Site, client):
    member_id = join(client, ("phone", PHONE))
    assert held(site.staff("clerk"), member_id) == [("phone", "139****5678")]


def test_add__of_another_members_identity_says_whose(client):
    one, two = join(client, ("phone", PHONE)), join(client)
    answer = add(client, two, "phone", PHONE)
    assert (answer.status_code, answer.json()["code"], answer.json()["facts"]) == (409, "identity_taken", {"member_id": one})


BLOCKED = [("phone", "138 0013 8000"), ("email", "Test@shop.example"), ("email", "noreply@shop.example"), ("customer_no", "9999")]


@pytest.mark.parametrize(("kind", "value"), BLOCKED)
def test_dummy__is_nobodys(client, kind: str, value: str):
    created = client.post("/v1/members", json={"identities": [{"kind": "openid", "value": "x"}, {"kind": kind, "value": value}]})
    assert (created.status_code, created.json()["code"]) == (422, "identity_blocked")
    assert created.json()["errors"][0]["path"] == "identities[1].value"
    assert add(client, join(client), kind, value).json()["code"] == "identity_blocked"


def test_limit__counts_what_the_member_has(client):
    member_id = join(client, ("phone", PHONE), ("phone", OTHER), ("phone", "13711112222"))
    refused = add(client, member_id, "phone", "13711113333")
    assert (refused.status_code, refused.json()["code"]) == (409, "identities_exceeded")
    assert add(client, member_id, "phone", PHONE).status_code == 201  # they have it


def test_rule__is_changed_by_administrators_and_noted(site: Site, client):
    admin = site.staff("admin")
    rule = {"priority": 5, "per_member": 1, "is_device": False, "blocked": ["000*"]}
    assert site.staff("clerk").put("/v1/identity_rules/wecom", json=rule).status_code == 403
    assert admin.put("/v1/identity_rules/wecom", json=rule).json() == {"kind": "wecom", **rule}
    kinds = [each["kind"] for each in client.get("/v1/identity_rules").json()["items"]]
    assert kinds[:5] == ["phone", "email", "customer_no", "card_no", "wecom"]
    member_id = join(client, ("wecom", "w1"))
    assert add(client, member_id, "wecom", "w2").json()["code"] == "identities_exceeded"
    assert add(client, join(client), "wecom", "0007").json()["code"] == "identity_blocked"
    (line,) = admin.get("/v1/audit", params={"action": "change_identity_rule"}).json()["items"]
    assert (line["subject"], line["after"]["per_member"]) == ("identity kind wecom", 1)


def identify(client, visitor: str, kind: str, value: str) -> dict:
    body = {"visitor": {"kind": "visitor", "value": visitor}, "person": {"kind": kind, "value": value}, "join_channel": "app"}
    answer = client.post("/v1/members/identify", json=body)
    assert answer.status_code == 200, answer.text
    return answer.json()


def test_visitor__who_is_nobody_yet_becomes_the_person(client):
    visitor = join(client, ("visitor", "v1"))
    assert identify(client, "v1", "phone", PHONE) == {"member_id": visitor, "how": "joined", "anonymous_member_id": None}
    assert identify(client, "v1", "phone", PHONE)["how"] == "known"
    assert held(client, visitor) == [("phone", f"+86{PHONE}"), ("visitor", "v1")]


def test_unknown_visitor_and_person__become_a_member(client):
    created = identify(client, "v1", "phone", PHONE)
    assert created["how"] == "created"
    assert (owner(client, "visitor", "v1"), owner(client, "phone", PHONE)) == (created["member_id"], created["member_id"])


def test_shared_device__changes_hands_and_merges_nobody(client):
    one = identify(client, "tablet", "phone", PHONE)["member_id"]
    second = identify(client, "tablet", "phone", OTHER)
    assert (second["how"], second["member_id"] == one, second["anonymous_member_id"]) == ("created", False, None)
    assert owner(client, "visitor", "tablet") == second["member_id"]
    back = identify(client, "tablet", "phone", PHONE)
    assert (back["how"], back["member_id"]) == ("moved", one)
    assert (held(client, one), held(client, second["member_id"])) == (
        [("phone", f"+86{PHONE}"), ("visitor", "tablet")], [("phone", f"+86{OTHER}")],
    )  # fmt: skip


@pytest.mark.parametrize(("visitor", "person"), [("phone", "email"), ("visitor", "device")])
def test_identify__tells_devices_from_people(client, visitor: str, person: str):
    values = {"phone": PHONE, "email": "a@b.example", "visitor": "v", "device": "d"}
    body = {name: {"kind": kind, "value": values[kind]} for name, kind in (("visitor", visitor), ("person", person))}
    answer = client.post("/v1/members/identify", json=body)
    assert (answer.status_code, answer.json()["code"]) == (422, "identity_kind_wrong")
