"""A scene: a served application under a test clock, with a program, where members live through a story over HTTP."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from functools import partial
from itertools import count
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import httpx

from regulars.features.programs.facade import ProgramLibrary, publish
from regulars.ledger.append import Ledger
from regulars.ledger.audit import audit
from regulars.ledger.sweep import sweep
from regulars.store.clock import current_time, set_test_time
from regulars.store.database import Database
from tests.support.applications import Site, open_site
from tests.support.examples import MALL

ZONE = ZoneInfo("Asia/Shanghai")
Json = dict[str, Any]


def local(text: str) -> datetime:
    """An instant from local time, as `2025-03-15 10:00`."""
    return datetime.fromisoformat(text).replace(tzinfo=ZONE)


class Scene:
    """Members, events and questions in few words. Events happen at the test clock's time unless told otherwise."""

    def __init__(self, site: Site, program: str) -> None:
        self.site = site
        self.client: httpx.Client = site.staff("operator")
        self._numbers = count(1)
        self.publish(program, "2000-01-01 00:00")

    def publish(self, program: str, at: str) -> None:
        """Move the clock and publish a version that is in force from then on."""
        self.move_to(at)
        with self.site.database.transaction() as connection:
            publish(
                connection, ProgramLibrary(), program, name="program.yaml", in_force_from=None,
                clock=partial(current_time, connection),
                published_by="test",
            )  # fmt: skip

    def move_to(self, at: str) -> None:
        """Move the test clock; what falls due is left to the next event or sweep."""
        with self.site.database.transaction() as connection:
            set_test_time(connection, local(at))

    def sweep(self) -> None:
        """Let the sweeper do what is due."""
        sweep(Ledger(self.site.database, ProgramLibrary().history))

    def member(self, at: str = "2025-01-01 09:00", name: str = "Lin Wei") -> str:
        """Move the clock, create a member, and give the id."""
        self.move_to(at)
        answer = self.client.post("/v1/members", json={"display_name": name})
        assert answer.status_code == 201, answer.text
        member_id: str = answer.json()["member_id"]
        return member_id

    def tell(self, member_id: str, type_: str, at: str | None = None, *, on_time: bool = True, **data: Any) -> Json:
        """Send an event of an instant (moving the clock there if it is on time), and give the outcome."""
        if at is not None and on_time:
            self.move_to(at)
        with self.site.database.transaction() as connection:
            happened = local(at) if at is not None else current_time(connection)
        answer = self.client.post(
            "/v1/events",
            json={
                "source": "till", "id": f"e{next(self._numbers)}", "type": type_, "member_id": member_id,
                "occurred_at": happened.isoformat(), "data": data,
            },
        )  # fmt: skip
        outcome: Json = answer.json()
        return outcome

    def pay(self, member_id: str, order_id: str, at: str, *amounts: int, postage: int = 0, **more: Any) -> Json:
        """Pay an order of goods, lines A, B, C … in minor units, and perhaps postage as line P."""
        lines = [
            {"line_id": chr(65 + place), "sku": f"sku-{place}", "name": f"Thing {place}", "quantity": 1, "amount_minor": amount}
            for place, amount in enumerate(amounts)
        ]
        if postage:
            lines.append({"line_id": "P", "sku": "POST", "kind": "postage", "quantity": 1, "amount_minor": postage})
        return self.tell(member_id, "order.paid", at, order_id=order_id, currency="CNY", lines=lines, **more)

    def violations(self) -> list[str]:
        """What the audit finds wrong with the base."""
        return [violation.what for violation in audit(Ledger(self.site.database, ProgramLibrary().history))]

    def ask(self, member_id: str, what: str, **query: Any) -> Json:
        """A page of the member's account, such as `wallet`."""
        return self.get(f"/v1/members/{member_id}/{what}".rstrip("/"), **query)

    def get(self, path: str, **query: Any) -> Json:
        """The answer to a GET that succeeds."""
        answer = self.client.get(path, params=query)
        assert answer.status_code == 200, answer.text
        found: Json = answer.json()
        return found

    def pages(self, member_id: str, what: str, **query: Any) -> list[Json]:
        """All items of a list, page by page."""
        items: list[Json] = []
        cursor: Json = {}
        while True:
            page = self.ask(member_id, what, **query, **cursor)
            items += page["items"]
            assert page["next_cursor"] is None or len(page["items"]) == query.get("limit", 20)
            if page["next_cursor"] is None:
                assert page["total"] == len(items)
                return items
            cursor = {"cursor": page["next_cursor"]}


WITHOUT_DIAMOND = (("key: diamond", "key: platinum"), ("diamond: 2", "platinum: 2"), ("diamond]", "platinum]"))
"""Changes of the mall's text that put another tier in the place of diamond."""


def mall(*changes: tuple[str, str]) -> str:
    """The mall's program with some of its text replaced."""
    text = MALL.read_text(encoding="utf-8")
    for before, after in changes:
        assert before in text, before
        text = text.replace(before, after)
    return text


@contextmanager
def open_scene(database: Database, folder: Path, program: str) -> Iterator[Scene]:
    """Serve an application and set the scene."""
    with open_site(database, folder) as site:
        yield Scene(site, program)
