"""Tags and custom fields in the console: a rule written and followed, a list by it, tags for many, and what a member says."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from urllib.parse import urlencode

import pytest
from playwright.sync_api import expect

from tests.support.applications import FORGERY_HEADER
from tests.support.browser import Desk
from tests.support.served_example import Json, ServedExample
from tests.support.shown import count

pytestmark = pytest.mark.browser

BUYERS: Json = {"combinator": "and", "rules": [{"did": "orders", "at_least": 40, "window": "lifetime"}]}


@pytest.fixture
def tidy(example: ServedExample) -> Iterator[ServedExample]:
    """The example, whose tags and views are gone afterwards."""
    yield example
    for view in example.get("/v1/member-views")["items"]:
        example.client.delete(f"/v1/member-views/{view['view_id']}", headers=FORGERY_HEADER)
    for _ in range(2):  # one that a rule names goes after it
        for tag in example.get("/v1/tags")["items"]:
            example.client.delete(f"/v1/tags/{tag['key']}", headers=FORGERY_HEADER)


def make(example: ServedExample, key: str, **more: object) -> None:
    """Declare a tag."""
    answer = example.client.post("/v1/tags", json={"key": key, "name": key, **more}, headers=FORGERY_HEADER)
    assert answer.status_code == 201, answer.text


def total(example: ServedExample, condition: Json) -> int:
    """For how many members a condition holds."""
    answer = example.client.post(
        "/v1/conditions/check", json={"condition": condition, "use": "members", "limit": 0}, headers=FORGERY_HEADER
    )
    found: int = answer.json()["members"]["total"]
    return found


def test_rule__is_written_counted_saved_and_followed(desk: Desk, tidy: ServedExample):
    desk.open("/members/tags")
    desk.button("Add tag").click()
    form = desk.page.get_by_role("dialog", name="Add tag")
    form.get_by_label("Name").fill("Gold")
    form.get_by_label("By a rule: whoever meets the condition").check()
    form.get_by_role("button", name="Add condition").click()
    desk.choose(form.get_by_role("combobox", name="Value"), "Gold")
    wanted = len(tidy.members(tier="gold", limit=200))
    expect(form).to_contain_text(f"Holds for {count(wanted)} members now")
    form.get_by_role("button", name="Save").click()
    expect(form).to_be_hidden()
    row = desk.page.get_by_role("row").filter(has_text="the tier is Gold")
    expect(row).to_contain_text(count(wanted))


def test_list__by_a_condition_and_a_tag_for_all_of_it(desk: Desk, tidy: ServedExample):
    make(tidy, "busy")
    wanted = total(tidy, BUYERS)
    assert wanted > 0
    desk.open(f"/members?{urlencode({'condition': json.dumps(BUYERS)})}")
    expect(desk.see("main")).to_contain_text("orders in all is at least 40")
    desk.button("Bulk actions").click()
    bar = desk.panel("Bulk actions")
    bar.get_by_role("button", name=f"Choose all {count(wanted)} found").click()
    desk.choose(bar.get_by_role("combobox", name="Choose a tag"), "busy")
    bar.get_by_role("button", name="Add tag").click()
    desk.page.get_by_role("dialog").get_by_role("button", name="Confirm").click()
    expect(bar).to_contain_text(f"{count(wanted)} got the tag")
    desk.button("Save view").click()
    modal = desk.page.get_by_role("dialog", name="Save view")
    modal.get_by_label("Name").fill("Busy ones")
    modal.get_by_role("button", name="Save").click()
    expect(modal).to_be_hidden()
    desk.open("/members")
    desk.choose(desk.page.get_by_role("combobox", name="Saved views"), "Busy ones")
    expect(desk.page).to_have_url(re.compile("condition="))
    assert tidy.get("/v1/tags")["items"][0]["members"] == wanted


def test_member__gets_a_tag_and_loses_it(desk: Desk, tidy: ServedExample):
    make(tidy, "care")
    member = tidy.members(limit=1)[0]
    desk.open(f"/members/{member['member_id']}")
    tags = desk.page.get_by_role("list", name="Tags")
    desk.choose(desk.button("Add tag"), "care")
    expect(tags).to_contain_text("care")
    desk.button("Take “care” away").click()
    expect(tags).not_to_contain_text("care")


def test_field__is_declared_and_told(desk: Desk, tidy: ServedExample):
    desk.open("/members/fields")
    desk.button("Add field").first.click()
    form = desk.page.get_by_role("dialog", name="Add field")
    form.get_by_label("Name", exact=True).fill("Shoe size")
    form.get_by_label("API name").fill("shoe")
    desk.choose(form.get_by_label("Kind", exact=True), "Whole number")
    form.get_by_role("button", name="Save").click()
    expect(form).to_be_hidden()
    member = tidy.members(limit=1)[0]
    desk.open(f"/members/{member['member_id']}")
    panel = desk.panel("Profile")
    expect(panel).to_contain_text("0%")
    panel.get_by_role("button", name="Edit profile").click()
    drawer = desk.page.get_by_role("dialog", name="Edit profile")
    drawer.get_by_label("Shoe size").fill("42")
    drawer.get_by_role("button", name="Save").click()
    expect(drawer).to_be_hidden()
    expect(panel).to_contain_text("42")
    expect(panel).to_contain_text("100%")
    tidy.client.patch("/v1/member-fields/shoe", json={"is_open": False}, headers=FORGERY_HEADER)
