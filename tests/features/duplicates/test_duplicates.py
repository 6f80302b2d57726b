"""Members who may be one person: found by what they have in common, for staff to merge or to dismiss for good."""

from datetime import UTC, datetime

import pytest

from regulars.features.context import make_context
from regulars.features.duplicates.facade import search_again, search_round
from regulars.kit.settings import Settings
from tests.support.applications import Site

NOW = datetime.now(UTC)


@pytest.fixture
def client(site: Site):
    """Give an administrator."""
    return site.staff("admin")


def join(client, name="", birthday=None, **identities):
    named = [{"kind": kind, "value": value} for kind, value in identities.items()]
    member_id = client.post("/v1/members", json={"display_name": name, "identities": named}).json()["member_id"]
    if birthday:
        told = {
            "source": "app", "id": f"born {member_id}", "type": "member.profile_changed", "member_id": member_id,
            "occurred_at": NOW.isoformat(), "data": {"birthday": birthday},
        }  # fmt: skip
        assert client.post("/v1/events", json=told).status_code == 200
    return member_id


def search(site: Site):
    context = make_context(Settings(), site.database)
    while search_round(context).looked_at:
        pass


def pairs(client):
    found = client.get("/v1/duplicates").json()
    return [({pair["first"]["member_id"], pair["second"]["member_id"]}, pair["reasons"]) for pair in found["items"]]


def test_one_value_under_two_kinds__is_one_person(site: Site, client):
    one, other = join(client, "Ann Li", customer_no="C-77"), join(client, "A. L.", card="C-77")
    join(client, "Bo", card="C-78")
    search(site)
    assert pairs(client) == [({one, other}, ["same_identity"])]


def test_name_and_birthday__together_are_enough_and_either_alone_is_not(site: Site, client):
    one, other = join(client, "王晓明", "03-08"), join(client, "王晓明 ", "03-08")
    join(client, "王晓明", "03-09")
    join(client, "李雷", "03-08")
    search(site)
    assert pairs(client) == [({one, other}, ["same_name_and_birthday"])]


def test_similar_name__with_a_phone_that_ends_alike(site: Site, client):
    one, other = join(client, "王晓明", phone="13800131234"), join(client, "王小明", phone="13900131234")
    join(client, "李小雷", phone="13700131234")
    join(client, "王晓明", phone="13700135678")
    search(site)
    assert pairs(client) == [({one, other}, ["similar_name_and_phone_tail"])]


def test_pair__is_found_once_and_dismissed_for_good(site: Site, client):
    one, other = join(client, "王晓明", phone="13800131234"), join(client, "王小明", phone="13900131234")
    search(site)
    assert client.post("/v1/duplicates/dismiss", json={"first_id": other, "second_id": one}).status_code == 204
    assert pairs(client) == []
    search_again(make_context(Settings(), site.database))
    search(site)
    assert pairs(client) == []
    nobody = client.post("/v1/duplicates/dismiss", json={"first_id": one, "second_id": one})
    assert (nobody.status_code, nobody.json()["code"]) == (404, "duplicate_unknown")


def test_pair__that_is_merged_is_done_and_stays_away_when_that_is_undone(site: Site, client):
    one, other = join(client, "王晓明", "03-08"), join(client, "王晓明", "03-08")
    search(site)
    asked = {"absorbed_id": one, "survivor_id": other, "reason": "one person"}
    merged = client.post("/v1/merges", json=asked).json()
    assert (pairs(client), client.get("/v1/duplicates").json()["total"]) == ([], 0)
    client.post(f"/v1/merges/{merged['merge_id']}/undo", json={"reason": "twins"})
    search_again(make_context(Settings(), site.database))
    search(site)
    assert pairs(client) == []


def test_list__goes_on_after_a_page_with_the_likeliest_first(site: Site, client):
    for number in range(3):
        join(client, "王晓明", phone=f"1380013100{number}")
        join(client, "王小明", phone=f"1390013100{number}")
    join(client, "Ann Li", customer_no="C-77")
    join(client, "A. L.", card="C-77")
    search(site)
    seen, cursor = [], None
    while True:
        page = client.get("/v1/duplicates", params={"limit": 2} | ({"cursor": cursor} if cursor else {})).json()
        seen += [pair["score"] for pair in page["items"]]
        cursor = page["next_cursor"]
        if cursor is None:
            break
    assert (len(seen), seen[0], seen) == (4, 100, sorted(seen, reverse=True))


def test_clerk__sees_masked_names_and_may_not_decide(site: Site, client):
    one, other = join(client, "王晓明", phone="13800131234"), join(client, "王小明", phone="13900131234")
    search(site)
    clerk = site.staff("clerk")
    pair = clerk.get("/v1/duplicates").json()["items"][0]
    assert {pair["first"]["display_name"], pair["second"]["display_name"]} == {"王**"}
    assert clerk.post("/v1/duplicates/dismiss", json={"first_id": one, "second_id": other}).status_code == 403
