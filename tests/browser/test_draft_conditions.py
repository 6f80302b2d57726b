"""The condition of a rule, written with the editor of conditions about members: judged meanwhile, put into the text, undone."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.test_program_life import about, line, status, tab

pytestmark = pytest.mark.browser

FAULTLESS, HELD = "No faults", "Only when the tier is Silver"


def test_condition__is_put_into_the_draft_and_undone(window):
    desk = window(fresh=True).open("/program/edit")
    tab(desk, "Conditions")
    places = about(desk).get_by_role("region", name="Rules")
    expect(places).to_be_visible()
    assert HELD not in places.inner_text()
    places.get_by_role("button", name=re.compile("^Condition of ")).first.click()
    drawer = desk.page.get_by_role("dialog")
    drawer.get_by_role("button", name="Add condition", exact=True).click()
    desk.choose(drawer.get_by_role("combobox", name="Value"), "Silver")
    expect(drawer).to_contain_text(HELD)
    drawer.get_by_role("button", name="Put into the draft").click()
    expect(drawer).to_be_hidden()
    expect(places).to_contain_text(HELD)
    expect(status(desk)).to_have_text(FAULTLESS)
    expect(line(desk, "when:")).to_be_visible()
    tab(desk, "How it reads")
    expect(about(desk)).to_contain_text(HELD)

    desk.see(".cm-content").focus()
    desk.page.keyboard.press("Control+z")
    expect(line(desk, "when:")).to_be_hidden()
    tab(desk, "Conditions")
    expect(places).not_to_contain_text(HELD)


def test_condition__that_is_not_complete_cannot_be_put(window):
    desk = window(fresh=True).open("/program/edit")
    tab(desk, "Conditions")
    about(desk).get_by_role("button", name=re.compile("^Condition of Silver, to reach")).first.click()
    drawer = desk.page.get_by_role("dialog")
    expect(drawer.get_by_role("button", name="Without a condition")).to_be_enabled()
    drawer.get_by_role("button", name="Add condition", exact=True).click()
    put = drawer.get_by_role("button", name="Put into the draft")
    expect(put).to_be_enabled()
    desk.choose(drawer.get_by_role("combobox", name="Comparison"), "is one of")
    expect(drawer).to_contain_text("Clause 1")
    expect(put).to_be_disabled()
    desk.page.keyboard.press("Escape")
