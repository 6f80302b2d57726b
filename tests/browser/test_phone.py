"""The console at 390 px: nothing runs off the side, tables become cards, drawers fill the screen."""

import pytest
from playwright.sync_api import expect

from tests.browser.pages import PAGES
from tests.support.browser import PHONE_WIDTH, Desk, Language
from tests.support.served_example import ServedExample
from tests.support.shown import count, money, name_of, number, signed

pytestmark = pytest.mark.browser

# What is cut off: elements whose right edge lies beyond the window without anything around them that scrolls or clips on purpose.
RUN_OFF = """() => {
    const root = document.documentElement;
    const clips = (element) => {
        for (let around = element.parentElement; around && around !== root; around = around.parentElement) {
            if (getComputedStyle(around).overflowX !== "visible") return true;
        }
        return false;
    };
    const found = [...document.body.querySelectorAll("*")].filter((element) => {
        const box = element.getBoundingClientRect();
        return box.width > 0 && (box.right > root.clientWidth + 1 || box.left < -1) && !clips(element)
            && getComputedStyle(element).position !== "fixed" && getComputedStyle(element).visibility !== "hidden";
    });
    const scrolls = root.scrollWidth > root.clientWidth ? [`the page is ${root.scrollWidth} px wide`] : [];
    return [...scrolls, ...found.map((element) => element.outerHTML.slice(0, 120))];
}"""

# Words that end in an ellipsis or under an edge.
CUT_OFF = """() => [...document.querySelectorAll("main *")].filter((element) => {
    const style = getComputedStyle(element);
    return style.overflowX === "hidden" && style.whiteSpace === "nowrap" && element.textContent.trim() !== ""
        && element.clientWidth > 1 && element.scrollWidth > element.clientWidth + 1;
}).map((element) => element.textContent.trim())"""


def check_fits(desk: Desk) -> None:
    assert desk.page.evaluate("window.innerWidth") == PHONE_WIDTH
    assert desk.page.evaluate(RUN_OFF) == []


def test_canary__what_runs_off_is_found(phone: Desk):
    phone.open("/program")
    phone.page.evaluate("document.querySelector('main h1').style.width = '500px'")
    assert phone.page.evaluate(RUN_OFF) != []


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("page", PAGES)
def test_page__fits_and_cuts_no_word_off(window, example: ServedExample, page: str, language: Language):
    desk = window(width=PHONE_WIDTH, language=language)
    desk.open(PAGES[page](example))
    check_fits(desk)
    assert desk.page.evaluate(CUT_OFF) == []
    expect(desk.see("main table:visible")).to_have_count(0)


def test_log_in__fits(window):
    desk = window(width=PHONE_WIDTH, logged_in=False)
    desk.tolerate(r"status of 401 .*/v1/session")
    desk.open("/login")
    check_fits(desk)


def test_members__are_cards(phone: Desk, example: ServedExample):
    phone.open("/members?tier=gold&sort=-spend")
    members = example.members(tier="gold", sort="-spend")
    cards = phone.page.get_by_role("list", name="Members").get_by_role("listitem")
    expect(cards).to_have_count(len(members))
    for text, member in zip(cards.all_inner_texts(), members, strict=True):
        assert {name_of(member), money(member["spend_minor"])} <= set(text.split("\n"))
    cards.first.click()
    phone.is_at(f"/members/{members[0]['member_id']}")


def test_filters__unfold_and_count(phone: Desk, example: ServedExample):
    phone.open("/members?tier=gold")
    phone.button("Filters (1)").click()
    check_fits(phone)
    phone.choose(phone.page.get_by_role("combobox", name="Sort"), "Highest spend")
    phone.is_at("/members?tier=gold&sort=-spend")
    phone.becomes(lambda: number(phone.words()), example.get("/v1/members", tier="gold")["total"])


def test_ledger__is_cards_and_an_entry_fills_the_screen(phone: Desk, example: ServedExample):
    path = PAGES["member"](example)
    phone.open(path)
    entries = example.get(f"/v1{path}/entries", wallet="points", limit=10)["items"]
    cards = phone.page.get_by_role("list", name="Ledger").get_by_role("button")
    expect(cards).to_have_count(len(entries))
    for text, entry in zip(cards.all_inner_texts(), entries, strict=True):
        assert {signed(entry["amount"]), f"{count(entry['balance_after'])} left"} <= set(text.split("\n"))
    cards.first.click()
    drawer = phone.page.get_by_role("dialog")
    expect(drawer).to_contain_text("Where this entry comes from")
    phone.settle()
    phone.becomes(lambda: (drawer.bounding_box() or {}).get("width"), PHONE_WIDTH)
    phone.becomes(lambda: phone.page.evaluate(RUN_OFF), [])
    drawer.get_by_role("button", name="Close").click()
    phone.is_at(path)


@pytest.mark.parametrize("button", ["Why this balance", "Adjust points"])
def test_dialogs__fit(phone: Desk, example: ServedExample, button: str):
    phone.open(PAGES["member"](example))
    phone.button(button).click()
    expect(phone.page.get_by_role("dialog")).to_be_visible()
    phone.settle()
    phone.becomes(lambda: phone.page.evaluate(RUN_OFF), [])


def test_navigation__is_a_drawer_that_closes_when_it_has_led_on(phone: Desk):
    phone.open("/")
    phone.button("Open navigation").click()
    drawer = phone.page.get_by_role("dialog")
    drawer.get_by_role("link", name="Program", exact=True).click()
    phone.heading("Program")
    phone.is_at("/program")
    expect(drawer).to_be_hidden()
