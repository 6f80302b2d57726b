"""Privacy on the member page: masked until a reason is given, identities and consents kept, erased once the number is typed."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from regulars.api.console import BUILD
from regulars.store.database import Database
from tests.support.applications import PASSWORD, Site, open_site
from tests.support.browser import Office
from tests.support.examples import publish_mall
from tests.support.served_example import ServedExample

pytestmark = pytest.mark.browser

MEMBER = {
    "display_name": "林晓薇",
    "identities": [{"kind": "phone", "value": "13912345678"}, {"kind": "email", "value": "xiaowei@example.com"}],
}


@pytest.fixture
def site(database: Database) -> Iterator[Site]:
    """Serve the console with the mall's program."""
    publish_mall(database)
    with open_site(database, BUILD) as running:
        yield running


def member_of(site: Site) -> dict:
    return site.staff("operator").post("/v1/members", json=MEMBER).json()


def office_of(site: Site, browser: Browser, role: str) -> Office:
    """Windows of a person of a role."""
    return Office(browser, ServedExample(site.url, role, PASSWORD, site.staff(role)))


def test_clerk__sees_a_mask_until_a_reason_is_given(site: Site, browser: Browser):
    member = member_of(site)
    with office_of(site, browser, "clerk").sit_down() as desk:
        desk.open(f"/members/{member['member_id']}")
        page = desk.page
        head = page.get_by_role("heading", level=1)
        expect(head).to_contain_text("林**")
        expect(page.locator("main")).not_to_contain_text("13912345678")
        page.get_by_role("button", name="Show in full").click()
        dialog = page.get_by_role("dialog")
        dialog.get_by_role("button", name="Show", exact=True).click()
        expect(dialog).to_contain_text("Say why")
        dialog.get_by_label("Reason").fill("lost card")
        dialog.get_by_role("button", name="Show", exact=True).click()
        expect(head).to_contain_text("林晓薇")
        expect(page.locator("main")).to_contain_text("+8613912345678")


def test_administrator__keeps_identities_and_consents_and_erases(site: Site, browser: Browser):
    member = member_of(site)
    with office_of(site, browser, "admin").sit_down() as desk:
        desk.tolerate(r"status of 422 .*/identities")
        desk.open(f"/members/{member['member_id']}")
        page = desk.page
        panel = page.get_by_role("region", name="Identities and privacy")
        panel.get_by_role("button", name="Add an identity").click()
        dialog = page.get_by_role("dialog")
        dialog.get_by_label("Number or address").fill("13800138000")
        dialog.locator("button[type=submit]").click()
        expect(dialog).to_contain_text("dummy")
        dialog.get_by_label("Number or address").fill("13711112222")
        dialog.locator("button[type=submit]").click()
        expect(panel).to_contain_text("+8613711112222")
        panel.get_by_role("button", name="Record a consent").click()
        page.get_by_role("dialog").get_by_label("Where").fill("store form")
        page.get_by_role("dialog").locator("button[type=submit]").click()
        expect(panel).to_contain_text("Text message · Offers")
        panel.get_by_role("button", name="Erase").click()
        dialog = page.get_by_role("dialog")
        dialog.get_by_label("Type the member number").fill("999")
        dialog.get_by_label("Reason").fill("asked in writing")
        dialog.locator("button[type=submit]").click()
        expect(dialog).to_contain_text("That is not the member number")
        dialog.get_by_label("Type the member number").fill(str(member["member_no"]))
        dialog.locator("button[type=submit]").click()
        expect(panel).to_contain_text("Erased")
        expect(page.locator("main")).not_to_contain_text("林晓薇")
