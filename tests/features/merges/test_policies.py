"""What is chosen for a merge: the tier of the survivor, and whose profile holds. Shown before, told after, undone as it was."""

from datetime import UTC, datetime, timedelta

import pytest

from regulars.store.clock import set_test_time
from tests.support.applications import Site
from tests.support.examples import publish_mall

NOW = datetime(2026, 3, 1, 9, tzinfo=UTC)
FIELDS = [
    {"key": "job", "name": "Job", "kind": "text", "is_personal": True},
    {"key": "size", "name": "Size", "kind": "number"},
    {"key": "pet", "name": "Pet", "kind": "text"},
]


@pytest.fixture
def client(site: Site):
    """Give an administrator of a mall that asks for a job, a size and a pet."""
    publish_mall(site.database)
    move_to(site, NOW)
    client = site.staff("admin")
    for field in FIELDS:
        assert client.post("/v1/member-fields", json=field).status_code == 201
    return client


@pytest.fixture
def two(site: Site, client):
    """Give two members: Ann told her job first and her size last, Bo alone told of a pet."""
    ids = {name: client.post("/v1/members", json={}).json()["member_id"] for name in ("ann", "bo")}
    tell(client, ids["ann"], job="baker")
    tell(client, ids["bo"], size=38)
    move_to(site, NOW + timedelta(days=1))
    tell(client, ids["ann"], size=39)
    tell(client, ids["bo"], job="miller", pet="cat")
    return ids


def move_to(site: Site, at: datetime) -> None:
    with site.database.transaction() as connection:
        set_test_time(connection, at)


def tell(client, member_id, **fields):
    assert client.patch(f"/v1/members/{member_id}/profile", json={"fields": fields}).status_code == 200


def profile(client, member_id):
    fields = client.get(f"/v1/members/{member_id}/profile").json()["fields"]
    return {field["key"]: field["value"] for field in fields if field["value"] is not None}


def spend(client, member_id, order_id, amount_minor):
    lines = [{"line_id": "1", "sku": "a", "quantity": 1, "amount_minor": amount_minor}]
    event = {
        "source": "till", "id": order_id, "type": "order.paid", "member_id": member_id, "occurred_at": NOW.isoformat(),
        "data": {"order_id": order_id, "currency": "CNY", "lines": lines},
    }  # fmt: skip
    assert client.post("/v1/events", json=event).json()["status"] == "accepted"


@pytest.mark.parametrize(
    ("policy", "taken", "after"),
    [
        ("filled", ["pet"], {"job": "baker", "size": 39, "pet": "cat"}),
        ("survivor", [], {"job": "baker", "size": 39}),
        ("newest", ["job", "pet"], {"job": "miller", "size": 39, "pet": "cat"}),
    ],
)
def test_profile__is_as_chosen_and_undone_as_it_was(site: Site, client, two, policy, taken, after):
    body = {"absorbed_id": two["bo"], "survivor_id": two["ann"], "profile": policy}
    before = profile(client, two["ann"])
    assert sorted(client.post("/v1/merges/preview", json=body).json()["taken"]) == taken
    merged = client.post("/v1/merges", json=body | {"reason": "one person"}).json()
    assert (merged["profile_policy"], merged["tier_policy"]) == (policy, "higher")
    assert profile(client, two["ann"]) == after
    with site.database.snapshot() as connection:
        (moved,) = connection.execute("SELECT moved FROM member_merge").fetchone()
    assert "baker" not in moved, "what was told and no longer holds is kept sealed"
    client.post(f"/v1/merges/{merged['merge_id']}/undo", json={"reason": "two people"})
    assert profile(client, two["ann"]) == before
    assert profile(client, two["bo"]) == {"job": "miller", "size": 38, "pet": "cat"}


def test_profile__changed_since_stays_when_the_merge_is_undone(client, two):
    body = {"absorbed_id": two["bo"], "survivor_id": two["ann"], "profile": "newest", "reason": "one person"}
    merged = client.post("/v1/merges", json=body).json()
    tell(client, two["ann"], job="cook", pet="dog")
    client.post(f"/v1/merges/{merged['merge_id']}/undo", json={"reason": "two people"})
    assert profile(client, two["ann"]) == {"job": "cook", "size": 39, "pet": "dog"}


@pytest.mark.parametrize(("policy", "tier"), [("higher", "gold"), ("survivor", "regular"), ("recompute", "gold")])
def test_tier__is_foreseen_as_chosen_told_and_given_back(client, two, policy, tier):
    spend(client, two["ann"], "a-1", 400_000)
    spend(client, two["bo"], "b-1", 600_000)
    body = {"absorbed_id": two["bo"], "survivor_id": two["ann"], "tier": policy}
    foreseen = client.post("/v1/merges/preview", json=body).json()["survivor"]
    assert ([*foreseen["before"]["tiers"].values()], [*foreseen["after"]["tiers"].values()]) == (["regular"], [tier])
    merged = client.post("/v1/merges", json=body | {"reason": "one person"}).json()
    standing = client.get(f"/v1/members/{two['ann']}/standing").json()
    assert tier in str(standing)
    (listed,) = client.get(f"/v1/members/{two['ann']}/merges").json()["items"]
    assert (listed["tier_policy"], listed["profile_policy"]) == (policy, "filled")
    undone = client.post(f"/v1/merges/{merged['merge_id']}/undo/preview").json()
    after = {side: [*undone[side]["after"]["tiers"].values()] for side in ("survivor", "absorbed")}
    assert after == {"survivor": ["regular"], "absorbed": ["silver"]}


def test_policy__that_is_none_is_refused_by_field(client, two):
    both = {"absorbed_id": two["bo"], "survivor_id": two["ann"], "reason": "x"}
    for field in ("tier", "profile"):
        refused = client.post("/v1/merges", json=both | {field: "lower"})
        assert (refused.status_code, refused.json()["errors"][0]["path"]) == (422, field)


def test_choice__is_asked_for_and_made_by_whoever_agrees(site: Site, client, two):
    assert client.put("/v1/approvals/policy", json={"merges": True}).status_code == 200
    body = {"absorbed_id": two["bo"], "survivor_id": two["ann"], "reason": "one person", "profile": "survivor"}
    asked = client.post("/v1/approvals/merges", json=body).json()
    path = f"/v1/approvals/{asked['approval_id']}/approve"
    assert site.staff("operator").post(path, json={}).json()["status"] == "approved"
    assert profile(client, two["ann"]) == {"job": "baker", "size": 39}
