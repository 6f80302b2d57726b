"""Two stores with a member each, who have everything that a member can have; and somebody in the first of them for each role."""

from datetime import UTC, datetime
from typing import Any

import httpx

from regulars.features.access.roles import ROLES, UNIT_SCOPES
from regulars.features.organisation.facade import add_below
from regulars.store.clock import set_test_time
from tests.support.applications import Site
from tests.support.examples import publish_mall

NOW = datetime(2026, 3, 1, 9, tzinfo=UTC)
LONG_AGO = datetime(2020, 1, 1, 9, tzinfo=UTC)
PHONES = {"a": "13800138001", "b": "13900139002"}
NAMES = {"a": "Anna of A", "b": "Bao of B"}
LIMITED = [*sorted(ROLES), "everything"]
"""Every role, and one of our own with all that can be granted for a store."""


class TwoStores:
    """Store a in the region north, store b in the region south."""

    def __init__(self, site: Site) -> None:
        self.site = site
        publish_mall(site.database)
        with site.database.transaction() as connection:
            set_test_time(connection, NOW)
        for region, store in (("north", "a"), ("south", "b")):
            add_below(site.database, "hq", "region", region, region)
            add_below(site.database, region, "store", store, store)
        self.admin = site.staff("admin", "boss")
        everything = {"role": "everything", "name": "Everything", "scopes": sorted(UNIT_SCOPES)}
        assert self.admin.post("/v1/roles", json=everything).status_code == 201
        self.members = {store: self._settle(store) for store in PHONES}
        self._staff: dict[str, httpx.Client] = {}

    def staff(self, role: str) -> httpx.Client:
        """Somebody with a role at store a."""
        if role not in self._staff:
            self._staff[role] = self.site.staff(role, f"{role}-a", unit="a")
        return self._staff[role]

    def event(self, store: str, event_id: str, type_: str = "order.paid", **more: Any) -> dict[str, Any]:
        """An event of a store's member, named by phone; `data` and others may be given."""
        lines = [{"line_id": "1", "sku": "s", "quantity": 1, "amount_minor": 10_000}]
        data = {"order_id": event_id, "currency": "CNY", "lines": lines} if type_ == "order.paid" else {}
        return {
            "source": "till", "id": event_id, "type": type_, "member": {"kind": "phone", "value": PHONES[store]},
            "occurred_at": NOW.isoformat(), "data": data,
        } | more  # fmt: skip

    def _settle(self, store: str) -> str:
        identities = [{"kind": "phone", "value": PHONES[store]}, {"kind": "email", "value": f"{store}@members.example"}]
        body = {"display_name": NAMES[store], "home_store": store, "identities": identities}
        member_id: str = self.admin.post("/v1/members", json=body).json()["member_id"]
        assert self.admin.post("/v1/events", json=self.event(store, f"{store}-1")).status_code == 200
        late = self.event(store, f"{store}-late", occurred_at=LONG_AGO.isoformat())
        assert self.admin.post("/v1/events", json=late).status_code in (202, 422)
        return member_id
