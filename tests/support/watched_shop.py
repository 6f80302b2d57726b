"""A shop whose program watches for unusual earning, with two stores and people who look into what is found."""

from typing import Any

from regulars.features.organisation.facade import add_below
from regulars.store.clock import set_test_time
from tests.ledger.shop import PROGRAM, TODAY, Shop
from tests.support.applications import Site

WATCHES = """
watches:
  - {key: rush, name: {zh: 下单异常, en: Rush}, event: order.paid, at_least: 2, within_hours: 1, then: hold}
  - {key: back, name: {zh: 退单异常, en: Come back}, event: order.refunded, at_least: 2, within_days: 7, then: freeze}
  - key: big
    name: {zh: 大额, en: Big}
    event: order.paid
    measure: amount
    at_least: 900.00
    within_days: 1
  - {key: ring, name: {zh: 介绍异常, en: Ring}, event: referral.begun, at_least: 2, within_days: 30}
"""


class WatchedShop:
    """The shop, over HTTP."""

    def __init__(self, site: Site) -> None:
        self.site = site
        self.shop = Shop(site.database, PROGRAM + WATCHES)
        with site.database.transaction() as connection:
            set_test_time(connection, TODAY)
        for store in ("a", "b"):
            add_below(site.database, "hq", "store", store, store)
        self.till = site.system("events:write", "members:write")
        self.boss = site.staff("operator", "boss")
        self.people = {store: site.staff("region_manager", f"manager-{store}", unit=store) for store in ("a", "b")}

    def join(self, name: str, store: str = "a") -> str:
        """Open a member; their id."""
        named = [{"kind": "customer_no", "value": name}]
        body = {"display_name": name.title(), "home_store": store, "identities": named}
        member_id: str = self.till.post("/v1/members", json=body).json()["member_id"]
        return member_id

    def send(self, *events: dict[str, Any]) -> list[dict[str, Any]]:
        """Send events that all count."""
        answers = [self.till.post("/v1/events", json=event) for event in events]
        assert [answer.status_code for answer in answers] == [200] * len(events), [answer.text for answer in answers]
        return [answer.json() for answer in answers]

    def found(self, member_id: str, who: Any = None) -> dict[str, Any] | None:
        """What waits of a member."""
        page = (who or self.boss).get("/v1/findings", params={"limit": 50}).json()
        return next((item for item in page["items"] if item["member_id"] == member_id), None)

    def review(self, member_id: str, total: int, verdict: str = "cleared", who: Any = None, **more: Any) -> Any:
        """Decide."""
        body = {"verdict": verdict, "reason": "looked into it", "findings_total": total} | more
        return (who or self.boss).post(f"/v1/findings/{member_id}/review", json=body)
