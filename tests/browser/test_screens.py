"""Pictures of every page, for people to look at and for the README: `REGULARS_SCREENSHOTS=folder` says where to put them."""

import os
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.pages import PAGES
from tests.support.browser import DESK_WIDTH, PHONE_WIDTH, Desk, Language
from tests.support.served_example import ServedExample

pytestmark = pytest.mark.browser

FOLDER = os.environ.get("REGULARS_SCREENSHOTS", "")
README_PICTURES = {"board": ("board", "Points flow"), "member": ("climber", "Wallet · Points")}
"""Name of a picture to its page, and to the panel where the picture ends."""

MARGIN = 16


def take(desk: Desk, name: str, *, whole: bool = True) -> None:
    """Take a picture once two in a row are the same: charts have been drawn to their end."""
    before, now = b"", desk.page.screenshot(full_page=whole)
    while now != before:
        before, now = now, desk.page.screenshot(full_page=whole)
    path = Path(FOLDER) / f"{name}.png"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(now)


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("width", [DESK_WIDTH, PHONE_WIDTH])
def test_pictures__of_every_page(window, example: ServedExample, width: int, language: Language):
    if not FOLDER:
        return  # nothing is checked here, so nothing is skipped: REGULARS_SCREENSHOTS names no folder
    desk = window(width=width, language=language)
    for page, path in PAGES.items():
        take(desk.open(path(example)), f"{page}-{width}-{language}")
    path = PAGES["member"](example)
    entry = example.get(f"/v1{path}/entries", wallet="points", limit=1)["items"][0]["entry_no"]
    for name, query in {"explain": "explain=points", "entry": f"entry={entry}"}.items():
        desk.open(f"{path}?{query}")
        expect(desk.page.get_by_role("dialog")).to_be_visible()
        take(desk.settle(), f"{name}-{width}-{language}", whole=False)
    desk.open(path)
    desk.page.locator("ol > li button", has_text={"en": "Rule by rule", "zh": "规则明细"}[language]).first.click()
    expect(desk.page.get_by_role("dialog")).to_be_visible()
    take(desk.settle(), f"verdicts-{width}-{language}", whole=False)
    stranger = window(width=width, language=language, logged_in=False)
    stranger.tolerate(r"status of 401 .*/v1/session")
    take(stranger.open("/login"), f"login-{width}-{language}")


@pytest.mark.parametrize("name", README_PICTURES)
def test_pictures__for_the_readme(window, example: ServedExample, name: str):
    if not FOLDER:
        return  # as above
    page, last = README_PICTURES[name]
    desk = window()
    desk.open(PAGES[page](example))
    box = desk.panel(last).bounding_box()
    assert box is not None
    desk.page.set_viewport_size({"width": DESK_WIDTH, "height": round(box["y"] + box["height"]) + MARGIN})
    take(desk, name, whole=False)
