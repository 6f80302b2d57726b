"""Rules of identities, how people get in, and what waits for a second person: one asks for a merge and another one agrees."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from regulars.api.console import BUILD
from tests.support.applications import PASSWORD
from tests.support.browser import DESK_WIDTH, PHONE_WIDTH, Office
from tests.support.databases import DatabaseServer
from tests.support.served_example import ServedExample, build_console
from tests.support.whole_api import Json, WholeApi, open_whole_api

pytestmark = pytest.mark.browser

POLICY = {
    "adjustment_above": 100,
    "honours": True,
    "merges": True,
    "unmerges": True,
    "mass_above": 1,
    "imports_above": 1,
    "days": 14,
}


@pytest.fixture(scope="module")
def strict(browser: Browser, database_server: DatabaseServer) -> Iterator[tuple[Office, WholeApi, Json]]:
    """Give windows on a base where nothing of it can be done alone, and a merge that somebody asked for."""
    build_console()
    with open_whole_api(database_server, BUILD) as api:
        assert api.boss().put("/v1/approvals/policy", json=POLICY).status_code == 200
        anna = api.site.staff("operator", "anna")
        both = [api.make_member(display_name=name) for name in ("Lin Wei (old)", "Lin Wei")]
        body = {"absorbed_id": both[0], "survivor_id": both[1], "reason": "one person"}
        asked = anna.post("/v1/approvals/merges", json=body)
        tagged = anna.post("/v1/approvals/tags", json={"tag": "regular", "action": "add", "members": both})
        assert (asked.status_code, tagged.status_code) == (201, 201)
        yield Office(browser, ServedExample(api.site.url, "boss", PASSWORD, api.boss())), api, asked.json()


def test_rule_of_a_kind__is_changed_and_holds(strict):
    office, api, _ = strict
    with office.sit_down() as desk:
        desk.open("/members/identities")
        desk.button("Change Phone").click()
        form = desk.page.get_by_role("dialog", name="Change Phone")
        form.get_by_label("Most of one member").fill("2")
        form.get_by_role("combobox").fill("+8613911112222")
        form.get_by_role("combobox").press("Enter")
        expect(form).to_contain_text("+8613911112222")
        form.get_by_role("button", name="Save").click()
        expect(form).to_be_hidden()
    (rule,) = [each for each in api.key().get("/v1/identity_rules").json()["items"] if each["kind"] == "phone"]
    assert (rule["per_member"], rule["blocked"][-1]) == (2, "+8613911112222")
    blocked = {"identities": [{"kind": "phone", "value": "13911112222"}]}
    assert api.key().post("/v1/members", json=blocked).json()["code"] == "identity_blocked"


def test_merge__is_agreed_to_by_somebody_else(strict):
    office, api, asked = strict
    with office.sit_down() as desk:
        desk.open("/approvals")
        row = desk.page.get_by_role("row").filter(has_text="Merge members")
        row.get_by_role("button", name="Look").click()
        request = desk.page.get_by_role("dialog")
        expect(request).to_contain_text("one person")
        expect(request.get_by_role("link", name="Open the member who stays")).to_be_visible()
        request.get_by_role("button", name="Approve").click()
        expect(request).to_contain_text("Approved")
    assert api.key().get(f"/v1/approvals/{asked['approval_id']}").json()["status"] == "approved"


def test_rules_of_log_in__are_changed_by_keyboard_once_it_is_said_what_they_do(strict):
    office, api, _ = strict
    with office.sit_down() as desk:
        desk.open("/settings/security")
        idle = desk.page.get_by_label("Logged out when idle for").first
        idle.fill("30")
        idle.press("Enter")
        asked = desk.page.get_by_role("dialog", name="Change the rules of log-in?")
        expect(asked).to_contain_text("Logged out when idle for: 480 → 30 minutes")
        expect(asked).to_contain_text("Nobody who is logged in now is affected.")
        expect(asked.get_by_role("button", name="Change")).to_be_focused()
        desk.page.keyboard.press("Enter")
        expect(desk.page.get_by_text("Saved; it holds at once")).to_be_visible()
        assert api.boss().get("/v1/security").json()["staff"]["session_idle_minutes"] == 30
        desk.tolerate(r"status of 422 .*/v1/security/preview")
        idle.fill("1440")
        desk.page.get_by_label("A log-in lasts at most").first.fill("1")
        desk.page.get_by_label("A log-in lasts at most").first.press("Enter")
        expect(desk.page.get_by_text("A session cannot idle longer than it lasts.")).to_be_visible()


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("width", [DESK_WIDTH, PHONE_WIDTH])
def test_pages__fit(strict, width: int, language):
    office, _, _ = strict
    with office.sit_down(width=width, language=language) as desk:
        for name, path in {
            "identities": "/members/identities",
            "security": "/settings/security",
            "approvals": "/approvals",
        }.items():
            desk.open(path)
            assert desk.page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), path
            if folder := os.environ.get("REGULARS_SCREENSHOTS"):
                desk.page.screenshot(path=Path(folder) / f"{name}-{width}-{language}.png", full_page=True)
