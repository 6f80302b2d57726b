"""Listing members: search, filters, order, and pages that neither repeat nor miss anybody."""

from datetime import UTC, datetime, timedelta

import pytest

from regulars.features.members.facade import count_by_lifecycle
from regulars.store.clock import set_test_time
from tests.support.applications import Site, open_site
from tests.support.databases import DatabaseServer
from tests.support.members import PlacedMember, place_member

NOW = datetime(2026, 3, 1, 9, tzinfo=UTC)


def days_ago(days: float) -> datetime:
    return NOW - timedelta(days=days)


MEMBERS = [
    PlacedMember(name="Ann Li", identities=(("phone", "13912345678"),), spend_minor=500, last_order_at=days_ago(1), available=9),
    PlacedMember(name="Bob 100%", identities=(("email", "bob_1@example.com"),), spend_minor=900, last_order_at=days_ago(90)),
    PlacedMember(name="王小明", identities=(("customer_no", "13085"),), spend_minor=500, last_order_at=days_ago(91), growth=7),
    PlacedMember(name="Dan", spend_minor=0, last_order_at=days_ago(180), joined_at=datetime(2011, 12, 31, 23, tzinfo=UTC)),
    PlacedMember(name="Eve", spend_minor=700, last_order_at=days_ago(181), debt=4, tier="gold"),
    PlacedMember(name="Fay", spend_minor=100, last_order_at=days_ago(400), last_active_at=days_ago(3), grace=True),
    PlacedMember(name="ann chen", joined_at=datetime(2012, 1, 1, tzinfo=UTC)),
]


@pytest.fixture(scope="module")
def site(database_server: DatabaseServer, tmp_path_factory: pytest.TempPathFactory):
    """Serve one application for all tests here: they only read."""
    with database_server.fresh_database() as database, open_site(database, tmp_path_factory.mktemp("build")) as running:
        yield running


@pytest.fixture(scope="module")
def client(site: Site):
    """Give an operator, who reads names, and the seven members."""
    with site.database.transaction() as connection:
        set_test_time(connection, NOW)
        for member in MEMBERS:
            place_member(connection, member)
    return site.staff("operator")


def names(client, **query) -> list[str]:
    answer = client.get("/v1/members", params=query)
    assert answer.status_code == 200, answer.text
    assert answer.json()["total"] == len(answer.json()["items"])
    return [item["display_name"].split(" ")[0] for item in answer.json()["items"]]


SEARCHES = [
    ({"q": "ann"}, {"Ann", "ann"}),
    ({"q": "小明"}, {"王小明"}),
    ({"q": "5678"}, {"Ann"}),
    ({"q": "1391"}, set()),
    ({"q": "139-1234 5678"}, {"Ann"}),
    ({"q": "+86 13912345678"}, {"Ann"}),
    ({"q": "n l"}, {"Ann"}),
    ({"q": "王"}, {"王小明"}),
    ({"q": "明小"}, set()),
    ({"q": "13085"}, {"王小明"}),
    ({"q": "3085"}, set()),
    ({"q": "3"}, {"王小明"}),  # the member number
    ({"q": "#3"}, {"王小明"}),
    ({"q": "100%"}, {"Bob"}),
    ({"q": "%"}, {"Bob"}),
    ({"q": "BOB_1@example.com"}, {"Bob"}),
    ({"q": "bob_1"}, set()),
    ({"q": "bobx"}, set()),
    ({"q": "\\"}, set()),
    ({"q": "9" * 40}, set()),
    ({"q": "' OR true --"}, set()),
    ({"lifecycle": "active"}, {"Ann", "Bob", "Fay"}),
    ({"lifecycle": "dormant"}, {"王小明", "Dan"}),
    ({"lifecycle": "lost"}, {"Eve"}),
    ({"lifecycle": "without_order"}, {"ann"}),
    ({"tier": "gold"}, {"Eve"}),
    ({"tier": "none"}, set()),
    ({"debt": "true"}, {"Eve"}),
    ({"grace": "true"}, {"Fay"}),
    ({"joined_from": "2011-12"}, {"Dan", "ann"}),
    ({"joined_from": "2011-12", "joined_to": "2011-12"}, {"Dan"}),
    ({"joined_to": "2011-11"}, {"Ann", "Bob", "王小明", "Eve", "Fay"}),
    ({"lifecycle": "active", "q": "ann"}, {"Ann"}),
]


