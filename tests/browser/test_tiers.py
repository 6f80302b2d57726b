"""The tiers: each figure is that of the API, and a tier leads to its members."""

import csv
from decimal import Decimal
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.support.browser import Desk
from tests.support.served_example import ServedExample
from tests.support.shown import count, is_rounded, money, number

pytestmark = pytest.mark.browser

SPRING = {"from": "2011-03", "to": "2011-05"}


def test_tiers__shows_the_figures_of_the_api_and_leads_to_members(desk: Desk, example: ServedExample, tmp_path: Path):
    desk.open("/?from=2011-03&to=2011-05")
    desk.page.get_by_role("link", name="Retention, ARPU and cost").click()
    desk.is_at("/tiers?from=2011-03&to=2011-05")
    board = example.get("/v1/board/tiers", **SPRING)
    for tier in board["tiers"]:
        key = tier["key"]
        assert desk.figure(f"{key}-members_end").inner_text() == count(tier["members_end"])
        assert desk.figure(f"{key}-net_minor").inner_text() == money(tier["net_minor"])
        assert desk.figure(f"{key}-arpu_minor").inner_text() == ("—" if tier["arpu_minor"] is None else money(tier["arpu_minor"]))
        if tier["retention"] is not None:
            assert is_rounded(desk.figure(f"{key}-retention").inner_text(), tier["retention"], "0.001")
        assert number(desk.figure(f"cost-{key}").locator("b").inner_text()) == Decimal(tier["cost_minor"]) / 100
    assert desk.figure("all-net_minor").inner_text() == money(example.get("/v1/board", **SPRING)["sales"]["net_minor"])
    with desk.page.expect_download() as download:
        desk.button("Download CSV: Tier by tier").click()
    file = tmp_path / download.value.suggested_filename
    download.value.save_as(file)
    with file.open(encoding="utf-8-sig", newline="") as lines:
        rows = list(csv.DictReader(lines))
    assert [(row["Tier"], int(row["Orders"]), Decimal(row["Net sales"]) * 100) for row in rows] == [
        *((tier["name"]["en"], tier["orders"], tier["net_minor"]) for tier in board["tiers"]),
        ("All members", board["total"]["orders"], board["total"]["net_minor"]),
    ]
    tier = board["tiers"][-1]
    desk.see(f'main a[data-tier="{tier["key"]}"]').first.click()
    desk.heading("Members")
    expect(desk.page).to_have_url(f"{example.url}/members?tier={tier['key']}")
