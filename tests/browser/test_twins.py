"""Two members who are one person: found, looked at side by side, merged with a preview, and parted again."""

import pytest
from playwright.sync_api import expect

from tests.browser.test_phone import check_fits
from tests.browser.test_screens import FOLDER, take
from tests.support.applications import FORGERY_HEADER
from tests.support.browser import DESK_WIDTH, PHONE_WIDTH
from tests.support.served_example import Json, LoadedExample, ServedExample

pytestmark = pytest.mark.browser

SURNAMES = iter("王李")
"""One for each attempt: of the first, two members may be left."""


@pytest.fixture
def pair(example: ServedExample, loaded: LoadedExample) -> list[Json]:
    """Join two members whose names are alike and whose phones end alike, each with points, and let them be found."""
    made, surname = [], next(SURNAMES)
    end = 7000 + ord(surname) % 1000
    for name, phone, points in ((f"{surname}晓明", f"1380013{end}", 120), (f"{surname}小明", f"1390013{end}", 30)):
        body = {"display_name": name, "identities": [{"kind": "phone", "value": phone}]}
        answer = example.client.post("/v1/members", json=body, headers=FORGERY_HEADER)
        assert answer.status_code == 201, answer.text
        made.append(answer.json())
        event = {
            "source": "browser", "id": f"gift {phone}", "type": "points.adjusted", "member_id": made[-1]["member_id"],
            "occurred_at": example.get("/v1/info")["now"], "data": {"wallet": "points", "points": points, "reason": "a gift"},
        }  # fmt: skip
        assert example.client.post("/v1/events", json=event, headers=FORGERY_HEADER).status_code == 200
    loaded.run("members", "find-duplicates")
    return made


def test_pair__is_merged_and_parted_again(window, example: ServedExample, loaded: LoadedExample, pair: list[Json]):
    desk = window()
    if FOLDER:
        for width in (DESK_WIDTH, PHONE_WIDTH):
            for language in ("en", "zh"):
                seen = window(width=width, language=language).open("/members/duplicates")
                take(seen, f"duplicates-{width}-{language}")
                seen.page.get_by_role("button", name={"en": "Merge …", "zh": "合并…"}[language]).first.click()
                expect(seen.page.get_by_role("dialog").get_by_role("table").first).to_be_visible()
                take(seen.settle(), f"merge-{width}-{language}", whole=False)
    desk.open("/members/duplicates")
    one, other = (member["display_name"] for member in pair)
    card = desk.page.get_by_role("region").filter(has_text=one).filter(has_text=other)
    expect(card).to_contain_text("Similar name, phone ends alike")
    expect(card).to_contain_text(pair[1]["identities"][0]["value"])
    card.get_by_role("button", name="Merge …").click()
    dialog = desk.page.get_by_role("dialog", name="Merge two members")
    dialog.get_by_role("radio").first.check()
    expect(dialog.get_by_role("table").first).to_contain_text("150")
    dialog.get_by_label("Reason").fill("One person with two phones")
    dialog.get_by_role("button", name="Merge", exact=True).click()
    expect(dialog).to_be_hidden()
    expect(card).to_be_hidden()

    merged = [example.get(f"/v1/members/{each['member_id']}") for each in pair]
    absorbed = next(each["requested_id"] for each in merged if each["requested_id"])
    desk.open(f"/members/{absorbed}")
    expect(desk.page.get_by_text("The membership you opened was merged into this one.")).to_be_visible()
    panel = desk.panel("Merges")
    expect(panel).to_contain_text("One person with two phones")
    for language in ("en", "zh"):
        check_fits(window(width=PHONE_WIDTH, language=language).open(f"/members/{absorbed}").settle())
    if FOLDER:
        take(desk, "merged-member")
    panel.get_by_role("button", name="Undo …").click()
    undo = desk.page.get_by_role("dialog", name="Undo the merge")
    undo.get_by_label("Reason").fill("Father and son")
    undo.get_by_role("button", name="Undo the merge").click()
    expect(undo).to_be_hidden()
    expect(panel).to_contain_text("Father and son")
    wallets = [example.get(f"/v1/members/{each['member_id']}/wallet")["wallets"][0]["balance"] for each in pair]
    assert wallets == [120, 30]
    assert "No violation" in loaded.run("ledger", "audit")
