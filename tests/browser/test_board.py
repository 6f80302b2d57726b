"""The overview: its figures are those of the API, and each leads to the members behind it."""

import csv
import re
from decimal import Decimal
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.support.browser import Desk
from tests.support.served_example import Json, ServedExample
from tests.support.shown import count, is_rounded, money, number

pytestmark = pytest.mark.browser

SPRING = {"from": "2011-03", "to": "2011-05"}
SPRING_PATH = "/?from=2011-03&to=2011-05"


def found(desk: Desk) -> Decimal:
    """How many members the list says it holds, once it is there."""
    desk.becomes(lambda: any(sign.isdigit() for sign in desk.words()), expected=True)
    return number(desk.words())


def figures(desk: Desk, *names: str) -> dict[str, Decimal]:
    """Figures as the page writes them."""
    return {name: number(desk.figure(name).inner_text()) for name in names}


def open_figure(desk: Desk, name: str) -> None:
    desk.see(f'main a[data-figure="{name}"], main a:has([data-figure="{name}"])').click()
    desk.heading("Members")


def check_headline(desk: Desk, figure: Json) -> None:
    shown = desk.figure(figure["key"])
    if figure["unit"] == "money":
        assert is_rounded(shown.inner_text(), Decimal(figure["value"]) / 100, "1")
        expect(shown).to_have_attribute("title", money(figure["value"]))
    elif figure["unit"] == "ratio":
        assert is_rounded(shown.inner_text(), figure["value"], "0.001")
    else:
        assert number(shown.inner_text()) == figure["value"]


def check_changes(desk: Desk, figure: Json) -> None:
    text = desk.see(f'main a:has([data-figure="{figure["key"]}"])').inner_text()
    written = re.findall(r"([+\u2212]?[0-9.,]+)(?:%| pp)$", text.partition("vs previous")[2], re.MULTILINE)
    befores = (figure["previous"], figure["last_year"])
    for shown, before in zip(written, befores, strict=True):
        change = figure["value"] - before
        percent = 100 * (change if figure["unit"] == "ratio" else change / before)
        assert is_rounded(shown, percent, "0.1")


@pytest.mark.parametrize(("path", "query"), [("/", {}), (SPRING_PATH, SPRING)], ids=["latest", "spring"])
def test_board__shows_the_figures_of_the_api(desk: Desk, example: ServedExample, path: str, query: dict[str, str]):
    desk.open(path)
    board = example.get("/v1/board", **query)
    for figure in board["headline"]:
        check_headline(desk, figure)
        check_changes(desk, figure)
    assert figures(desk, "total", "new") == {key: board["members"][key] for key in ("total", "new")}
    flow = ("issued", "spent", "expired", "reversed", "outstanding")
    assert figures(desk, *flow) == {key: board["points"][key] for key in flow}
    sales = board["sales"]
    assert figures(desk, "orders", "average") == {
        "orders": sales["orders"], "average": Decimal(sales["average_order_minor"]) / 100,
    }  # fmt: skip
    for name in ("net", "refunds"):
        assert is_rounded(desk.figure(name).inner_text(), Decimal(sales[f"{name}_minor"]) / 100, "1")


def test_board__shows_how_members_stand_now(desk: Desk, example: ServedExample):
    desk.open("/")
    board = example.get("/v1/board")
    bars = {f"tier-{tier['key']}": tier["members"] for tier in board["tiers"]}
    stages = {"new": "newcomers"} | {stage: stage for stage in ("active", "dormant", "lost", "without_order")}
    bars |= {f"lifecycle-{stage}": board["members"][name] for stage, name in stages.items()}
    assert {name: number(desk.figure(name).locator("b").inner_text()) for name in bars} == bars
    attention = {name: number(desk.figure(name).locator(".rg-num").inner_text()) for name in board["attention"]}
    assert attention == board["attention"]
    assert sum(tier["members"] for tier in board["tiers"]) == board["members"]["total"]


def rows_behind(desk: Desk, title: str) -> list[list[str]]:
    desk.button(f"Show as a table: {title}").click()
    rows = desk.page.get_by_role("table", name=title).locator("tbody tr").all()
    return [row.locator("th, td").all_inner_texts() for row in rows]


