"""A base of a million members: some lives are lived through the ledger, event by event, every other member is a copy of one.

What lists and rules read is as it would be: documents of real lives, with their lots, months and standings, beside narrow rows
and extracts that agree with them. Only the history behind the copies is missing.
"""

from __future__ import annotations

import os
import random
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, Final
from uuid import UUID

import msgspec
import psycopg

from bench.embedded import Embedded
from regulars.features.members.facade import rank_all
from regulars.kit.ids import new_id
from regulars.ledger.members import open_members
from regulars.ledger.sweep import sweep
from regulars.store.extracts import follow_round
from regulars.store.members import NewMember

MEMBERS: Final = int(os.environ.get("REGULARS_BENCH_MEMBERS", "1_000_000"))
LIVES: Final = 400
ORDERS_MAX: Final = 30
DAYS: Final = 720
KINDS: Final = ("fresh", "dormant", "regular", "busy")


class Million(Embedded):
    """An example program with `MEMBERS` members on an embedded server in a folder."""

    def __init__(self, folder: Path, program: str = "retail.yaml") -> None:
        now = datetime.now(UTC)
        super().__init__(folder, program, now - timedelta(days=DAYS + 1))
        self._live(now)
        self._copy()
        with self.database.snapshot() as connection:
            self.member_ids = [member_id for (member_id,) in connection.execute("SELECT member_id FROM member", binary=True)]

    def about(self) -> dict[str, Any]:
        """What every figure is to be read with."""
        with self.database.snapshot() as connection:
            row = connection.execute(
                "SELECT avg(length(document.whole))::int, (SELECT count(DISTINCT tier_key) FROM member_state)"
                " FROM member_document AS document"
            ).fetchone()
        assert row is not None
        return super().about() | {"document_bytes": row[0], "tiers": row[1], "lives": LIVES}

    def chosen(self, count: int) -> list[UUID]:
        """Some members, chosen by chance."""
        return random.sample(self.member_ids, count)

    def _live(self, now: datetime) -> None:
        chance = random.Random(4)
        start = now - timedelta(days=DAYS)
        with self.database.transaction() as connection:
            rows = [
                NewMember(new_id(), f"Life {number}", start + timedelta(days=chance.randrange(DAYS)), "bench", ())
                for number in range(LIVES)
            ]
            open_members(connection, self.context.ledger.history(connection), rows)
        events = [event for number, row in enumerate(rows) for event in _life(row, KINDS[number % len(KINDS)], now, chance)]
        events.sort(key=lambda event: event["occurred_at"])
        for first in range(0, len(events), 500):
            raws = [msgspec.json.encode(event) for event in events[first : first + 500]]
            self.context.ledger.append(raws, is_history=True)
        sweep(self.context.ledger)
        while follow_round(self.database):
            pass

    def _copy(self) -> None:
        with psycopg.connect(self.database.url) as connection:
            connection.execute("SET session_replication_role = replica")  # each row is of a member who is there: no need to look
            connection.execute(
                "CREATE TEMPORARY TABLE life ON COMMIT DROP AS SELECT row_number() OVER (ORDER BY member_no) AS no, * FROM member"
                " JOIN member_state USING (member_id) JOIN member_document USING (member_id)"
                " JOIN member_extract USING (member_id)"
            )
            connection.execute(
                "CREATE TEMPORARY TABLE copy ON COMMIT DROP AS SELECT uuidv7() AS member_id, number,"
                " 1 + (hashint4(number) & 2147483647) %% %s AS no FROM generate_series(1, %s) AS number",
                (LIVES, MEMBERS - LIVES),
            )
            connection.execute("ANALYZE life; ANALYZE copy")
            connection.execute(
                "INSERT INTO member (member_id, joined_at, join_channel)"
                " SELECT copy.member_id, joined_at,"
                " (ARRAY['store', 'app', 'partner', 'event'])[1 + number %% 4] FROM copy JOIN life USING (no) ORDER BY number",
                (),
            )
            for table in ("member_state", "member_document", "member_extract"):
                columns = connection.execute(
                    "SELECT string_agg(quote_ident(column_name), ', ' ORDER BY ordinal_position) FROM information_schema.columns"
                    " WHERE table_name = %s AND table_schema = 'public' AND column_name <> 'member_id'",
                    (table,),
                ).fetchone()
                assert columns is not None
                statement = (
                    f"INSERT INTO {table} (member_id, {columns[0]})"  # noqa: S608 - the schema's own names
                    f" SELECT copy.member_id, {', '.join('life.' + name for name in columns[0].split(', '))}"
                    " FROM copy JOIN life USING (no) ORDER BY number"
                )
                connection.execute(statement.encode())
            connection.execute(
                "INSERT INTO member_rank"
                " SELECT member_id, spend_minor, points_available, growth, coalesce(last_order_at, 'epoch') FROM member_state"
                " ORDER BY member_id ON CONFLICT DO NOTHING"
            )
            connection.execute(
                "INSERT INTO member_due SELECT queued_for, member_id FROM copy JOIN member_state USING (member_id)"
                " WHERE queued_for IS NOT NULL ORDER BY queued_for"
            )
            connection.execute(
                "INSERT INTO member_score SELECT copy.member_id, contest, score, member.member_no, is_frozen"
                " FROM copy JOIN life USING (no) JOIN member_score AS held ON held.member_id = life.member_id"
                " JOIN member ON member.member_id = copy.member_id ORDER BY number"
            )
        rank_all(self.database)
        self.rest()


def _life(row: NewMember, kind: str, now: datetime, chance: random.Random) -> list[dict[str, Any]]:
    """What a member does: orders, and check-ins between them."""
    first = row.joined_at
    last = first + (now - first) / 3 if kind == "dormant" else now - timedelta(hours=1)
    orders = {"fresh": 1, "dormant": 4, "regular": 10, "busy": ORDERS_MAX}[kind]
    events = []
    for number in range(chance.randrange(orders + 1)):
        at = first + (last - first) * chance.random()
        amount = chance.randrange(1_000, 80_000)
        order_id = f"{row.member_id.hex}-{number}"
        lines = [{"line_id": "1", "sku": "sku-1", "quantity": 1, "amount_minor": amount}]
        told: list[tuple[str, dict[str, Any]]] = [
            ("order.paid", {"order_id": order_id, "currency": "CNY", "lines": lines}), ("member.checked_in", {}),
        ]  # fmt: skip
        events += [
            {
                "source": "bench", "id": f"{order_id}-{type_}", "type": type_, "member_id": str(row.member_id),
                "occurred_at": at.isoformat(), "data": data,
            }
            for type_, data in told
        ]  # fmt: skip
    return events
