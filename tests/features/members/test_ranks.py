"""Ranks: a list is in the order of what was written just now, and no event pays for the indexes that give it."""

from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from regulars.features.members.service.rank import TRANSACTIONS_BEFORE_A_LIST, rank_round
from regulars.store.database import Database
from tests.ledger.shop import TODAY, Shop, order
from tests.support.applications import open_site

NAMES = ("ann", "bo", "cy")


@pytest.fixture
def shop(database: Database) -> Shop:
    """Give a shop with three members who have bought nothing."""
    shop = Shop(database)
    shop.set_test_clock(TODAY)
    shop.join(*NAMES)
    return shop


@pytest.fixture
def client(shop: Shop, tmp_path: Path) -> Iterator[httpx.Client]:
    """Serve the shop, without a worker, to an analyst."""
    with open_site(shop.database, tmp_path) as site:
        yield site.staff("analyst")


def listed(client: httpx.Client, shop: Shop, sort: str) -> list[str]:
    """The members in the order of a list."""
    names = {str(shop.member_id(name)): name for name in NAMES}
    page = client.get("/v1/members", params={"sort": sort}).raise_for_status().json()
    return [names[item["member_id"]] for item in page["items"]]


def test_order__puts_its_member_into_their_place_in_the_next_list(client: httpx.Client, shop: Shop):
    assert sorted(listed(client, shop, "-spend")) == sorted(NAMES)
    shop.accept(order("bo", "o1", 300), order("cy", "o2", 200))
    assert listed(client, shop, "-spend") == ["bo", "cy", "ann"]
    shop.accept(order("ann", "o3", 250), order("cy", "o4", 400))
    assert listed(client, shop, "-points") == ["cy", "bo", "ann"]
    assert listed(client, shop, "spend") == ["ann", "bo", "cy"]


def test_more_than_a_list_waits_for__is_listed_all_the_same_and_ranked_by_the_worker(client: httpx.Client, shop: Shop):
    for number in range(TRANSACTIONS_BEFORE_A_LIST + 5):
        shop.accept(order(NAMES[number % 3], f"o{number}", 10 * number))
    assert sorted(listed(client, shop, "-spend")) == sorted(NAMES)
    assert rank_round(shop.database) is False
    with shop.database.snapshot() as connection:
        behind = connection.execute(
            "SELECT count(*) FROM member_rank AS rank JOIN member_state AS state USING (member_id)"
            " WHERE rank.spend_minor <> state.spend_minor"
        ).fetchone()
    assert behind == (0,)
    assert listed(client, shop, "-spend") == ["cy", "bo", "ann"]


def test_state__has_no_index_over_what_an_ordinary_event_changes(database: Database):
    with database.snapshot() as connection:
        rows = connection.execute(
            "SELECT DISTINCT attname FROM pg_index JOIN pg_attribute ON attrelid = indexrelid"
            " WHERE indrelid = 'member_state'::regclass"
        ).fetchall()
    assert {name for (name,) in rows} == {"member_id", "tier_key"}
