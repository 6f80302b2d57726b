"""What is chosen for a merge: the tier of the survivor, and whose profile holds. Shown before, told after, undone as it was."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest

from regulars.features.programs.facade import ProgramLibrary
from regulars.ledger.append import Ledger
from regulars.ledger.audit import audit
from regulars.store.clock import set_test_time
from regulars.store.names import write_name
from regulars.store.told_profiles import read_told_profiles
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


def test_fields__are_chosen_one_by_one_shown_before_told_after_and_undone(site: Site, client, two):
    top = client.get("/v1/organisation/units").json()["items"][0]["unit_id"]
    for name, code in (("ann", "S1"), ("bo", "S2")):
        store = {"parent_id": top, "kind": "store", "code": code, "name": f"Store {code}"}
        unit = client.post("/v1/organisation/units", json=store).json()["unit_id"]
        assert client.put(f"/v1/members/{two[name]}/home", json={"unit_id": unit}).status_code == 200
        with site.database.transaction() as connection:
            write_name(connection, UUID(two[name]), name.title())
    event(client, two["ann"], "member.profile_changed", {"birthday": "03-04", "attributes": {"size": "s", "shoe": "39"}})
    event(client, two["bo"], "member.profile_changed", {"birthday": "05-06", "attributes": {"size": "l", "shoe": "40"}})
    pair = {"absorbed_id": two["bo"], "survivor_id": two["ann"]}
    shown = {each["key"]: each for each in client.post("/v1/merges/preview", json=pair).json()["conflicts"]}
    assert list(shown) == ["name", "home", "birthday", "attribute.shoe", "attribute.size", "field.job", "field.size"]
    assert {each["stands"] for each in shown.values()} == {"survivor"}
    assert (shown["name"]["absorbed"]["en"], shown["home"]["survivor"]["en"]) == ("Bo", "Store S1")
    assert (shown["birthday"]["absorbed"]["en"], shown["field.job"]["survivor"]["zh"]) == ("05-06", "baker")
    masked = site.system("members:merge").post("/v1/merges/preview", json=pair).json()["conflicts"]
    assert [each["survivor"]["en"] for each in masked][:3] == ["A**", "Store S1", "***"]
    taken = dict.fromkeys(("name", "home", "birthday", "attribute.size", "field.job"), "absorbed")
    choice = {"profile": "newest", "fields": taken | {"attribute.shoe": "survivor", "field.size": "survivor"}}
    foreseen = client.post("/v1/merges/preview", json=pair | choice).json()["conflicts"]
    assert {each["key"]: each["stands"] for each in foreseen} == choice["fields"]
    assert client.put("/v1/approvals/policy", json={"merges": True}).status_code == 200
    asked = client.post("/v1/approvals/merges", json=pair | choice | {"reason": "one person"}).json()
    assert site.staff("operator").post(f"/v1/approvals/{asked['approval_id']}/approve", json={}).json()["status"] == "approved"
    assert everything_told(site, client, two["ann"]) == ("Bo", "Store S2", 506, {"size": "l", "shoe": "39"}, "miller", 39)
    (merge,) = client.get(f"/v1/members/{two['ann']}/merges").json()["items"]
    assert merge["fields"] == choice["fields"]
    with site.database.snapshot() as connection:
        (moved,) = connection.execute("SELECT moved FROM member_merge").fetchone()
    assert not any(secret in moved for secret in ("Ann", "baker")), "what no longer holds is kept sealed"
    client.put("/v1/approvals/policy", json={"merges": False})
    client.post(f"/v1/merges/{merge['merge_id']}/undo", json={"reason": "two people"})
    assert everything_told(site, client, two["ann"]) == ("Ann", "Store S1", 304, {"size": "s", "shoe": "39"}, "baker", 39)
    assert everything_told(site, client, two["bo"]) == ("Bo", "Store S2", 506, {"size": "l", "shoe": "40"}, "miller", 38)
    for key in ("points", "field.", f"field.{'x' * 80}", "field.\t"):
        refused = client.post("/v1/merges", json=pair | {"reason": "x", "fields": {key: "absorbed"}})
        assert (refused.status_code, refused.json()["errors"][0]["path"]) == (422, f"fields.{key}")
    assert violations(site) == []


def event(client, member_id, type_, data):
    body = {"source": "app", "id": f"{type_} {member_id}", "type": type_, "member_id": member_id, "occurred_at": NOW.isoformat()}
    assert client.post("/v1/events", json=body | {"data": data}).json()["status"] == "accepted"


def everything_told(site: Site, client, member_id):
    """Name, home, birthday, attributes and the fields of which each is in conflict."""
    with site.database.snapshot() as connection:
        told = read_told_profiles(connection, [UUID(member_id)])[UUID(member_id)]
    fields, home = profile(client, member_id), client.get(f"/v1/members/{member_id}/home").json()
    name = client.get(f"/v1/members/{member_id}").json()["display_name"]
    return name, home["name"], told.birthday, told.attributes, fields["job"], fields["size"]


def violations(site: Site):
    return list(audit(Ledger(site.database, ProgramLibrary().history)))


def test_choice__is_asked_for_and_made_by_whoever_agrees(site: Site, client, two):
    assert client.put("/v1/approvals/policy", json={"merges": True}).status_code == 200
    body = {"absorbed_id": two["bo"], "survivor_id": two["ann"], "reason": "one person", "profile": "survivor"}
    asked = client.post("/v1/approvals/merges", json=body).json()
    path = f"/v1/approvals/{asked['approval_id']}/approve"
    assert site.staff("operator").post(path, json={}).json()["status"] == "approved"
    assert profile(client, two["ann"]) == {"job": "baker", "size": 39}
