"""Merges over HTTP: tried, done, undone, found under every old name, and refused where they make no sense."""

from datetime import UTC, datetime

import pytest

from regulars.features.organisation.facade import add_below
from regulars.store.clock import set_test_time
from tests.support.applications import Site
from tests.support.examples import publish_mall

NOW = datetime(2026, 3, 1, 9, tzinfo=UTC)
PHONES = {"ann": "13800138001", "bo": "13900139002"}


@pytest.fixture
def client(site: Site):
    """Give an administrator of a mall."""
    publish_mall(site.database)
    with site.database.transaction() as connection:
        set_test_time(connection, NOW)
    return site.staff("admin")


@pytest.fixture
def two(client):
    """Give the ids of two members, each with a phone and an order."""
    ids = {}
    for name, phone in PHONES.items():
        answer = client.post("/v1/members", json={"identities": [{"kind": "phone", "value": phone}]})
        ids[name] = answer.json()["member_id"]
        assert buy(client, ids[name], f"{name}-1", 10_000 if name == "ann" else 30_000).status_code == 200
    return ids


def buy(client, member_id, order_id, amount_minor, kind="order.paid"):
    lines = [{"line_id": "1", "sku": "a", "quantity": 1, "amount_minor": amount_minor}]
    data = {"order_id": order_id, "currency": "CNY", "lines": lines}
    if kind == "order.refunded":
        data = {"order_id": order_id, "refund_id": f"r-{order_id}"}
    event = {
        "source": "till", "id": f"{kind} {order_id}", "type": kind, "member_id": member_id, "occurred_at": NOW.isoformat(),
        "data": data,
    }  # fmt: skip
    return client.post("/v1/events", json=event)


def merge(client, two, **more):
    return client.post("/v1/merges", json={"absorbed_id": two["bo"], "survivor_id": two["ann"], "reason": "one person", **more})


def points(client, member_id):
    return client.get(f"/v1/members/{member_id}/wallet").json()["wallets"][0]["balance"]


def test_preview__is_what_the_merge_then_does(client, two):
    tried = client.post("/v1/merges/preview", json={"absorbed_id": two["bo"], "survivor_id": two["ann"]}).json()
    assert [points(client, two[name]) for name in two] == [110, 330]
    held = {side: tried[side]["after"]["balances"]["points"]["balance"] for side in ("absorbed", "survivor")}
    assert held == {"absorbed": 0, "survivor": 440}
    assert merge(client, two).status_code == 201
    assert points(client, two["ann"]) == 440


def test_old_id__is_answered_with_the_survivor(client, two):
    merge(client, two)
    read = client.get(f"/v1/members/{two['bo']}").json()
    assert (read["member_id"], read["requested_id"]) == (two["ann"], two["bo"])
    assert [identity["value"] for identity in read["identities"]] == ["+86" + phone for phone in PHONES.values()]
    assert client.get("/v1/members/lookup", params={"kind": "phone", "value": PHONES["bo"]}).json()["member_id"] == two["ann"]
    assert points(client, two["bo"]) == 440
    found = client.get("/v1/members", params={"q": PHONES["bo"]}).json()
    assert ([item["member_id"] for item in found["items"]], client.get("/v1/members").json()["total"]) == ([two["ann"]], 1)
    assert buy(client, two["bo"], "bo-2", 5_000).json()["member_id"] == two["ann"]


def test_history__of_both_tells_of_the_merge_and_explains_every_point(client, two):
    merge(client, two)
    told = {
        name: [item["type"] for item in client.get(f"/v1/members/{two[name]}/timeline").json()["items"]] for name in ("ann", "bo")
    }
    assert "member.absorbed" in told["ann"]
    assert {"member.merged", "order.paid"} <= set(told["bo"])
    explained = client.get(f"/v1/members/{two['ann']}/explain").json()
    assert explained["balance"] == sum(line["left"] for line in explained["lines"]) == 440
    assert {line["order_id"] for line in explained["lines"]} == {"ann-1", "bo-1"}
    entry = client.get(f"/v1/members/{two['ann']}/entries", params={"kind": "merge", "wallet": "points"}).json()["items"][0]
    detail = client.get(f"/v1/members/{two['ann']}/entries/{entry['entry_no']}")
    assert (detail.status_code, entry["amount"]) == (200, 330)


def test_undoing__gives_each_their_own_with_what_came_under_their_name(client, two):
    made = merge(client, two).json()
    buy(client, two["bo"], "bo-2", 5_000)
    path = f"/v1/merges/{made['merge_id']}/undo"
    tried = client.post(f"{path}/preview").json()
    assert tried["absorbed"]["after"]["balances"]["points"]["balance"] == 380
    undone = client.post(path, json={"reason": "mother and daughter"})
    assert (undone.status_code, undone.json()["unmerged_by"]) == (200, "staff:admin")
    assert [points(client, two[name]) for name in two] == [110, 380]
    assert client.post(path, json={"reason": "again"}).json() == undone.json()
    assert client.post(f"{path}/preview").json()["code"] == "merge_already_undone"
    assert buy(client, two["bo"], "bo-2", 0, "order.refunded").status_code == 200
    assert points(client, two["bo"]) == 330
    assert client.get(f"/v1/members/{two['bo']}").json()["requested_id"] is None
    listed = client.get(f"/v1/members/{two['bo']}/merges").json()["items"]
    assert [item["merge_id"] for item in listed] == [made["merge_id"]]


