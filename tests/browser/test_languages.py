"""Two languages, each complete: no page mixes them."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.browser.pages import PAGES
from tests.support.browser import HEIGHT, PHONE_WIDTH, Desk, Language
from tests.support.served_example import ROOT, ServedExample
from tests.support.shown import day

pytestmark = pytest.mark.browser

HAN = re.compile(r"[\u3000-\u303f\u3400-\u9fff\uff00-\uffef]")
MISSING_WORDS = re.compile(r"\{\{|\}\}|\bundefined\b|\bNaN\b|\[object|^[a-z]+:[a-z.A-Z_]+$|^[a-z]+(\.[a-zA-Z_]+)+$")
LANG = {"en": "en", "zh": "zh-CN"}

# Every text a page says, also to a screen reader; what is marked as the other language is meant, and data is data.
TEXTS = """(data) => {
    const texts = [document.title];
    const own = (element) => element.closest("[lang]").getAttribute("lang") === document.documentElement.lang;
    const heard = (element) => !element.closest("[aria-hidden=true]");
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
        const parent = walker.currentNode.parentElement;
        if (own(parent) && !parent.closest(`script, style, ${data}`)) texts.push(walker.currentNode.textContent.trim());
    }
    for (const name of ["aria-label", "title", "placeholder", "alt", "aria-valuetext"]) {
        for (const element of document.body.querySelectorAll(`[${name}]`)) {
            if (own(element) && heard(element)) texts.push(element.getAttribute(name).trim());
        }
    }
    return texts.filter((text) => text !== "");
}"""
DATA = ":is(pre, textarea, .cm-content)"
"""Where pages show the operator's own text: the program's source, also where it is edited."""
LIBRARY_ICONS = {
    "down",
    "up",
    "caret-up",
    "caret-down",
    "close-circle",
    "swap-right",
    "calendar",
    "loading",
    "close",
    "eye-invisible",
}
"""What Ant Design calls its own icons inside its controls, in every language."""


def words_of(language: Language) -> dict[str, str]:
    """All words of the console in a language by key."""
    files = [ROOT / "web" / "packages" / "ui" / "src" / "locales" / f"{language}.json"]
    files += sorted((ROOT / "web" / "apps" / "console" / "src" / "locales" / language).glob("*.json"))
    return {f"{file.stem}:{key}": words for file in files for key, words in _flat(file)}


def _flat(file: Path) -> Iterator[tuple[str, str]]:
    def walk(path: str, value: Any) -> Iterator[tuple[str, str]]:
        if isinstance(value, str):
            yield path, value
        else:
            for name, inner in value.items():
                yield from walk(f"{path}.{name}", inner)

    yield from walk("", json.loads(file.read_text(encoding="utf-8")))


def english_labels() -> set[str]:
    """English words that Chinese pages write otherwise; product and format names are the same in both."""
    zh = words_of("zh")
    own = {words for key, words in words_of("en").items() if words not in zh.values() and "{{" not in words}
    return own - LIBRARY_ICONS


def mixed(texts: list[str], language: Language) -> list[str]:
    """The texts that do not belong on a page in a language."""
    if language == "en":
        return [text for text in texts if HAN.search(text)]
    labels = english_labels()
    return [text for text in texts if text in labels]


def test_canary__mixed_texts_are_found():
    assert mixed(["Members", "5,942 会员"], "en") == ["5,942 会员"]
    assert mixed(["会员", "Members", "REGENCY CAKESTAND"], "zh") == ["Members"]
    assert [text for text in ("shell:nav.members", "column.spend", "{{total}} members", "v1") if MISSING_WORDS.search(text)] == [
        "shell:nav.members", "column.spend", "{{total}} members",
    ]  # fmt: skip


def check_texts(desk: Desk, language: Language) -> None:
    assert desk.page.evaluate("document.documentElement.lang") == LANG[language]
    texts = desk.page.evaluate(TEXTS, DATA)
    assert len(texts) > 5
    assert mixed(texts, language) == []
    assert [text for text in texts if MISSING_WORDS.search(text)] == []


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("page", PAGES)
def test_page__speaks_one_language_at_a_desk_and_on_a_phone(window, example: ServedExample, page: str, language: Language):
    desk = window(language=language)
    desk.open(PAGES[page](example))
    check_texts(desk, language)
    desk.page.set_viewport_size({"width": PHONE_WIDTH, "height": HEIGHT})
    expect(desk.see("main table:visible")).to_have_count(0)
    check_texts(desk.settle(), language)


@pytest.mark.parametrize("language", ["en", "zh"])
def test_log_in__speaks_one_language(window, language: Language):
    desk = window(language=language, logged_in=False)
    desk.tolerate(r"status of 401 .*/v1/session")
    desk.open("/login")
    check_texts(desk, language)
    desk.see("button[type=submit]").click()
    expect(desk.see(".ant-form-item-explain-error").last).to_be_visible()
    check_texts(desk, language)


@pytest.mark.parametrize("language", ["en", "zh"])
def test_drawers__speak_one_language(window, example: ServedExample, language: Language):
    desk = window(language=language)
    path = PAGES["member"](example)
    entry = example.get(f"/v1{path}/entries", wallet="points", limit=1)["items"][0]["entry_no"]
    for query in (f"entry={entry}", "explain=points", "explain=growth"):
        desk.open(f"{path}?{query}")
        expect(desk.page.get_by_role("dialog")).to_be_visible()
        desk.settle()
        check_texts(desk, language)
    desk.open(path)
    desk.see("main section button").filter(has_text={"en": "Adjust points", "zh": "调整积分"}[language]).click()
    expect(desk.page.get_by_role("dialog").locator("textarea")).to_be_visible()
    check_texts(desk, language)


def test_switch__changes_the_page_in_place_and_is_remembered(window, example: ServedExample):
    desk: Desk = window(fresh=True)
    desk.open("/members?tier=gold")
    joined = example.members(tier="gold", sort="-last_order_at", limit=1)[0]["joined_at"]
    cell = desk.see("main tbody tr.ant-table-row").first.locator("td").last
    expect(cell).to_have_text(day(joined))

    desk.button("中文").click()
    desk.heading("会员")
    desk.is_at("/members?tier=gold")
    expect(cell).to_have_text(day(joined, "zh"))
    expect(desk.see("main tbody tr.ant-table-row").first).to_contain_text("金卡")
    check_texts(desk, "zh")
    desk.reload()
    check_texts(desk, "zh")

    desk.button("English").click()
    desk.heading("Members")
    check_texts(desk, "en")
    desk.reload()
    check_texts(desk, "en")
