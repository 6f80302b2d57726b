"""Two stores with a member each, who have everything that a member can have; and somebody in the first of them for each role."""

from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import httpx

from regulars.features.access.roles import ROLES, UNIT_SCOPES
from regulars.features.member_access.service.sessions import open_session
from regulars.features.members.facade import rank_round
from regulars.features.organisation.facade import add_below
from regulars.features.programs.facade import ProgramLibrary
from regulars.features.webhooks.service.relaying import queue_messages
from regulars.ledger.append import Ledger
from regulars.ledger.checkpoints import make_checkpoint
from regulars.store.clock import set_test_time
from regulars.store.extracts import follow_round
from tests.support.applications import Site
from tests.support.examples import publish_mall

NOW = datetime(2026, 3, 1, 9, tzinfo=UTC)
LONG_AGO = datetime(2020, 1, 1, 9, tzinfo=UTC)
PHONES = {"a": "13800138001", "b": "13900139002"}
NAMES = {"a": "Anna of A", "b": "Bao of B"}
WATCHES = """
watches:
  - {key: rush, name: {zh: 下单异常, en: Rush}, event: order.paid, at_least: 2, within_hours: 1}
"""
LIMITED = [*sorted(ROLES), "everything"]
"""Every role, and one of our own with all that can be granted for a store."""


class TwoStores:
    """Store a in the region north, store b in the region south."""

    def __init__(self, site: Site) -> None:
        self.site = site
        publish_mall(site.database, WATCHES)
        with site.database.transaction() as connection:
            set_test_time(connection, NOW)
        for region, store in (("north", "a"), ("south", "b")):
            add_below(site.database, "hq", "region", region, region)
            add_below(site.database, region, "store", store, store)
        self.admin = site.staff("admin", "boss")
        everything = {"role": "everything", "name": "Everything", "scopes": sorted(UNIT_SCOPES)}
        assert self.admin.post("/v1/roles", json=everything).status_code == 201
        field = {"key": "house", "name": "House", "kind": "text", "is_personal": True}
        assert self.admin.post("/v1/member-fields", json=field).status_code == 201
        hook = {"url": "https://8.8.8.8/hooks", "types": ["member.absorbed"]}  # nothing sends to it here
        assert self.admin.post("/v1/webhooks", json=hook).status_code == 201
        assert self.admin.post("/v1/tags", json={"key": "known", "name": "Known"}).status_code == 201
        self.former: dict[str, str] = {}
        """Who was merged into each."""
        self.members = {store: self._settle(store) for store in PHONES}
        self._staff: dict[str, httpx.Client] = {}
        while rank_round(site.database) or follow_round(site.database) or queue_messages(site.database, NOW):
            pass
        make_checkpoint(Ledger(site.database, ProgramLibrary().history))
        with site.database.transaction() as connection:
            for member_id in self.members.values():
                connection.execute("INSERT INTO member_score VALUES (%s, 'none', 1, 1, false)", (member_id,))

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
        self._have_everything(store, member_id)
        return member_id

    def _have_everything(self, store: str, member_id: str) -> None:
        """A finding, a former self, what they told and agreed to, a tag, a request about them, and an open session."""
        assert self.admin.post("/v1/events", json=self.event(store, f"{store}-2")).status_code == 200, "which is unusual"
        twin = self.admin.post("/v1/members", json={"home_store": store, "display_name": f"{NAMES[store]} too"}).json()
        self.former[store] = twin["member_id"]
        paid = self.event(store, f"{store}-twin", member_id=twin["member_id"])
        del paid["member"]
        assert self.admin.post("/v1/events", json=paid).status_code == 200
        merge = {"absorbed_id": twin["member_id"], "survivor_id": member_id, "reason": f"{NAMES[store]} is one person"}
        consent = {"channel": "sms", "purpose": "marketing", "granted": True, "source": "store form"}
        wish = {"type": "points.adjusted", "member_id": member_id, "data": {"wallet": "points", "points": 5, "reason": "gift"}}
        for path, body in (
            ("/v1/merges", merge),
            (f"/v1/members/{member_id}/consents", consent),
            ("/v1/approvals", wish),
            ("/v1/tags/known/members", {"add": [member_id], "remove": []}),
        ):
            answer = self.admin.post(path, json=body)
            assert answer.status_code in (200, 201), (path, answer.text)
        told = {"fields": {"house": f"House of {NAMES[store]}"}}
        assert self.admin.patch(f"/v1/members/{member_id}/profile", json=told).status_code == 200
        for order in (f"{store}-2", f"{store}-twin"):  # the second of them of the former self
            refund = {"refund_id": f"{order}-back", "order_id": order}
            back = self.event(store, f"{order}-back", "order.refunded", data=refund)
            assert self.admin.post("/v1/events", json=back).status_code == 200
        with self.site.database.transaction() as connection:
            open_session(connection, UUID(member_id), "token", NOW)
            rows = "INSERT INTO member_code (code_id, member_id, code_hash, expires_at) VALUES (gen_random_uuid(), %s, '', now())"
            connection.execute(rows.encode(), (member_id,))