def test_same_merge_again__is_answered_as_the_first_time(client, two):
    first = merge(client, two, merge_id="crm-7")
    again = merge(client, two, merge_id="crm-7")
    assert (again.status_code, again.json()) == (201, first.json())
    other = client.post(
        "/v1/merges", json={"absorbed_id": two["ann"], "survivor_id": two["bo"], "reason": "x", "merge_id": "crm-7"}
    )
    assert (other.status_code, other.json()["code"]) == (409, "merge_already_known")


def test_merge__that_makes_no_sense_is_refused(client, two):
    third = client.post("/v1/members", json={}).json()["member_id"]
    unknown = "01926f5e-7a10-7c3b-9f2e-0c5d1f0a9b11"
    merge(client, two)
    for absorbed, survivor, status, code in [
        (third, third, 422, "merge_with_self"),
        (two["bo"], two["ann"], 422, "merge_with_self"),
        (two["ann"], two["bo"], 422, "merge_with_self"),
        (two["bo"], third, 409, "already_merged"),
        (third, unknown, 404, "member_unknown"),
        (unknown, third, 404, "member_unknown"),
    ]:
        for path, more in (("/v1/merges", {"reason": "x"}), ("/v1/merges/preview", {})):
            answer = client.post(path, json={"absorbed_id": absorbed, "survivor_id": survivor, **more})
            assert (answer.status_code, answer.json()["code"]) == (status, code)
    assert client.post("/v1/merges/nothing/undo", json={"reason": "x"}).json()["code"] == "merge_unknown"
    made = {"source": "till", "id": "x", "type": "member.merged", "member_id": third, "occurred_at": NOW.isoformat(), "data": {}}
    assert client.post("/v1/events", json=made).json()["code"] == "event_invalid"


def test_home__of_the_absorbed_is_taken_where_the_survivor_has_none(client, two, site: Site):
    add_below(site.database, "hq", "store", "s1", "s1")
    unit_id = next(unit["unit_id"] for unit in client.get("/v1/organisation/units").json()["items"] if unit["code"] == "s1")
    assert client.put(f"/v1/members/{two['bo']}/home", json={"unit_id": unit_id}).status_code == 200
    made = merge(client, two).json()
    assert client.get(f"/v1/members/{two['ann']}/home").json()["code"] == "s1"
    client.post(f"/v1/merges/{made['merge_id']}/undo", json={"reason": "x"})
    assert [client.get(f"/v1/members/{two[name]}/home").json()["code"] for name in two] == ["hq", "s1"]


@pytest.mark.parametrize(
    ("who", "status"),
    [("anonymous", 401), ("clerk", 403), ("analyst", 403), ("key:members:write", 403), ("key:members:merge", 201)],
)
def test_merging__is_for_those_who_may(client, two, site: Site, who, status):
    assert merge(site.caller(who), two).status_code == status


def test_audit__names_who_merged_whom(client, two):
    made = merge(client, two).json()
    lines = client.get("/v1/audit", params={"limit": 5}).json()["items"]
    line = next(line for line in lines if line["subject"] == f"merge {made['merge_id']}")
    assert set(line["members"]) == set(two.values())


def test_tags_and_consents__move_along_and_back(client, two):
    made = client.post("/v1/tags", json={"key": "regular_guest", "name": "Regular guest"})
    assert made.status_code == 201, made.text
    client.post("/v1/tags/regular_guest/members", json={"add": [two["bo"]]})
    said = {"channel": "sms", "purpose": "marketing", "granted": True, "said_at": "2026-02-01T08:00:00Z", "source": "app"}
    assert client.post(f"/v1/members/{two['bo']}/consents", json=said).status_code == 201
    merged = merge(client, two).json()
    assert borne_by(client, two["ann"]) == ["regular_guest"]
    assert agrees(client, two["ann"]) == [True]
    client.post(f"/v1/merges/{merged['merge_id']}/undo", json={"reason": "x"})
    assert [borne_by(client, two[name]) for name in two] == [[], ["regular_guest"]]
    assert [agrees(client, two[name]) for name in two] == [[False], [True]]


def borne_by(client, member_id):
    return [tag["key"] for tag in client.get(f"/v1/members/{member_id}/tags").json()["items"]]


def agrees(client, member_id):
    return [consent["granted"] for consent in client.get(f"/v1/members/{member_id}/consents").json()["now"]]


def test_board__counts_both_as_one_until_it_is_undone(client, two):
    def counted():
        board = client.get("/v1/board").json()
        return (
            board["members"]["total"],
            sum(tier["members"] for tier in board["tiers"]),
            client.get("/v1/members").json()["total"],
        )

    assert counted() == (2, 2, 2)
    made = merge(client, two).json()
    assert counted() == (1, 1, 1)
    client.post(f"/v1/merges/{made['merge_id']}/undo", json={"reason": "x"})
    assert counted() == (2, 2, 2)
