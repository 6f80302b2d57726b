"""The whole API over a base where there is one of everything: each operation, who may call it, and what its path can name."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, BinaryIO

import httpx

from regulars.features.access.roles import KEY_SCOPES
from regulars.features.member_access.service.sessions import open_session
from regulars.features.organisation.facade import add_below
from regulars.features.programs.facade import ProgramLibrary
from regulars.kit.settings import MessageSettings, Settings
from regulars.ledger.append import Ledger
from regulars.ledger.checkpoints import make_checkpoint
from regulars.store.clock import set_test_time
from tests.support.applications import Site, open_site
from tests.support.databases import DatabaseServer
from tests.support.examples import MALL, publish_mall
from tests.support.mailbox import open_mailbox

Json = dict[str, Any]
NOW = datetime(2026, 3, 1, 9, tzinfo=UTC)
LONG_AGO = datetime(2020, 1, 1, 9, tzinfo=UTC)
PUBLIC_ADDRESS = "https://8.8.8.8/hooks"
"""Nothing is sent there: what sends webhooks does not run, and the guard over the network would refuse."""


class WholeApi:
    """One of everything, made over HTTP."""

    def __init__(self, site: Site) -> None:
        self.site = site
        publish_mall(site.database)
        with site.database.transaction() as connection:
            set_test_time(connection, NOW)
        self.document: Json = site.anonymous().get("/v1/openapi.json").json()
        self.operations: dict[str, Json] = {
            operation["operationId"]: operation | {"path": path, "method": method.upper()}
            for path, methods in self.document["paths"].items()
            for method, operation in methods.items()
        }
        self._key = site.system(*sorted(KEY_SCOPES))
        self._boss = site.staff("admin", "boss")
        self._bosses = 1
        self.named = self._make_everything()
        self._member = self._member_session()

    def path_values(self, operation: Json) -> Json:
        """What the path of an operation can name."""
        wanted = re.findall(r"{(\w+)}", operation["path"])
        assert set(wanted) <= self.named.keys(), f"make one of {wanted} here"
        return {name: self.named[name] for name in wanted} | self._own(operation)

    def body(self, operation: Json) -> Any:
        """The JSON that an operation's description shows, or None; no name of a machine in it has to be looked up."""
        shown = operation.get("requestBody", {}).get("content", {}).get("application/json", {}).get("example")
        return shown | {"url": PUBLIC_ADDRESS} if shown and "url" in shown else shown

    def caller(self, operation: Json) -> httpx.Client:
        """Somebody who may call an operation: a system where it may, else an administrator, else a member."""
        ways = [way for each in operation["security"] for way in each]
        if "api_key" in ways:
            return self._key
        if "member" in ways:
            if self._member.get("/v1/member").status_code != 200:
                self._member = self._member_session()
            return self._member
        return self.boss() if "session" in ways else self.site.anonymous()

    def boss(self) -> httpx.Client:
        """An administrator whose session is open; another one where an operation has ended it, or taken a role."""
        if self._boss.get("/v1/staff").status_code != 200:
            self._bosses += 1
            with self.site.database.transaction() as connection:
                connection.execute("DELETE FROM second_factor_role")
            self._boss = self.site.staff("admin", f"boss-{self._bosses}")
        return self._boss

    def key(self) -> httpx.Client:
        """A system that may do all that systems may."""
        return self._key

    def make_member(self, **more: Any) -> str:
        """Add a member and give their id."""
        answer = self._key.post("/v1/members", json=more)
        assert answer.status_code == 201, answer.text
        member_id: str = answer.json()["member_id"]
        return member_id

    def event(self, member_id: str, event_id: str, type_: str, data: Json, at: datetime = NOW) -> Json:
        """Send an event, and give what became of it."""
        body = {
            "source": "till", "id": event_id, "type": type_, "member_id": member_id, "occurred_at": at.isoformat(), "data": data,
        }  # fmt: skip
        answer: Json = self._key.post("/v1/events", json=body).json()
        return answer

    def _own(self, operation: Json) -> Json:
        """One's own session is not the first one's any more where another administrator came."""
        if "{session_id}" not in operation["path"]:
            return {}
        return {"session_id": self._boss.get("/v1/me/sessions").json()["items"][0]["session_id"]}

    def _make_everything(self) -> Json:
        identities = [{"kind": "phone", "value": "13912345678"}, {"kind": "email", "value": "ann@example.com"}]
        member_id = self.make_member(display_name="Lin Wei", identities=identities)
        lines = [{"line_id": "1", "sku": "s", "quantity": 1, "amount_minor": 10_000}]
        order = {"order_id": "o-1", "currency": "CNY", "lines": lines}
        assert self.event(member_id, "e-1", "order.paid", order)["status"] == "accepted"
        assert self.event(member_id, "e-2", "order.paid", order | {"order_id": "o-2"}, LONG_AGO)["status"] == "quarantined"
        make_checkpoint(Ledger(self.site.database, ProgramLibrary().history))
        merge = {"absorbed_id": self.make_member(), "survivor_id": self.make_member(), "reason": "one person"}
        data = {"wallet": "points", "points": 500, "reason": "gift"}
        endpoint_id = self._made("/v1/webhooks", {"url": PUBLIC_ADDRESS, "types": ["tier.changed"]})["endpoint"]["endpoint_id"]
        self._key.post(f"/v1/webhooks/{endpoint_id}/ping")
        add_below(self.site.database, "hq", "store", "s1", "One")
        units = self._key.get("/v1/organisation/units").json()["items"]
        backtest = {"from": "2026-01-01", "yaml": MALL.read_text(encoding="utf-8")}
        held = self._key.get(f"/v1/members/{member_id}/identities").json()["items"]
        return {
            "member_id": member_id,
            "identity_id": held[0]["identity_id"],
            "kind": "phone",
            "entry_no": 1,
            "version": 1,
            "checkpoint_no": 1,
            "key": self._made("/v1/tags", {"key": "regular", "name": "Regular"})["key"],
            "view_id": self._made("/v1/member-views", {"name": "Mine", "content": {}})["view_id"],
            "endpoint_id": endpoint_id,
            "delivery_no": 1,
            "backtest_id": self._made("/v1/program/backtests", backtest)["backtest_id"],
            "unit_id": next(unit["unit_id"] for unit in units if unit["code"] == "s1"),
            "approval_id": self._made("/v1/approvals", {"type": "points.adjusted", "member_id": member_id, "data": data})[
                "approval_id"
            ],
            "import_id": self._handed_over(),
            "merge_id": self._made("/v1/merges", merge)["merge_id"],
            "honour": "nobody",
            "session_id": "",
            "staff_id": self._made("/v1/staff", {"username": "lin", "assignments": [{"role": "clerk"}]})["account"]["staff_id"],
            "role": self._made("/v1/roles", {"role": "advisor", "name": "Advisor", "scopes": ["members:read"]})["role"],
            "key_id": self._made("/v1/keys", {"name": "till", "scopes": ["events:write"]})["key"]["key_id"],
        }

    def _made(self, path: str, body: Json) -> Json:
        is_for_people = path in {"/v1/staff", "/v1/roles", "/v1/keys"}
        answer = (self._boss if is_for_people else self._key).post(path, json=body)
        assert answer.status_code in (201, 202), answer.text
        made: Json = answer.json()
        return made

    def _handed_over(self) -> str:
        file = "手机号,姓名\r\n13912345679,林薇\r\n".encode()
        answer = self._key.post("/v1/member-imports", params={"file_name": "members.csv"}, content=file)
        assert answer.status_code == 201, answer.text
        import_id: str = answer.json()["import_id"]
        return import_id

    def _member_session(self) -> httpx.Client:
        with self.site.database.transaction() as connection:
            opened = open_session(connection, self.named["member_id"], "code", datetime.now(UTC))
        client = self.site.anonymous()
        client.headers["Authorization"] = f"Bearer {opened.token}"
        return client


@contextmanager
def open_whole_api(database_server: DatabaseServer, console_build: Path, log: BinaryIO | None = None) -> Iterator[WholeApi]:
    """Serve a base with one of everything; members can be sent codes."""
    with database_server.fresh_database() as database, open_mailbox() as mailbox:
        messages = MessageSettings(smtp_url=mailbox.url, mail_from="club@shop.example")
        with open_site(database, console_build, log, Settings(messages=messages)) as site:
            yield WholeApi(site)
