"""A contest at the console: who is how far, and closing it once its days are over."""

import os
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from regulars.api.console import BUILD
from regulars.store.clock import set_test_time
from tests.features.contests.test_contests import CONTEST
from tests.ledger.shop import PROGRAM, TODAY, Shop, days, order
from tests.support.applications import open_site
from tests.support.browser import DESK_WIDTH, PHONE_WIDTH, Office
from tests.support.databases import DatabaseServer
from tests.support.served_example import ServedExample, build_console

pytestmark = pytest.mark.browser

FOLDER = os.environ.get("REGULARS_SCREENSHOTS", "")


def test_contest__is_shown_and_closed(browser: Browser, database_server: DatabaseServer):
    build_console()
    with database_server.fresh_database() as database, open_site(database, BUILD) as site:
        shop = Shop(database, PROGRAM + CONTEST)
        with database.transaction() as connection:
            set_test_time(connection, TODAY)
        shop.now = TODAY
        shop.join("ann", "bo", "cy")
        shop.accept(order("ann", "a1", 300), order("bo", "b1", 500), order("cy", "c1", 200))
        shop.set_test_clock(TODAY + days(3))
        office = Office(browser, ServedExample(site.url, "boss", "", site.staff("operator", "boss")))
        for width in (DESK_WIDTH, PHONE_WIDTH) if FOLDER else ():
            with office.sit_down(width=width, language="zh") as picture:
                picture.open("/program").page.screenshot(path=Path(FOLDER) / f"contests-{width}.png", full_page=True)
                picture.page.get_by_role("button", name="查看王者的排名").click()
                expect(picture.page.get_by_role("dialog")).to_contain_text("暂列获奖")
                picture.settle().page.screenshot(path=Path(FOLDER) / f"contest-{width}.png")
        with office.sit_down(width=PHONE_WIDTH) as desk:
            desk.open("/program")
            expect(desk.panel("Contests")).to_contain_text("Over, to be closed")
            desk.button("Standing of King").click()
            dialog = desk.page.get_by_role("dialog")
            expect(dialog.get_by_role("row")).to_have_count(4)
            expect(dialog.get_by_text("Would win")).to_have_count(2)
            dialog.get_by_role("button", name="Close the contest").click()
            desk.page.get_by_role("tooltip").get_by_role("button", name="Close it").click()
            expect(dialog.get_by_text("Won", exact=True)).to_have_count(2)
            expect(dialog.get_by_role("button", name="Close the contest")).to_have_count(0)
        assert shop.violations() == []