@pytest.mark.parametrize(("query", "expected"), SEARCHES)
def test_list__narrows(client, query, expected):
    found = names(client, **query)
    assert set(found) == expected
    assert len(found) == len(expected)


ORDERS = [
    ("-spend", ["Bob", "Eve", "王小明", "Ann", "Fay", "ann", "Dan"]),
    ("spend", ["Dan", "ann", "Fay", "Ann", "王小明", "Eve", "Bob"]),
    ("-points", ["Ann", "ann", "Fay", "Eve", "Dan", "王小明", "Bob"]),
    ("points", ["Bob", "王小明", "Dan", "Eve", "Fay", "ann", "Ann"]),
    ("-growth", ["王小明", "ann", "Fay", "Eve", "Dan", "Bob", "Ann"]),
    ("-last_order_at", ["Ann", "Bob", "王小明", "Dan", "Eve", "Fay", "ann"]),
    ("-joined_at", ["ann", "Dan", "Fay", "Eve", "王小明", "Bob", "Ann"]),
    ("member_no", ["Ann", "Bob", "王小明", "Dan", "Eve", "Fay", "ann"]),
]


@pytest.mark.parametrize(("sort", "expected"), ORDERS)
@pytest.mark.parametrize("limit", [1, 3, 7])
def test_pages__together_are_the_list(client, sort, expected, limit):
    seen, cursor, pages = [], None, 0
    while pages == 0 or cursor:
        query = {"sort": sort, "limit": limit} | ({"cursor": cursor} if cursor else {})
        page = client.get("/v1/members", params=query).json()
        assert page["total"] == len(MEMBERS)
        seen += [item["display_name"].split(" ")[0] for item in page["items"]]
        cursor, pages = page["next_cursor"], pages + 1
    assert seen == expected
    assert pages == -(-len(MEMBERS) // limit)


def test_item__has_the_contracts_fields(client):
    item = client.get("/v1/members", params={"q": "13912345678"}).json()["items"][0]
    assert item | {"member_id": ""} == {
        "member_id": "", "member_no": 1, "display_name": "Ann Li", "identities": [{"kind": "phone", "value": "+8613912345678"}],
        "is_masked": False,
        "tier": {"key": "regular", "name": {"zh": "regular", "en": "regular"}, "color": "#8c8c8c"},
        "points_available": 9, "points_pending": 0, "points_debt": 0, "growth": 0, "orders": 0, "spend_minor": 500,
        "last_order_at": "2026-02-28T09:00:00Z", "erased_at": None, "joined_at": "2010-01-15T00:00:00Z", "lifecycle": "active",
        "tags": [],
    }  # fmt: skip


def test_cursor__belongs_to_its_list(client):
    cursor = client.get("/v1/members", params={"limit": 2}).json()["next_cursor"]
    for query in ({"cursor": "x"}, {"cursor": "é"}, {"cursor": cursor, "sort": "spend"}, {"cursor": cursor, "tier": "gold"}):
        answer = client.get("/v1/members", params=query)
        assert (answer.status_code, answer.json()["code"]) == (422, "cursor_invalid"), query
        assert answer.json()["errors"][0]["path"] == "cursor"


@pytest.mark.parametrize(
    ("query", "path"),
    [
        ({"lifecycle": "asleep"}, "lifecycle"),
        ({"sort": "name"}, "sort"),
        ({"limit": "0"}, "limit"),
        ({"limit": "201"}, "limit"),
        ({"limit": "ten"}, "limit"),
        ({"joined_from": "2011-13"}, "joined_from"),
        ({"joined_to": "2011-1"}, "joined_to"),
        ({"q": "a\x00"}, "q"),
        ({"q": ""}, "q"),
        ({"debt": "maybe"}, "debt"),
        ({"tiers": "gold"}, "tiers"),
    ],
)
def test_query__refused_names_the_parameter(client, query, path):
    answer = client.get("/v1/members", params=query)
    assert (answer.status_code, answer.json()["code"]) == (422, "request_invalid")
    assert answer.json()["errors"][0]["path"] == path
    assert answer.json()["errors"][0]["expected"]


def test_counts__agree_with_the_lists(site: Site, client):
    with site.database.transaction() as connection:
        counts = count_by_lifecycle(connection, NOW)
    assert counts == ({"active": 3, "dormant": 2, "lost": 1, "without_order": 1}, 3)
