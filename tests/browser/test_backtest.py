"""A backtest at the console: from the program page to what a draft would have done, and whom it would touch."""

import pytest
from playwright.sync_api import expect

from tests.support.browser import Desk
from tests.support.served_example import ServedExample
from tests.support.shown import money, number

pytestmark = pytest.mark.browser

ANSWERED_MS_MAX = 600_000
"""The whole example is decided twice; how long that takes never fails a test."""
BASE = "points: 1\n    per: 1.00\n    lines: {kinds: [goods]}\n    tier_rates"


@pytest.fixture
def asked(desk: Desk, example: ServedExample) -> Desk:
    """Ask at the desk what doubled points for spending would have done, and wait for the report."""
    desk.open("/program")
    desk.button("What would happen").click()
    desk.heading("Backtests")
    draft = desk.page.get_by_label("Draft", exact=True)
    text = draft.input_value()
    assert text == example.get("/v1/program")["yaml"]
    assert text.count(BASE) == 1
    draft.fill(text.replace(BASE, BASE.replace("points: 1", "points: 2")))
    desk.button("Start the backtest").click()
    desk.heading("What the draft would have done")
    expect(desk.panel("Outcome")).to_be_visible(timeout=ANSWERED_MS_MAX)
    return desk.settle()


def test_draft__is_tried_and_its_report_read_down_to_one_member(asked: Desk, example: ServedExample):
    backtest_id = asked.page.url.rpartition("/")[2]
    found = example.get(f"/v1/program/backtests/{backtest_id}")
    report, outcome = found["report"], found["report"]["outcome"]
    assert outcome["winners"] > 0
    assert asked.figure("winners").inner_text() == f"{outcome['winners']:,} · {money(outcome['won_minor'])}"
    (points,) = report["wallets"]
    for side, months in (("in-force", points["in_force"]), ("draft", points["draft"])):
        assert number(asked.figure(f"points-{side}").inner_text()) == sum(month["issued"] for month in months)
    rule = next(rule for rule in report["rules"] if rule["key"] == "base")
    expect(asked.figure("rule-base")).to_contain_text(money(rule["draft"]["cost_minor"]))

    asked.button("Show as a table: Points month by month").click()
    table = asked.panel("Points month by month").get_by_role("table")
    expect(table.get_by_role("row")).to_have_count(len(points["draft"]) + 1)

    first = example.get(f"/v1/program/backtests/{backtest_id}/members", side="winners", limit=1)["items"][0]
    row = asked.panel("Members to whom it matters most").get_by_role("row").nth(1)
    expect(row).to_contain_text(money(first["difference_minor"]))
    row.get_by_role("button", name="Compare").click()
    life = asked.page.get_by_role("dialog")
    expect(life.get_by_role("region", name="Draft").first).to_contain_text("Points for spending")
    life.get_by_role("link", name="Member page").click()
    asked.is_at(f"/members/{first['member_id']}")
    assert asked.complaints() == []


def test_faulty_draft__is_refused_where_it_stands(desk: Desk):
    desk.open("/program/backtests")
    draft = desk.page.get_by_label("Draft", exact=True)
    draft.fill(draft.input_value().replace("late_days: 30", "late_days: -1"))
    desk.button("Start the backtest").click()
    desk.tolerate("422")
    expect(desk.page.get_by_role("alert")).to_contain_text("The draft has faults")
    expect(desk.page.get_by_role("alert")).to_contain_text("late_days")
    desk.is_at("/program/backtests")
