"""A member with a long life, 10,000 entries and 2,000 lots, beside a new one: an event of each, what pages cost, and explaining.

The life is lived through the ledger, event by event: two hundred days whose points have expired since, then a day for every six
lots that are left. `REGULARS_BENCH_LOTS` makes it shorter.
"""

from __future__ import annotations

import os
import tempfile
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from statistics import median, quantiles
from typing import Any, Final
from uuid import UUID

import httpx
import msgspec

from bench.base import Base, order_events
from bench.server import serving
from regulars.features.access.facade import create_key
from regulars.kit.collecting import collect_seldom
from regulars.kit.ids import new_id
from regulars.ledger.answers import Told
from regulars.ledger.members import open_members
from regulars.store.members import NewMember

LOTS: Final = int(os.environ.get("REGULARS_BENCH_LOTS", "2_000"))
LOTS_A_DAY: Final = 6
DAYS: Final = (LOTS + LOTS_A_DAY - 1) // LOTS_A_DAY
GONE_DAYS: Final = DAYS * 2 // 3
"""Days so long ago that all their points have expired."""
SINCE_DAYS: Final = 400
ACTIVITIES: Final = ("log_in", *["share"] * 3, *["comment"] * 5, *["ugc"] * 3)
MEMBERS: Final = 2_000
ORDINARY: Final = 200
"""Members with some twenty events, whose balances are explained as well."""
ROUNDS: Final = 300
WARM_ROUNDS: Final = 30
PAGES: Final = 100


def measure() -> dict[str, Any]:
    """An event of one who has been with us for years against one of who has just joined, and milliseconds of pages."""
    print("long life …", flush=True)
    with tempfile.TemporaryDirectory(prefix="regulars-bench-") as folder, Base(Path(folder), "retail.yaml", MEMBERS) as base:
        collect_seldom()
        member_id = _live(base)
        lots, entries, document = _held(base, member_id)
        assert lots >= LOTS, lots
        old, new = _events_in_turn(base, member_id)
        _append(base, order_events(base.member_ids[:ORDINARY], ORDINARY * 20, "ordinary", seed=11))
        pages = _pages(base, member_id)
        return {
            "long_life_event_vs_new": round(median(old) / median(new), 2),
            "long_life_event_ms": _ms(median(old)), "new_member_event_ms": _ms(median(new)),
            **{f"{name}_ms_p95": _ms(quantiles(times, n=20)[-1]) for name, times in pages.items()},
            "long_life": base.about() | {
                "lots": lots, "entries": entries, "document_bytes": document, "events_each": ROUNDS,
                "event": "a paid order in a transaction of its own, by turns", "pages": f"over HTTP, {PAGES} times each",
                "explain": f"balances and events, the long life and {ORDINARY} ordinary members by turns",
                "repeat": "python -m bench long_life",
            },
        }  # fmt: skip


def _live(base: Base) -> UUID:
    now = datetime.now(UTC)
    joined_at = now - timedelta(days=SINCE_DAYS + GONE_DAYS + 1)
    member_id = new_id()
    with base.database.transaction() as connection:
        row = NewMember(member_id, "Long life", joined_at, "bench", ())
        open_members(connection, base.context.ledger.history(connection), [row])
    _append(base, [msgspec.json.encode(event) for event in _life(str(member_id), now)], is_history=True)
    return member_id


def _life(member_id: str, now: datetime) -> Iterator[dict[str, Any]]:
    days = [SINCE_DAYS + number for number in range(GONE_DAYS, 0, -1)] + list(range(DAYS, 0, -1))
    for day in days:
        at = now - timedelta(days=day)
        order: dict[str, Any] = {
            "order_id": f"long-{day}", "currency": "CNY",
            "lines": [{"line_id": "1", "sku": "sku-1", "quantity": 1, "amount_minor": 12_000}],
        }  # fmt: skip
        told: list[tuple[str, dict[str, Any]]] = [("order.paid", order), ("member.checked_in", {})]
        told += [("activity.done", {"activity": activity}) for activity in ACTIVITIES]
        for number, (type_, data) in enumerate(told):
            yield {
                "source": "bench", "id": f"long-{day}-{number}", "type": type_, "member_id": member_id,
                "occurred_at": at + timedelta(seconds=number), "data": data,
            }  # fmt: skip


