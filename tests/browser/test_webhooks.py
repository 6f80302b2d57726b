"""Webhooks: an endpoint is added, its secret is shown once, a message arrives, and what went wrong can be sent again."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import expect
from standardwebhooks.webhooks import Webhook

from tests.browser.test_screens import FOLDER, take
from tests.support.applications import FORGERY_HEADER
from tests.support.browser import PHONE_WIDTH, Desk
from tests.support.receivers import Receiver, open_receiver
from tests.support.served_example import ServedExample

pytestmark = pytest.mark.browser


@pytest.fixture
def receiver(example: ServedExample) -> Iterator[Receiver]:
    """Receive; the endpoints made meanwhile are gone afterwards."""
    with open_receiver() as running:
        yield running
        for endpoint in example.get("/v1/webhooks")["items"]:
            example.client.delete(f"/v1/webhooks/{endpoint['endpoint_id']}", headers=FORGERY_HEADER)


def add(desk: Desk, receiver: Receiver) -> str:
    """Add an endpoint, and give its secret."""
    desk.open("/settings/webhooks")
    desk.button("Add an endpoint").click()
    form = desk.page.get_by_role("dialog", name="Add an endpoint")
    form.get_by_label("Address").fill(f"{receiver.url}/hooks")
    form.get_by_label("Note").fill("Online mall")
    form.get_by_role("button", name="Save").click()
    shown = desk.page.get_by_role("dialog", name="Signing secret")
    secret = shown.locator("code").inner_text().strip()
    shown.get_by_role("button", name="I have kept it").click()
    expect(shown).to_be_hidden()
    return secret


def test_endpoint__is_added_tried_and_its_delivery_seen(desk: Desk, example: ServedExample, receiver: Receiver):
    secret = add(desk, receiver)
    card = desk.page.get_by_role("article", name=f"{receiver.url}/hooks")
    expect(card).to_contain_text("Online mall · All facts")
    card.get_by_role("button", name="Send a test").click()
    card.get_by_role("link", name="A test message is queued").click()
    desk.heading("Deliveries")
    row = desk.page.get_by_role("row").filter(has_text="Test message")
    expect(row).to_contain_text("Delivered")
    expect(row).to_contain_text("204")
    assert Webhook(secret).verify(receiver.received[0].body, receiver.received[0].headers)["type"] == "webhook.ping"


def test_dead_letter__is_seen_and_sent_again(desk: Desk, example: ServedExample, receiver: Receiver):
    add(desk, receiver)
    receiver.answers = [(410, {})]
    desk.page.get_by_role("button", name="Send a test").click()
    card = desk.page.get_by_role("article")
    expect(card).to_contain_text("The endpoint answered that it is gone (410) and was switched off.")
    card.get_by_role("switch", name="On").click()
    expect(card.get_by_role("switch", name="On")).to_be_checked()
    card.get_by_role("definition").nth(2).get_by_role("link").click()
    desk.heading("Deliveries")
    row = desk.page.get_by_role("row").filter(has_text="Given up")
    row.get_by_role("button", name="Send again").click()
    expect(desk.page.get_by_role("alert")).to_contain_text("Messages queued again: 1.")
    desk.page.get_by_text("All", exact=True).click()
    expect(desk.page.get_by_role("row").filter(has_text="Test message")).to_contain_text("Delivered")


def test_address_inside__is_refused_with_what_to_change(desk: Desk, example: ServedExample):
    desk.tolerate(r"status of 422 .*/v1/webhooks")
    desk.open("/settings/webhooks")
    desk.button("Add an endpoint").click()
    form = desk.page.get_by_role("dialog", name="Add an endpoint")
    form.get_by_label("Address").fill("https://169.254.169.254/latest")
    form.get_by_role("button", name="Save").click()
    expect(form.get_by_role("alert")).to_contain_text("This address cannot be used")
    assert example.get("/v1/webhooks")["items"] == []


def test_pictures(window, example: ServedExample, receiver: Receiver):
    if not FOLDER:
        return  # nothing is checked here: REGULARS_SCREENSHOTS names no folder
    desk = window()
    add(desk, receiver)
    desk.page.get_by_role("button", name="Send a test").click()
    desk.page.wait_for_timeout(3_000)
    endpoint_id = example.get("/v1/webhooks")["items"][0]["endpoint_id"]
    for width in (None, PHONE_WIDTH):
        for language in ("en", "zh"):
            choices = {"width": width} if width else {}
            other = window(language=language, **choices)
            name = f"{width or 1440}-{language}"
            take(other.open("/settings/webhooks"), f"webhooks-some-{name}")
            take(other.open(f"/settings/webhooks/{endpoint_id}"), f"deliveries-{name}")
            other.open("/settings/webhooks")
            other.page.locator("main header .ant-btn-primary").click()
            expect(other.page.get_by_role("dialog")).to_be_visible()
            take(other.settle(), f"endpoint-form-{name}", whole=False)
