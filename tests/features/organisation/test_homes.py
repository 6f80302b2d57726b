"""A member's home: said at the creation, taken from the first purchase, or moved by staff."""

from datetime import UTC, datetime

import pytest

from regulars.features.organisation.facade import add_below, change
from regulars.store.clock import set_test_time
from tests.support.applications import Site
from tests.support.examples import publish_mall

NOW = datetime(2026, 3, 1, 9, tzinfo=UTC)


@pytest.fixture
def client(site: Site):
    """Give an administrator of a mall with the region north and the stores s1 and s2 in it, and s3, which is closed."""
    publish_mall(site.database)
    with site.database.transaction() as connection:
        set_test_time(connection, NOW)
    add_below(site.database, "hq", "region", "north", "North")
    for code in ("s1", "s2", "s3"):
        add_below(site.database, "north", "store", code, code)
    change(site.database, "s3", NOW, closed=True)
    return site.staff("admin")


def create(client, **body):
    answer = client.post("/v1/members", json=body)
    assert answer.status_code == 201, answer.text
    return answer.json()["member_id"]


def home(client, member_id):
    return client.get(f"/v1/members/{member_id}/home").json()["code"]


def buy(client, member_id, order_id, **data):
    lines = [{"line_id": "1", "sku": "a", "quantity": 1, "amount_minor": 10_000}]
    event = {
        "source": "till", "id": order_id, "type": "order.paid", "member_id": member_id, "occurred_at": NOW.isoformat(),
        "data": {"order_id": order_id, "currency": "CNY", "lines": lines} | data,
    }  # fmt: skip
    return client.post("/v1/events", json=event)


def test_home__is_headquarters_for_whoever_has_none(client):
    assert home(client, create(client)) == "hq"


def test_home__is_the_store_said_at_the_creation(client):
    assert home(client, create(client, home_store="s1")) == "s1"


@pytest.mark.parametrize(
    ("code", "found"), [("nowhere", (404, "unit_unknown")), ("north", (422, "unit_misplaced")), ("s3", (409, "unit_closed"))]
)
def test_home__must_be_an_open_store(client, code, found):
    answer = client.post("/v1/members", json={"home_store": code})
    assert (answer.status_code, answer.json()["code"]) == found
    assert answer.json()["errors"][0]["path"] == "home_store"
    assert client.get("/v1/members").json()["total"] == 0


def test_first_purchase__settles_the_home_and_later_ones_do_not(client):
    member_id = create(client)
    assert buy(client, member_id, "o1", store="s1").status_code == 200
    assert home(client, member_id) == "s1"
    assert buy(client, member_id, "o2", store="s2").status_code == 200
    assert home(client, member_id) == "s1"


def test_first_purchase__leaves_a_home_that_was_said(client):
    member_id = create(client, home_store="s2")
    buy(client, member_id, "o1", store="s1")
    assert home(client, member_id) == "s2"


@pytest.mark.parametrize("store", ["s3", "north", "a store nobody told us of"])
def test_first_purchase__elsewhere_counts_and_settles_nothing(client, store):
    member_id = create(client)
    assert buy(client, member_id, "o1", store=store).status_code == 200
    assert home(client, member_id) == "hq"


def test_first_purchase__that_was_refused_settles_nothing(client):
    member_id = create(client)
    assert buy(client, member_id, "o1", store="s1", currency="USD").status_code == 422
    assert home(client, member_id) == "hq"


def test_move__says_before_and_after_in_the_audit_log(client):
    member_id = create(client, home_store="s1")
    units = {unit["code"]: unit["unit_id"] for unit in client.get("/v1/organisation/units").json()["items"]}
    assert client.put(f"/v1/members/{member_id}/home", json={"unit_id": units["s2"]}).json()["code"] == "s2"
    line = client.get("/v1/audit?limit=1").json()["items"][0]
    assert (line["members"], line["before"], line["after"]) == ([member_id], {"home": "s1"}, {"home": "s2"})
    refused = client.put(f"/v1/members/{member_id}/home", json={"unit_id": units["north"]})
    assert (refused.status_code, refused.json()["code"]) == (422, "unit_misplaced")


def test_list__shows_the_members_of_a_unit_and_of_all_below_it(client):
    units = {unit["code"]: unit["unit_id"] for unit in client.get("/v1/organisation/units").json()["items"]}
    in_s1, in_s2, nowhere = create(client, home_store="s1"), create(client, home_store="s2"), create(client)

    def listed(code):
        return {item["member_id"] for item in client.get(f"/v1/members?unit={units[code]}").json()["items"]}

    assert [listed(code) for code in ("s1", "north", "hq")] == [{in_s1}, {in_s1, in_s2}, {in_s1, in_s2, nowhere}]
    counted = {unit["code"]: unit["members"] for unit in client.get("/v1/organisation/units").json()["items"]}
    assert (counted["s1"], counted["north"], counted["hq"]) == (1, 0, 1)
