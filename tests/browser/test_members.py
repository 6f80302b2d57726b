"""The list of members: finding one, filters, order and pages, all of it in the address."""

import re

import pytest
from playwright.sync_api import expect

from tests.support.browser import Desk
from tests.support.served_example import Json, ServedExample
from tests.support.shown import count, day, money, name_of, number, title_of

pytestmark = pytest.mark.browser

CUSTOMER_NO = "14646"
NEWEST_FIRST = "-last_order_at"
ROWS = """(lines) => lines.map((line) => [...line.cells].map((cell) => (cell.querySelector("a") ?? cell).innerText))"""
LINES = "main tbody tr.ant-table-row"


def rows(desk: Desk) -> list[list[str]]:
    """The table's rows, each a list of what its cells say; of the first cell, the name without the avatar."""
    found: list[list[str]] = desk.see(LINES).evaluate_all(ROWS)
    return found


def names(desk: Desk) -> list[str]:
    return [row[0] for row in rows(desk)]


def row_of(member: Json) -> list[str]:
    """A row as it ought to read."""
    points = count(member["points_available"])
    if member["points_pending"]:
        points += f"\n{count(member['points_pending'])} pending"
    stages = {"new": "New", "active": "Active", "dormant": "Dormant", "lost": "Lost", "without_order": "No order yet"}
    return [
        name_of(member), member["tier"]["name"]["en"], stages[member["lifecycle"]], money(member["spend_minor"]),
        count(member["orders"]), points, count(member["growth"]), day(member["last_order_at"]), day(member["joined_at"]),
    ]  # fmt: skip


def names_of(members: list[Json]) -> list[str]:
    return [name_of(member) for member in members]


def choose(desk: Desk, filter_name: str, option: str) -> None:
    desk.choose(desk.page.get_by_role("combobox", name=filter_name, exact=True), option)


def test_list__shows_the_members_of_the_api(desk: Desk, example: ServedExample):
    desk.open("/members")
    expect(desk.page).to_have_title("Members · Regulars")
    assert rows(desk) == [row_of(member) for member in example.members(sort=NEWEST_FIRST)]
    assert number(desk.words()) == example.get("/v1/board")["members"]["total"]


def test_search__finds_a_member_by_customer_number(desk: Desk, example: ServedExample):
    desk.open("/members")
    desk.page.get_by_role("textbox", name="Name, number, phone or its last four…").fill(CUSTOMER_NO)
    desk.is_at(f"/members?q={CUSTOMER_NO}")
    (member,) = example.members(q=CUSTOMER_NO)
    expect(desk.see("main header p").first).to_have_text("1 match")
    desk.becomes(lambda: names(desk), [name_of(member)])
    desk.page.get_by_role("link", name=name_of(member), exact=True).click()
    desk.heading(re.compile(rf"^{title_of(member)}\b"))
    desk.is_at(f"/members/{member['member_id']}")
    expect(desk.see("main")).to_contain_text(f"Customer no. {CUSTOMER_NO}")
    desk.page.go_back()
    desk.is_at(f"/members?q={CUSTOMER_NO}")


def test_row__opens_its_member_wherever_it_is_clicked(desk: Desk, example: ServedExample):
    desk.open("/members")
    desk.see(f"{LINES} td").nth(3).click()
    first = example.members(sort=NEWEST_FIRST, limit=1)[0]
    desk.heading(re.compile(rf"^{title_of(first)}\b"))
    desk.is_at(f"/members/{first['member_id']}")


def test_filters__narrow_the_list_and_survive_a_reload(moving: Desk, example: ServedExample):
    moving.open("/members")
    choose(moving, "Tier", "Gold")
    moving.is_at("/members?tier=gold")
    choose(moving, "Lifecycle", "Dormant")
    moving.is_at("/members?tier=gold&lifecycle=dormant")
    expected = example.get("/v1/members", tier="gold", lifecycle="dormant", sort=NEWEST_FIRST)
    moving.becomes(lambda: (number(moving.words()), names(moving)), (expected["total"], names_of(expected["items"])))
    moving.reload()
    moving.becomes(lambda: (number(moving.words()), names(moving)), (expected["total"], names_of(expected["items"])))
    moving.button("Clear filters").click()
    moving.is_at("/members")
    moving.becomes(lambda: number(moving.words()), example.get("/v1/members")["total"])


def test_order__is_chosen_by_a_column_and_survives_a_reload(desk: Desk, example: ServedExample):
    desk.open("/members?tier=silver")
    head = desk.page.get_by_role("columnheader", name="Spend")
    for sort, order in (("-spend", "descending"), ("spend", "ascending")):
        head.click()
        desk.is_at(f"/members?tier=silver&sort={sort}")
        expected = names_of(example.members(tier="silver", sort=sort))
        desk.becomes(lambda: names(desk), expected)
        expect(head).to_have_attribute("aria-sort", order)
        desk.reload()
        desk.becomes(lambda: names(desk), expected)


def test_pages__go_on_and_back_and_survive_a_reload(desk: Desk, example: ServedExample):
    desk.open("/members?tier=silver&sort=-spend")
    first = example.get("/v1/members", tier="silver", sort="-spend")
    second = example.get("/v1/members", tier="silver", sort="-spend", cursor=first["next_cursor"])
    pager = desk.page.get_by_role("navigation", name="Pages")
    expect(pager).to_contain_text(f"1–20 of {first['total']}")
    expect(desk.button("Previous page")).to_be_disabled()

    desk.button("Next page").click()
    expect(pager).to_contain_text(f"21–40 of {first['total']}")
    desk.settle()
    assert f"cursor={first['next_cursor']}" in desk.page.url
    desk.becomes(lambda: names(desk), names_of(second["items"]))
    desk.reload()
    desk.becomes(lambda: names(desk), names_of(second["items"]))
    expect(pager).to_contain_text(f"21–40 of {first['total']}")

    desk.button("Previous page").click()
    desk.is_at("/members?tier=silver&sort=-spend")
    desk.becomes(lambda: names(desk), names_of(first["items"]))
    desk.page.go_back()
    expect(desk.page).to_have_url(re.compile("cursor="))
    desk.settle()
    desk.becomes(lambda: names(desk), names_of(second["items"]))


def test_pages__are_as_long_as_chosen(desk: Desk, example: ServedExample):
    desk.open("/members?tier=silver")
    choose(desk, "Rows per page", "50 per page")
    desk.is_at("/members?tier=silver&limit=50")
    desk.becomes(lambda: names(desk), names_of(example.members(tier="silver", sort=NEWEST_FIRST, limit=50)))


def test_list__nobody_found_says_what_to_do(desk: Desk):
    desk.open("/members?q=nobody-is-called-this")
    expect(desk.see("main")).to_contain_text("No member matches")
    desk.see("main").get_by_role("button", name="Clear filters").last.click()
    desk.is_at("/members")


@pytest.mark.parametrize("query", ["sort=upwards&limit=7", "tier=&lifecycle=undead", "joined_from=2011-13&debt=perhaps"])
def test_list__an_address_with_nonsense_shows_the_list(desk: Desk, example: ServedExample, query: str):
    desk.open(f"/members?{query}")
    desk.becomes(lambda: names(desk), names_of(example.members(sort=NEWEST_FIRST)))


def test_list__a_page_that_is_not_one_says_so(desk: Desk):
    desk.tolerate(r"status of 422 .*/v1/members")
    desk.open("/members?cursor=nonsense")
    expect(desk.page.get_by_role("alert")).to_contain_text("The request is not valid")