def _append(base: Base, raws: list[bytes], *, is_history: bool = False) -> None:
    for first in range(0, len(raws), 500):
        for answer in base.context.ledger.answer(raws[first : first + 500], is_history=is_history):
            assert isinstance(answer, Told), answer
            assert answer.status == "accepted", answer.text


def _held(base: Base, member_id: UUID) -> tuple[int, int, int]:
    with base.database.snapshot() as connection:
        row = connection.execute(
            "SELECT json_array_length(document.whole::json->6->'points'->0), entry_no, length(document.whole)"
            " FROM member_document AS document"
            " JOIN member_state USING (member_id) WHERE member_id = %s",
            (member_id,),
        ).fetchone()
    assert row is not None
    return row[0], row[1], row[2]


def _events_in_turn(base: Base, member_id: UUID) -> tuple[list[float], list[float]]:
    """Seconds of an order of the long life and of one of a member who has none yet, one after the other."""
    fresh = iter(base.member_ids[ORDINARY:])
    times: tuple[list[float], list[float]] = ([], [])
    for number in range(ROUNDS + WARM_ROUNDS):
        for place, buyer in enumerate((member_id, next(fresh))):
            (raw,) = order_events([buyer], 1, f"turn-{number}-{place}", seed=number)
            began = time.perf_counter()
            (answer,) = base.context.ledger.answer([raw])
            if number >= WARM_ROUNDS:
                times[place].append(time.perf_counter() - began)
            assert isinstance(answer, Told), answer
    return times


def _pages(base: Base, member_id: UUID) -> dict[str, list[float]]:
    """Seconds of the wallet page's requests for the long life, and of explaining for it and for ordinary members."""
    events = _some_events(base, member_id)
    bearer = create_key(base.database, "bench", ("members:read",)).bearer
    times: dict[str, list[float]] = {"wallet_page": [], "entries_page": [], "explain": []}
    with serving(base) as port, httpx.Client(
        base_url=f"http://127.0.0.1:{port}/v1/members", headers={"Authorization": f"Bearer {bearer}"}, trust_env=False
    ) as client:  # fmt: skip
        for number in range(-10, PAGES):
            other, source, event_id = events[number % len(events)]
            for name, path, query in (
                ("wallet_page", f"/{member_id}/wallet", {}),
                ("entries_page", f"/{member_id}/entries", {}),
                ("explain", f"/{member_id}/explain", {"wallet": "points"}),
                ("explain", f"/{member_id}/explain", {"wallet": "growth"}),
                ("explain", f"/{other}/explain", {"wallet": "points"}),
                ("explain", f"/{other}/explain", {"wallet": "growth"}),
                ("explain", f"/{other}/events/explain", {"source": source, "id": event_id}),
            ):
                began = time.perf_counter()
                answer = client.get(path, params=query)
                if number >= 0:
                    times[name].append(time.perf_counter() - began)
                assert answer.status_code == 200, answer.text
    return times


def _some_events(base: Base, member_id: UUID) -> list[tuple[UUID, str, str]]:
    with base.database.snapshot() as connection:
        rows = connection.execute(
            "(SELECT member_id, source, event_id FROM event WHERE member_id = %s ORDER BY event_no DESC LIMIT 20) UNION ALL"
            " (SELECT DISTINCT ON (member_id) member_id, source, event_id FROM event WHERE member_id = ANY(%s))",
            (member_id, base.member_ids[:ORDINARY]),
        )
        return list(rows.fetchall())


def _ms(seconds: float) -> float:
    return round(seconds * 1000, 2)
