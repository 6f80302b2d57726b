"""Names that are markup, on every page that shows them: read as text, and nothing of them runs."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from regulars.api.console import BUILD
from tests.support.applications import PASSWORD
from tests.support.browser import Office
from tests.support.databases import DatabaseServer
from tests.support.served_example import ServedExample, build_console
from tests.support.whole_api import WholeApi, open_whole_api

pytestmark = pytest.mark.browser

MARKUP = "<img src=x onerror=ran=1>{{7*7}}"
PAGES = {
    "/members": True, "/members/{member_id}": True, "/members/tags": True, "/members/fields": True, "/organisation": True,
    "/settings/roles": True, "/settings/staff": True, "/settings/keys": True, "/settings/audit": False,
    "/settings/access-log": False, "/settings/webhooks": False, "/approvals": False,
}  # fmt: skip
"""Where to look, and whether the name stands there."""


@pytest.fixture(scope="module")
def marked(browser: Browser, database_server: DatabaseServer) -> Iterator[tuple[Office, str]]:
    """Give windows on a base in which whatever can be named is named so, and a member of it."""
    build_console()
    with open_whole_api(database_server, BUILD) as api:
        member_id = name_everything(api)
        yield Office(browser, ServedExample(api.site.url, "boss", PASSWORD, api.boss())), member_id


def name_everything(api: WholeApi) -> str:
    """Name all that has a name, and give the member's id."""
    key, boss, headquarters = api.key(), api.boss(), "00000000-0000-7000-8000-000000000001"
    member_id = api.make_member(display_name=MARKUP, join_channel=MARKUP)
    member = {"add": [member_id], "remove": []}
    made = [
        key.post("/v1/tags", json={"key": "marked", "name": MARKUP, "description": MARKUP}),
        key.post("/v1/tags/marked/members", json=member),
        key.post("/v1/member-fields", json={"key": "marked", "name": MARKUP, "kind": "text"}),
        key.patch(f"/v1/members/{member_id}/profile", json={"fields": {"marked": MARKUP}}),
        boss.post("/v1/organisation/units", json={"code": "M", "kind": "store", "name": MARKUP, "parent_id": headquarters}),
        boss.post("/v1/roles", json={"role": "marked", "name": MARKUP, "scopes": ["members:read"]}),
        boss.post("/v1/keys", json={"name": MARKUP, "scopes": ["events:write"]}),
        boss.post("/v1/staff", json={"username": "marked", "display_name": MARKUP, "assignments": [{"role": "clerk"}]}),
        boss.get("/v1/members", headers={"User-Agent": MARKUP}),
    ]
    assert [answer.text for answer in made if answer.status_code >= 400] == []
    return member_id


@pytest.mark.parametrize("path", PAGES)
def test_name__is_text_on_every_page(marked: tuple[Office, str], path: str):
    office, member_id = marked
    with office.sit_down() as desk:
        desk.open(path.format(member_id=member_id))
        if PAGES[path]:
            expect(desk.page.get_by_text(MARKUP).first).to_be_visible()
        assert desk.page.evaluate("typeof ran") == "undefined"
        assert desk.see('img[src="x"]').count() == 0
