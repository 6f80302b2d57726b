"""A shop with benefits, a till that asks before it sells, and members on two tiers."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from regulars.store.clock import set_test_time
from regulars.store.database import Database
from tests.ledger.shop import PROGRAM, TODAY, Shop, order
from tests.support.applications import Site, open_site

GENEROUS = (
    PROGRAM.replace(
        "points_as_cash: {wallet: points, max_share: 30%}", "points_as_cash: {wallet: points, max_share: 30%, max_points: 4000}"
    )
    + """
benefits:
  - key: discount
    kind: discount
    name: {zh: 会员折扣, en: Member discount}
    lines: {kinds: [goods]}
    discounts: {silver: 10%, gold: 15%}
  - key: postage
    kind: free_lines
    name: {zh: 包邮, en: Free postage}
    lines: {kinds: [postage]}
    tiers: [silver, gold]
    from_amount: 50.00
  - key: line
    kind: promise
    name: {zh: 专属客服, en: Service line}
    text: {zh: 专属客服 24 小时接听, en: a service line at any hour}
    tiers: [gold]
"""
)


class Checkout:
    """A till before a sale."""

    def __init__(self, site: Site, shop: Shop) -> None:
        self.site = site
        self.shop = shop
        self.till = site.system("events:write")

    def ask(self, name: str, *lines: tuple[str, int], **more: Any) -> httpx.Response:
        """Preview a basket of lines by kind and amount in minor units."""
        basket = {
            "member": {"kind": "customer_no", "value": name}, "currency": "CNY",
            "lines": [
                {"line_id": str(number), "sku": kind, "quantity": 1, "amount_minor": amount, "kind": kind}
                for number, (kind, amount) in enumerate(lines, 1)
            ],
        }  # fmt: skip
        return self.till.post("/v1/checkout/preview", json=basket | more)


@pytest.fixture
def checkout(database: Database, tmp_path: Path) -> Iterator[Checkout]:
    """Serve the shop; Ann is silver and has points, Bo is nobody special yet."""
    with open_site(database, tmp_path) as site:
        shop = Shop(site.database, GENEROUS)
        with site.database.transaction() as connection:
            set_test_time(connection, TODAY)
        shop.join("ann", "bo")
        shop.accept(order("ann", "gift", 1000), order("ann", "gift2", 5000 // 2))
        yield Checkout(site, shop)
