"""The next version from draft to force: faults shown and mended, what it changes and does, publishing it, and going back."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, expect

from tests.support.applications import FORGERY_HEADER
from tests.support.browser import PHONE_WIDTH, Desk
from tests.support.served_example import Json, LoadedExample, ServedExample
from tests.support.shown import count

pytestmark = pytest.mark.browser

LATE, SOON, LATER = "late_days: 30", "late_days: soon", "late_days: 45"
LATE_LINE = 6
SCROLL_PX, SCROLLS_MAX = 300, 40
SILVER, EASIER = "at_least: 5000, window", "at_least: 4500, window"


def text(desk: Desk) -> Locator:
    """The editor's text."""
    return desk.page.get_by_role("textbox", name="Text of the program (YAML)")


def line(desk: Desk, words: str) -> Locator:
    """A line of the editor."""
    return desk.see(".cm-line").filter(has_text=words)


def write_over(desk: Desk, before: str, after: str) -> None:
    """Write another line over one, by keyboard; the editor holds only the lines in view, so it is scrolled to."""
    for step in range(SCROLLS_MAX):
        desk.see(".cm-scroller").evaluate("(element, top) => (element.scrollTop = top)", step * SCROLL_PX)
        desk.page.evaluate("() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
        if line(desk, before).count():
            break
    line(desk, before).click()
    desk.page.keyboard.press("Home")
    desk.page.keyboard.press("Shift+End")
    desk.page.keyboard.insert_text(after)


def status(desk: Desk) -> Locator:
    """What is known of the draft as it stands."""
    return desk.page.get_by_role("log")


def tab(desk: Desk, name: str | re.Pattern[str]) -> None:
    desk.page.get_by_role("tab", name=name).click()


def about(desk: Desk, name: str = "About this draft") -> Locator:
    """What stands beside the editor."""
    return desk.page.get_by_role("complementary", name=name)


def in_force(example: ServedExample) -> Json:
    return example.get("/v1/program")


def discard(desk: Desk) -> None:
    """Give the draft up, as asked about."""
    desk.button("Discard the draft").click()
    desk.page.get_by_role("dialog").get_by_role("button", name="Discard the draft").click()
    expect(line(desk, LATE)).to_be_visible()


def go_back(desk: Desk, example: ServedExample) -> None:
    """Publish the first version's text again, as a person does."""
    desk.open("/program")
    row = desk.page.get_by_role("row").filter(has_text="Version 1")
    row.get_by_role("link", name="Go back to it").click()
    desk.is_at("/program/edit")
    publish(desk, "back to the beginning")
    assert in_force(example)["yaml"] == example.get("/v1/program/versions/1")["yaml"]


def publish(desk: Desk, note: str) -> None:
    expect(status(desk)).to_have_text("No faults")
    desk.button("Publish …").click()
    dialog = desk.page.get_by_role("dialog")
    dialog.get_by_label("What changes, and why").fill(note)
    dialog.get_by_role("button", name="Publish", exact=True).click()
    expect(dialog).to_contain_text("is in force from")
    dialog.get_by_role("button", name="Done").click()
    desk.settle()


def test_draft__shows_its_faults_and_what_it_changes(desk: Desk, example: ServedExample):
    first = in_force(example)
    desk.open("/program")
    desk.button("Change the program").click()
    desk.is_at("/program/edit")
    desk.heading("Change the program")
    expect(status(desk)).to_have_text("No faults")
    expect(desk.button("Publish …")).to_be_disabled()

    # A fault is shown on its line and in the list, which leads there.
    write_over(desk, LATE, SOON)
    expect(status(desk)).to_have_text("Faults: 1")
    expect(desk.see(".cm-lintRange-error")).to_have_text(SOON)
    expect(desk.button("Publish …")).to_be_disabled()
    fault = desk.page.get_by_role("list", name="Faults")
    expect(fault).to_contain_text("late_days")
    fault.get_by_role("button", name=f"Line {LATE_LINE}").click()
    expect(text(desk)).to_be_focused()

    # Mended, it reads well, and what it changes is told in words.
    write_over(desk, SOON, LATER)
    expect(status(desk)).to_have_text("No faults")
    tab(desk, f"Against v{first['version']}")
    part = desk.see("[data-part=late_days]")
    expect(part.locator("del")).to_contain_text("30")
    expect(part.locator("ins")).to_contain_text("45")
    tab(desk, "How it reads")
    expect(about(desk)).to_contain_text(first["rules"][0]["text"]["en"])

    # The draft outlives the page.
    desk.reload()
    expect(line(desk, LATER)).to_be_visible()
    expect(status(desk)).to_have_text("No faults")
    discard(desk)


def test_program__is_changed_from_draft_to_force_and_back(desk: Desk, example: ServedExample):
    first = in_force(example)
    desk.open("/program/edit")
    write_over(desk, LATE, LATER)
    write_over(desk, SILVER, f"reach: {{all: [{{metric: spend, {EASIER}: year}}]}}")
    expect(status(desk)).to_have_text("No faults")

    # Publishing says what it does, asks for the reason, and happens.
    desk.button("Publish …").click()
    dialog = desk.page.get_by_role("dialog")
    effect = dialog.get_by_role("region", name="What it does at once")
    everybody = example.get("/v1/members", limit=1)["total"]
    expect(effect).to_contain_text(f"all {count(everybody)} members")
    answer = example.client.post(
        "/v1/program/effect", json={"yaml": first["yaml"].replace(SILVER, EASIER)}, headers=FORGERY_HEADER
    ).json()  # fmt: skip
    (ladder,) = answer["ladders"]
    for move in [*ladder["lifted"], *ladder["reviews"]]:
        expect(effect).to_contain_text(f"{count(move['members'])} members")
    dialog.get_by_role("button", name="Publish", exact=True).click()
    expect(dialog).to_contain_text("Say what changes and why")
    assert in_force(example)["version"] == first["version"]
    dialog.get_by_label("What changes, and why").fill("more time for tills that were offline")
    dialog.get_by_role("button", name="Publish", exact=True).click()
    expect(dialog).to_contain_text(f"Version {first['version'] + 1} is in force from")
    second = in_force(example)
    assert (second["version"], second["note"]) == (first["version"] + 1, "more time for tills that were offline")
    assert LATER in second["yaml"]

    # Anybody finds what it changed.
    dialog.get_by_role("link", name="See what changed").click()
    desk.heading("Compare versions")
    expect(desk.see("[data-part=late_days] ins")).to_contain_text("45")
    expect(desk.see("[data-part='ladders.main']")).to_contain_text("Spend (calendar year) ≥ 4,500")
    desk.button("Show the lines").click()
    expect(desk.page.get_by_role("region", name="Changed lines")).to_contain_text(LATER)

    go_back(desk, example)
    assert in_force(example)["version"] == second["version"] + 1


def test_editor__completes_and_explains(desk: Desk):
    desk.open("/program/edit")
    expect(status(desk)).to_have_text("No faults")
    line(desk, "on_shortfall: debt").hover(position={"x": 60, "y": 8})
    expect(desk.see(".rg-hover")).to_contain_text("when a refund finds too few points")
    line(desk, "on_shortfall: debt").click()
    desk.page.keyboard.press("End")
    desk.page.keyboard.press("Control+Backspace")
    desk.page.keyboard.press("Control+Space")
    options = desk.page.get_by_role("listbox", name="Completions").get_by_role("option")
    expect(options).to_have_count(3)
    expect(options.filter(has_text="within_balance")).to_contain_text("what the balance holds is taken back")
    options.filter(has_text="within_balance").click()
    expect(line(desk, "on_shortfall: within_balance")).to_be_visible()
    expect(status(desk)).to_have_text("No faults")
    discard(desk)
    expect(line(desk, "on_shortfall: debt")).to_be_visible()


def test_publish__never_overwrites_what_somebody_else_published(desk: Desk, example: ServedExample):
    desk.tolerate(r"status of 409 .*/v1/program/publish")
    before = in_force(example)
    desk.open("/program/edit")
    write_over(desk, LATE, LATER)
    expect(status(desk)).to_have_text("No faults")
    desk.button("Publish …").click()
    dialog = desk.page.get_by_role("dialog")
    dialog.get_by_label("What changes, and why").fill("mine")
    body = {"yaml": before["yaml"] + "# theirs\n", "based_on": before["version"], "note": "theirs"}
    assert example.client.post("/v1/program/publish", json=body, headers=FORGERY_HEADER).status_code == 201
    dialog.get_by_role("button", name="Publish", exact=True).click()
    expect(dialog).to_contain_text("Somebody has just published another version")
    dialog.get_by_role("button", name="Cancel").click()
    note = desk.page.get_by_role("alert").filter(has_text=f"Version {before['version'] + 1} has come meanwhile")
    expect(note).to_contain_text("theirs")
    expect(desk.button("Publish …")).to_be_disabled()
    note.get_by_role("button", name=re.compile("base it on")).click()
    publish(desk, "mine, on top of theirs")
    assert in_force(example)["version"] == before["version"] + 2
    go_back(desk, example)


def test_program__can_be_changed_by_administrators_only(
    window: Callable[..., Desk], loaded: LoadedExample, example: ServedExample
):
    said = loaded.run("staff", "create", "cleo", "--role", "operator")
    cleo = window(logged_in=False)
    cleo.tolerate(r"status of 401 .*/v1/session")
    cleo.open("/login?next=%2Fprogram")
    cleo.page.get_by_label("Username", exact=True).fill("cleo")
    cleo.page.get_by_label("Password", exact=True).fill(said.split()[-1])
    cleo.button("Log in").click()
    cleo.is_at("/program")
    expect(cleo.button("Change the program")).to_have_count(0)
    expect(cleo.page.get_by_role("link", name="Go back to it")).to_have_count(0)
    cleo.open("/program/edit")
    expect(cleo.see("main")).to_contain_text("Only administrators can change the program")
    assert example.get("/v1/program/versions")["items"]


def test_editor__on_a_phone(window: Callable[..., Desk]):
    phone = window(width=PHONE_WIDTH, language="zh")
    phone.open("/program/edit")
    expect(status(phone)).to_have_text("没有问题")
    editor = phone.see(".cm-editor").bounding_box()
    assert editor is not None
    assert editor["width"] <= PHONE_WIDTH
    phone.page.get_by_role("tab", name="读起来").click()
    expect(about(phone, "关于这份草稿")).to_contain_text("每消费")
