"""Repeats: an event that comes again is answered as it was the first time, for ever.

What is kept of an answer names its entries; with these and the event's row it is put together again, letter by letter (ADR 0115).
Older releases kept answers whole, and such a one is given as it is.
"""

from __future__ import annotations

from typing import Final, cast, final
from uuid import UUID

from psycopg import Connection

from regulars.core.entries import Entry
from regulars.ledger.answers import READ_KEPT, Told
from regulars.ledger.outcomes import whole
from regulars.ledger.wire import EventStatus
from regulars.store.entries import read_ranges
from regulars.store.events import EventKey, KeptAnswer

WHOLE: Final = '{"status":'
"""How an answer begins that was kept whole."""


@final
class KnownEvent:
    """An event that was answered before."""

    def __init__(self, body_hash: bytes, answer: Told) -> None:
        self.body_hash: Final = body_hash
        self.answer: Final = answer


def entry_numbers(kept: str) -> list[int]:
    """The numbers of the entries that an event's first answer names, out of what is kept of it."""
    entries = READ_KEPT(kept).entries
    if kept.startswith(WHOLE):
        return [entry["entry_no"] for entry in entries]
    first, count = entries
    return list(range(first, first + count))


def known_events(connection: Connection, kept: dict[EventKey, KeptAnswer]) -> dict[EventKey, KnownEvent]:
    """Events that come again, with their first answers."""
    if not kept:
        return {}
    numbers = {key: [] if each.outcome.startswith(WHOLE) else entry_numbers(each.outcome) for key, each in kept.items()}
    ranges = [(kept[key].member_id, held[0], len(held)) for key, held in numbers.items() if held]
    entries = read_ranges(connection, ranges) if ranges else {}
    return {
        key: KnownEvent(each.body_hash, Told(cast(EventStatus, each.status), _text(key, each, numbers[key], entries)))
        for key, each in kept.items()
    }


def _text(key: EventKey, kept: KeptAnswer, numbers: list[int], entries: dict[tuple[UUID, int], list[Entry]]) -> str:
    if kept.outcome.startswith(WHOLE):
        return kept.outcome
    named = entries[kept.member_id, numbers[0]] if numbers else []
    rest = kept.outcome[kept.outcome.index("],") + 2 : -1]
    return whole(kept.status, *key, kept.type, str(kept.member_id), kept.decided_at, named, rest)
