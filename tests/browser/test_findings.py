"""Unusual earning: staff see what was found of a member and decide, at a desk and on a phone."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from regulars.api.console import BUILD
from tests.ledger.shop import TODAY, days, order, refund
from tests.support.applications import open_site
from tests.support.browser import DESK_WIDTH, PHONE_WIDTH, Office
from tests.support.databases import DatabaseServer
from tests.support.served_example import ServedExample, build_console
from tests.support.watched_shop import WatchedShop

pytestmark = pytest.mark.browser

FOLDER = os.environ.get("REGULARS_SCREENSHOTS", "")


@pytest.fixture
def shop(database_server: DatabaseServer) -> Iterator[WatchedShop]:
    """A rush of orders that is held, and orders that come back, which freezes; on the built console."""
    build_console()
    with database_server.fresh_database() as database, open_site(database, BUILD) as site:
        watched = WatchedShop(site)
        watched.join("ann")
        watched.join("bo")
        watched.send(order("ann", "a1", 100), order("ann", "a2", 80), order("ann", "a3", 20))
        watched.send(order("bo", "b1", 50), order("bo", "b2", 60, TODAY - days(1)))
        watched.send(refund("bo", "b1", "r1"), refund("bo", "b2", "r2"))
        yield watched


def test_member__is_looked_into_and_decided_about(browser: Browser, shop: WatchedShop):
    office = Office(browser, ServedExample(shop.site.url, "boss", "", shop.boss))
    for width in (DESK_WIDTH, PHONE_WIDTH) if FOLDER else ():
        with office.sit_down(width=width, language="zh") as picture:
            picture.open("/members/findings").page.screenshot(path=Path(FOLDER) / f"findings-{width}.png", full_page=True)
            picture.page.get_by_role("button", name="核查…").first.click()
            expect(picture.page.get_by_role("dialog")).to_be_visible()
            picture.settle().page.screenshot(path=Path(FOLDER) / f"review-{width}.png")
    with office.sit_down(width=PHONE_WIDTH) as desk:
        desk.open("/")
        desk.figure("members_suspected").click()
        desk.heading("Unusual earning")
        ann = desk.page.get_by_role("region", name="Ann · no. 1")
        for text in ("Rush", "2 orders within 1 hours", "80 points held back", "Held for review: Points 100"):
            expect(ann).to_contain_text(text)
        bo = desk.page.get_by_role("region", name="Bo · no. 2")
        expect(bo).to_contain_text("Spending frozen")
        ann.get_by_role("button", name="Review…").click()
        form = desk.page.get_by_role("dialog")
        form.get_by_text("It is abuse: take back Points 100").click()
        form.get_by_label("Reason").fill("orders of one night")
        form.get_by_role("button", name="Confirm the abuse").click()
        expect(ann).to_have_count(0)
        bo.get_by_role("button", name="Review…").click()
        form.get_by_label("Reason").fill("wrong size twice")
        form.get_by_role("button", name="Finish the review").click()
        expect(desk.see("main")).to_contain_text("Nothing to look into")
    assert (shop.shop.points("ann"), shop.shop.violations()) == (100, [])