def test_board__has_a_table_behind_each_chart(desk: Desk, example: ServedExample):
    desk.open("/")
    board = example.get("/v1/board")
    months = board["months"]
    totals = board["headline"][0]["series"]
    assert [row[1:] for row in rows_behind(desk, "Member growth")] == [
        [count(total), count(month["members_new"])] for total, month in zip(totals, months, strict=True)
    ]
    assert [row[1:] for row in rows_behind(desk, "Sales and orders")] == [
        [
            money(month["sales_minor"] - month["refunds_minor"]), money(month["sales_minor"]), money(month["refunds_minor"]),
            count(month["orders"]),
        ]
        for month in months
    ]  # fmt: skip
    flow = ("issued", "spent", "expired", "reversed", "outstanding")
    assert [row[1:] for row in rows_behind(desk, "Points flow")] == [[count(month[key]) for key in flow] for month in months]
    moves = board["tier_moves"]
    assert rows_behind(desk, "Tiers") == [
        [
            tier["name"]["en"], count(tier["members"]),
            count(sum(move["members"] for move in moves if move["to"] == tier["key"])),
            count(sum(move["members"] for move in moves if move["from"] == tier["key"])),
        ]
        for tier in board["tiers"]
    ]  # fmt: skip


def test_board__gives_the_rows_behind_a_chart_as_csv(desk: Desk, example: ServedExample, tmp_path: Path):
    desk.open(SPRING_PATH)
    with desk.page.expect_download() as download:
        desk.button("Download CSV: Sales and orders").click()
    file = tmp_path / download.value.suggested_filename
    download.value.save_as(file)
    assert file.name == "sales-2011-03-2011-05.csv"
    with file.open(encoding="utf-8-sig", newline="") as lines:
        heads, *rows = csv.reader(lines)
    assert heads == ["Month", "Net sales", "Paid", "Refunds", "Orders"]
    assert [(row[0], Decimal(row[2]) * 100, int(row[4])) for row in rows] == [
        (month["month"], month["sales_minor"], month["orders"]) for month in example.get("/v1/board", **SPRING)["months"]
    ]


LEADS = [
    ("members_total", lambda board: board["members"]["total"]),
    ("members_new", lambda board: board["members"]["new"]),
    ("active_share", lambda board: board["members"]["active"]),
    ("tier-gold", lambda board: board["tiers"][2]["members"]),
    ("lifecycle-lost", lambda board: board["members"]["lost"]),
    ("members_in_grace", lambda board: board["attention"]["members_in_grace"]),
    ("members_in_debt", lambda board: board["attention"]["members_in_debt"]),
]


@pytest.mark.parametrize(("name", "members"), LEADS, ids=[name for name, _ in LEADS])
def test_figure__opens_as_many_members(desk: Desk, example: ServedExample, name: str, members):
    desk.open("/")
    open_figure(desk, name)
    assert "?" in desk.page.url
    desk.becomes(lambda: found(desk), members(example.get("/v1/board")))
    desk.page.go_back()
    desk.is_at("/")


def test_figure__keeps_the_months_of_the_board(desk: Desk, example: ServedExample):
    desk.open(SPRING_PATH)
    open_figure(desk, "members_new")
    assert "joined_from=2011-03&joined_to=2011-05" in desk.page.url
    desk.becomes(lambda: found(desk), example.get("/v1/board", **SPRING)["members"]["new"])


def test_chart__opens_the_members_of_a_month(desk: Desk, example: ServedExample):
    desk.open("/")
    chart = desk.panel("Member growth").get_by_role("img", name=re.compile("Members from"))
    box = chart.bounding_box()
    assert box is not None
    chart.click(position={"x": box["width"] / 2, "y": box["height"] * 0.75})
    desk.heading("Members")
    clicked = re.search(r"joined_from=([0-9-]+)&joined_to=\1$", desk.page.url)
    assert clicked is not None, desk.page.url
    joined = {month["month"]: month["members_new"] for month in example.get("/v1/board")["months"]}
    assert found(desk) == joined[clicked[1]]


def test_months__are_chosen_and_kept_in_the_address(desk: Desk, example: ServedExample):
    desk.open("/")
    desk.see("main .ant-picker").click()
    desk.page.get_by_text("Last 3 months", exact=True).click()
    desk.is_at("/?from=2011-10&to=2011-12")
    desk.reload()
    assert "Oct 2011 to Dec 2011" in desk.words()
    board = example.get("/v1/board", **{"from": "2011-10", "to": "2011-12"})
    assert figures(desk, "orders") == {"orders": board["sales"]["orders"]}
