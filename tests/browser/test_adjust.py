"""Adjusting points by hand: what it will do is shown first, then done once, and found in the ledger; the books stay clean."""

import re

import pytest
from playwright.sync_api import Locator, expect

from tests.support.browser import Desk
from tests.support.served_example import Json, LoadedExample, ServedExample
from tests.support.shown import count, number

pytestmark = pytest.mark.browser

POINTS = 120
REASON = "Two cards were merged by mistake"


@pytest.fixture
def member(desk: Desk, example: ServedExample) -> Json:
    """Open the page of a member with some points to take."""
    found = example.members(tier="regular", sort="-points", limit=1)[0]
    desk.open(f"/members/{found['member_id']}")
    return found


def read(example: ServedExample, member: Json) -> tuple[Json, int]:
    """The points wallet, and how many entries of points there are."""
    path = f"/v1/members/{member['member_id']}"
    return example.get(f"{path}/wallet")["wallets"][0], example.get(f"{path}/entries", wallet="points")["total"]


def preview(desk: Desk, direction: str, points: int) -> Locator:
    """Fill in the form and ask what it will do; gives the dialog."""
    desk.button("Adjust points").click()
    dialog = desk.page.get_by_role("dialog")
    dialog.get_by_text(direction, exact=True).click()
    dialog.get_by_label("How many").fill(str(points))
    dialog.get_by_label("Reason").fill(REASON)
    dialog.get_by_role("button", name="Preview").click()
    return dialog


def test_adjustment__is_shown_then_done_once_and_found_in_the_ledger(
    desk: Desk, example: ServedExample, loaded: LoadedExample, member: Json
):
    wallet, entries = read(example, member)
    after = wallet["balance"] + POINTS
    dialog = preview(desk, "Add", POINTS)
    expect(dialog).to_contain_text("Nothing is booked yet.")
    for text in (f"{count(wallet['balance'])} → {count(after)}", f"+{POINTS}", REASON, "No change"):
        expect(dialog).to_contain_text(text)
    assert read(example, member) == (wallet, entries)

    dialog.get_by_role("button", name="Confirm", exact=True).dblclick()
    expect(dialog).to_contain_text("Booked.")
    dialog.get_by_role("button", name="Done").click()
    expect(dialog).to_be_hidden()
    booked, entries_after = read(example, member)
    assert (booked["balance"], booked["available"], entries_after) == (after, wallet["available"] + POINTS, entries + 1)
    desk.becomes(lambda: number(desk.figure("available").inner_text()), booked["available"])
    row = desk.panel("Ledger").locator("tbody tr.ant-table-row").first
    expect(row).to_contain_text(f"+{POINTS}")
    expect(row).to_contain_text(count(after))
    expect(desk.panel("Timeline").locator("ol > li").first).to_contain_text(f"+{POINTS} points")

    row.get_by_role("button").click()
    expect(desk.page.get_by_role("dialog")).to_contain_text("Points adjusted")
    assert "No violation." in loaded.run("ledger", "audit")


def test_adjustment__goes_back_to_what_was_filled_in(desk: Desk, example: ServedExample, member: Json):
    before = read(example, member)
    dialog = preview(desk, "Take", POINTS)
    expect(dialog).to_contain_text(f"\u2212{POINTS}")
    dialog.get_by_role("button", name="Back").click()
    expect(dialog.get_by_label("How many")).to_have_value(str(POINTS))
    expect(dialog.get_by_label("Reason")).to_have_value(REASON)
    desk.page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    assert read(example, member) == before


def test_adjustment__beyond_the_balance_is_refused_in_words(desk: Desk, example: ServedExample, member: Json):
    desk.tolerate(r"status of 422 .*/v1/events/preview")
    before = read(example, member)
    dialog = preview(desk, "Take", before[0]["available"] + 1)
    expect(dialog.get_by_role("alert")).to_contain_text("There are not enough available points")
    expect(dialog.get_by_role("button", name="Confirm", exact=True)).to_have_count(0)
    assert read(example, member) == before


def test_adjustment__without_points_or_reason_names_what_is_missing(desk: Desk, member: Json):
    desk.button("Adjust points").click()
    dialog = desk.page.get_by_role("dialog")
    dialog.get_by_role("button", name="Preview").click()
    expect(dialog).to_contain_text(re.compile("Enter a whole number of at least 1.*Say why"))
