"""Members come in at the console from a file that is tried out first, and go out of the list as it is filtered."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.support.browser import Desk
from tests.support.served_example import ServedExample

pytestmark = pytest.mark.browser

ROWS = [
    "手机号,姓名,入会日期,鞋码",
    "13930000001,林薇,2011-05-06,37",
    "13930000002,王伟,2011-05-07,42",
    "13800138000,假号,,",
    "abc,,,",
]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Two members, a dummy and a row of letters, as an office saves them."""
    path = tmp_path / "名单.csv"
    path.write_bytes("\r\n".join(ROWS).encode("gb18030"))
    return path


def test_file__is_tried_out_brought_in_and_taken_out_again(desk: Desk, example: ServedExample, file: Path):
    desk.open("/members/import")
    with desk.page.expect_file_chooser() as chooser:
        desk.page.get_by_text("Choose a file, or drop it here").click()
    chooser.value.set_files(file)
    desk.heading("名单.csv")
    expect(desk.panel("Check the columns")).to_contain_text("13930000001")
    desk.button("Try it out").click()
    tried = desk.panel("What would happen")
    expect(tried).to_contain_text("New members2")
    faults = desk.panel("4 faults")
    expect(faults).to_contain_text("A dummy that many people share; left out")
    before = example.get("/v1/members")["total"]
    desk.button("Start the import").click()
    desk.page.get_by_role("tooltip").get_by_role("button", name="Start", exact=True).click()
    done = desk.panel("The import is done")
    expect(done).to_contain_text("New members2")
    assert example.get("/v1/members")["total"] == before + 2
    with desk.page.expect_download() as rejects:
        desk.page.get_by_role("link", name="Download all").click()
    lines = Path(rejects.value.path()).read_text("utf-8-sig").splitlines()
    assert [line.split(",")[0] for line in lines[1:]] == ["4", "4", "5", "5"]
    desk.open("/members?q=13930000001")
    desk.button("Export").click()
    form = desk.page.get_by_role("dialog", name="Export 1 members")
    with desk.page.expect_download() as taken:
        form.get_by_role("button", name="Export").click()
    header, only = csv.reader(Path(taken.value.path()).read_text("utf-8-sig").splitlines())
    found = dict(zip(header, only, strict=True))
    assert (found["Name"], found["Phone"]) == ("林*", "139****0001")


def test_phone__shows_the_columns_as_cards(phone: Desk, file: Path):
    phone.open("/members/import")
    with phone.page.expect_file_chooser() as chooser:
        phone.page.get_by_text("Choose a file, or drop it here").click()
    chooser.value.set_files(file)
    phone.heading("名单.csv")
    expect(phone.page.get_by_role("combobox", name="Meaning of “手机号”")).to_be_visible()
    assert phone.page.evaluate("document.documentElement.scrollWidth") <= 390
    phone.button("Try it out").click()
    expect(phone.panel("What would happen")).to_be_visible()
    phone.button("Change columns").click()
    expect(phone.panel("Check the columns")).to_be_visible()
