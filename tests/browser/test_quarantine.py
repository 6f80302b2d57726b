"""Events that are held: the board counts them, the list shows them, a person lets one through."""

import pytest
from playwright.sync_api import expect

from tests.support.applications import FORGERY_HEADER
from tests.support.browser import Desk
from tests.support.served_example import Json, ServedExample
from tests.support.shown import minute, money, number

pytestmark = pytest.mark.browser

LATE = "2011-05-03T10:15:00Z"
"""Months before the example's last day; the program takes what is 30 days late."""
AMOUNT_MINOR = 7350


@pytest.fixture
def held(example: ServedExample) -> Json:
    """Report an order far too late; gives the member it belongs to."""
    member = example.members(tier="regular", sort="-last_order_at", limit=1)[0]
    line = {"line_id": "1", "sku": "85123A", "name": "LATE LANTERN", "quantity": 3, "amount_minor": AMOUNT_MINOR}
    event = {
        "source": "till", "id": "late-1", "type": "order.paid", "member_id": member["member_id"], "occurred_at": LATE,
        "data": {"order_id": "late-1", "currency": "GBP", "lines": [line]},
    }  # fmt: skip
    answer = example.client.post("/v1/events", json=event, headers=FORGERY_HEADER)
    assert answer.json()["status"] == "quarantined", answer.text
    return member


def test_held_event__is_counted_shown_and_let_through(desk: Desk, example: ServedExample, held: Json):
    desk.open("/")
    link = desk.figure("events_quarantined")
    waiting = example.get("/v1/board")["attention"]["events_quarantined"]
    assert number(link.locator(".rg-num").inner_text()) == waiting == 1
    link.click()
    desk.heading("Held events")
    row = desk.page.get_by_role("row").filter(has_text="late-1")
    for text in ("Order paid", "The event arrived later than the rules allow.", minute(LATE)):
        expect(row).to_contain_text(text)

    row.get_by_role("button", name="Release").click()
    question = desk.page.get_by_role("tooltip").filter(has_text="Release this event?")
    question.get_by_role("button", name="Release").click()
    expect(desk.page.get_by_role("alert")).to_contain_text("Released")
    expect(desk.see("main")).to_contain_text("No event is held")
    assert example.get("/v1/quarantine")["items"] == []

    desk.open(f"/members/{held['member_id']}?timeline=order")
    late = example.get(f"/v1/members/{held['member_id']}/timeline", kind="order", limit=200)["items"]
    assert [item["amount_minor"] for item in late if item["reference"] == "late-1"] == [AMOUNT_MINOR]
    expect(desk.panel("Timeline")).to_contain_text(money(AMOUNT_MINOR))
