"""Everything by keyboard: past the navigation, on to every control with a visible focus, out of drawers by Escape."""

import pytest
from playwright.sync_api import expect

from tests.browser.pages import PAGES
from tests.support.browser import Desk
from tests.support.served_example import ServedExample

pytestmark = pytest.mark.browser

STOPS_MAX = 25

# How a control looks, with what stands closely around it: some show the focus on their frame.
LOOK = """const look = (element) => {
    const looks = [];
    for (let each = element, depth = 0; each && depth < 5; each = each.parentElement, depth += 1) {
        const style = getComputedStyle(each);
        looks.push([style.outlineStyle, style.outlineWidth, style.boxShadow, style.borderColor].join());
    }
    return looks.join(" | ");
};"""
REMEMBER = f"""async () => {{
    {LOOK}
    for (let frame = 0; frame < 3; frame += 1) await new Promise(requestAnimationFrame);
    const element = document.activeElement;
    if (!element || element === document.body) return false;
    const box = element.getBoundingClientRect();
    const isInView = box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth;
    const name = (element.getAttribute("aria-label") || element.textContent || "").trim().slice(0, 40);
    (window.stops ??= []).push({{ element, name: `${{element.tagName}} ${{name}}`, look: look(element), isInView }});
    return true;
}}"""
COMPARE = f"""async () => {{
    {LOOK}
    document.activeElement.blur();
    for (let frame = 0; frame < 3; frame += 1) await new Promise(requestAnimationFrame);
    return window.stops.map((stop) => ({{
        name: stop.name, shows: stop.element.isConnected && look(stop.element) !== stop.look, isInView: stop.isInView,
    }}));
}}"""


def test_skip_link__leads_past_the_navigation(desk: Desk):
    desk.open("/members")
    desk.page.keyboard.press("Tab")
    expect(desk.focused()).to_have_text("Skip to content")
    expect(desk.focused()).to_be_in_viewport()
    desk.page.keyboard.press("Enter")
    expect(desk.focused()).to_have_id("main")
    desk.page.keyboard.press("Tab")
    expect(desk.see("main").locator("*:focus")).to_have_count(1)


@pytest.mark.parametrize("page", ["board", "members", "member", "program"])
def test_focus__is_visible_at_every_stop(desk: Desk, example: ServedExample, page: str):
    desk.open(PAGES[page](example))
    for _ in range(STOPS_MAX):
        desk.page.keyboard.press("Tab")
        if not desk.page.evaluate(REMEMBER):
            break
    stops = desk.page.evaluate(COMPARE)
    assert len(stops) > 8
    assert [stop["name"] for stop in stops if not stop["shows"]] == []
    assert [stop["name"] for stop in stops if not stop["isInView"]] == []


def test_list__is_used_without_a_mouse(desk: Desk, example: ServedExample):
    desk.open("/members")
    desk.page.get_by_role("textbox", name="Name, number, phone or its last four…").focus()
    desk.page.keyboard.type("14646")
    desk.is_at("/members?q=14646")
    (member,) = example.members(q="14646")
    link = desk.page.get_by_role("link", name=str(member["member_no"]), exact=True)
    link.focus()
    desk.page.keyboard.press("Enter")
    desk.is_at(f"/members/{member['member_id']}")


def test_entry__opens_by_enter_closes_by_escape_and_gives_the_focus_back(moving: Desk, example: ServedExample):
    path = PAGES["member"](example)
    moving.open(path)
    button = moving.panel("Ledger").locator("tbody tr.ant-table-row").first.get_by_role("button")
    button.focus()
    moving.page.keyboard.press("Enter")
    drawer = moving.page.get_by_role("dialog")
    expect(drawer).to_contain_text("Where this entry comes from")
    expect(moving.see(".ant-drawer:focus-within, .ant-drawer:focus")).to_have_count(1)
    moving.page.keyboard.press("Escape")
    expect(drawer).to_be_hidden()
    moving.is_at(path)
    expect(button).to_be_focused()


@pytest.mark.parametrize("button", ["Why this balance", "Adjust points"])
def test_dialog__closes_by_escape_and_gives_the_focus_back(moving: Desk, example: ServedExample, button: str):
    moving.open(PAGES["member"](example))
    opener = moving.button(button)
    opener.focus()
    moving.page.keyboard.press("Enter")
    dialog = moving.page.get_by_role("dialog")
    expect(dialog).to_be_visible()
    moving.settle()
    moving.page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    expect(opener).to_be_focused()


def test_navigation__closes_by_escape(phone: Desk):
    phone.open("/")
    opener = phone.button("Open navigation")
    opener.focus()
    phone.page.keyboard.press("Enter")
    drawer = phone.page.get_by_role("dialog")
    expect(drawer).to_be_visible()
    phone.settle()
    phone.page.keyboard.press("Escape")
    expect(drawer).to_be_hidden()
    expect(opener).to_be_focused()
