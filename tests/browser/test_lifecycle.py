"""Stages of life at the console: what they mean, and the days changed within their limits."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.support.browser import Desk
from tests.support.served_example import ServedExample

pytestmark = pytest.mark.browser


def test_days__are_changed_within_their_limits_and_said_at_once(desk: Desk, example: ServedExample):
    desk.open("/members/lifecycle")
    stages, form = desk.panel("Stages"), desk.panel("Change the days")
    expect(stages).to_contain_text("Joined within 30 days, with one order at most")
    lost, new = form.get_by_label("Lost: no order in so many days"), form.get_by_label("New: joined within so many days")
    lost.fill("90")
    desk.button("Save").click()
    expect(form).to_contain_text("More days than for active")
    lost.fill("180")
    new.fill("31")
    desk.button("Save").click()
    expect(form).to_contain_text("Saved; it holds from now on")
    expect(stages).to_contain_text("Joined within 31 days, with one order at most")
    assert example.get("/v1/lifecycle")["new_days"] == 31
    new.fill("30")
    desk.button("Save").click()
    expect(stages).to_contain_text("Joined within 30 days, with one order at most")
