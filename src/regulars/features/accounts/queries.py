"""The statements behind a member's account. Each reads rows of one member only, by the member's own indexes."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from psycopg import Connection

from regulars.core.entries import Entry
from regulars.features.accounts.contracts import (
    EntryLine,
    EventName,
    GrowthPart,
    JudgedEvent,
    TimelineEvent,
    TimelineKey,
    TimelineMoment,
)
from regulars.ledger.wire import RELEASE_SOURCE
from regulars.store.codec import stored_entry

_ENTRY = """SELECT entry.entry_no, wallet, kind, amount, lots, debt_change, rule, entry.program_version, at, entry.reference,
    entry.event_no IS NULL, recorded_at, source, event_id, type, body
    FROM entry LEFT JOIN event ON event.member_id = entry.member_id AND event.event_no = entry.event_no"""
_CHOSEN = "(%(wallet)s::text IS NULL OR wallet = %(wallet)s) AND (%(kind)s::text IS NULL OR kind = %(kind)s)"


def select_state(connection: Connection, member_id: UUID) -> str | None:
    """The state of a member as the store keeps it; None if there is no such member."""
    row = connection.execute("SELECT member_document.whole FROM member_document WHERE member_id = %s", (member_id,)).fetchone()
    return None if row is None else str(row[0])


def select_entries(
    connection: Connection, member_id: UUID, *, wallet: str | None, kind: str | None, before: int | None, limit: int
) -> list[EntryLine]:
    """Entries below a number, newest first."""
    rows = connection.execute(
        f"{_ENTRY} WHERE entry.member_id = %(member)s AND entry.entry_no < %(before)s AND {_CHOSEN}"
        " ORDER BY entry.entry_no DESC LIMIT %(limit)s",
        {"member": member_id, "before": before or 2**62, "wallet": wallet, "kind": kind, "limit": limit},
    )
    return [_line(row) for row in rows]


def select_entry(connection: Connection, member_id: UUID, entry_no: int) -> tuple[EntryLine, bytes] | None:
    """One entry, and its hash."""
    row = connection.execute(
        f"{_ENTRY.replace(' body', ' body, hash')} WHERE entry.member_id = %s AND entry.entry_no = %s", (member_id, entry_no)
    ).fetchone()
    return None if row is None else (_line(row[:-1]), bytes(row[-1]))


def count_entries(connection: Connection, member_id: UUID, wallet: str | None, kind: str | None) -> int:
    """How many entries a list has over all its pages."""
    return _number(
        connection,
        f"SELECT count(*) FROM entry WHERE member_id = %(member)s AND {_CHOSEN}",  # noqa: S608 - constant parts
        {"member": member_id, "wallet": wallet, "kind": kind},
    )


class NewerSum(NamedTuple):
    """What entries of a wallet sum to that are newer than exactly `older` of the entries asked about."""

    wallet: str
    older: int
    amount: int


def select_newer_sums(connection: Connection, member_id: UUID, entry_nos: Sequence[int]) -> list[NewerSum]:
    """For a page of entries, the sums of what is newer: one walk over the entries above the page's lowest."""
    thresholds = sorted(number + 1 for number in entry_nos)
    if not thresholds:
        return []
    rows = connection.execute(
        "SELECT wallet, width_bucket(entry_no, %(thresholds)s::bigint[]), sum(amount)::bigint FROM entry"
        " WHERE member_id = %(member)s AND entry_no >= %(lowest)s GROUP BY 1, 2",
        {"member": member_id, "thresholds": thresholds, "lowest": thresholds[0]},
    )
    return [NewerSum(*row) for row in rows]


def select_made_lots(
    connection: Connection, member_id: UUID, wallet: str, lot_nos: Sequence[int], up_to: int
) -> dict[int, datetime]:
    """When lots were made that may be spent by now, from the entries up to a number: only a lot's maker names four fields."""
    rows = connection.execute(
        "SELECT (lot->>0)::int, at FROM entry, json_array_elements(lots::json) AS lot"
        " WHERE member_id = %(member)s AND entry_no <= %(up_to)s AND wallet = %(wallet)s"
        " AND kind IN ('earn', 'adjust', 'restore', 'receive', 'send', 'fee')"
        " AND lots LIKE ANY (%(likely)s) AND (lot->>0)::int = ANY (%(lots)s) AND lot->>3 IS NOT NULL",
        {
            "member": member_id, "up_to": up_to, "wallet": wallet, "lots": list(lot_nos),
            "likely": [f"%[{number},%" for number in lot_nos],
        },
    )  # fmt: skip
    return dict(rows.fetchall())


def select_taken_before(connection: Connection, member_id: UUID, entry: Entry) -> int:
    """What earlier refunds of the same order took back of the same rule."""
    return _number(
        connection,
        "SELECT coalesce(-sum(amount), 0)::bigint FROM entry WHERE member_id = %(member)s AND reference = %(reference)s"
        " AND kind = 'reverse' AND wallet = %(wallet)s AND rule = %(rule)s AND entry_no < %(no)s",
        {"member": member_id, "reference": entry.reference, "wallet": entry.wallet, "rule": entry.rule, "no": entry.no},
    )


def select_growth(connection: Connection, member_id: UUID, wallet: str) -> list[GrowthPart]:
    """A growth wallet by month and rule, from the member's entries; in growth, the lots of an entry are its months."""
    rows = connection.execute(
        "SELECT (lot->>0)::int, rule, program_version, coalesce(sum((lot->>1)::bigint) FILTER (WHERE kind = 'earn'), 0)::bigint,"
        " sum((lot->>1)::bigint)::bigint FROM entry, json_array_elements(lots::json) AS lot"
        " WHERE member_id = %s AND wallet = %s GROUP BY 1, 2, 3 ORDER BY 1, 2, 3",
        (member_id, wallet),
    )
    return [GrowthPart(*row) for row in rows]


RANK_JOINED, RANK_EXPIRY, RANK_EVENT, RANK_TIER = range(4)

# A held event that was let through is told once, as the event of its release.
_MOMENTS = f"""SELECT occurred_at AS at, {RANK_EVENT} AS rank, event_no AS no, '' AS wallet, 0::bigint AS points FROM event
        WHERE member_id = %(member)s AND type = ANY (%(types)s) AND NOT (status = 'quarantined' AND EXISTS (
            SELECT FROM event AS release WHERE release.source = '{RELEASE_SOURCE}'
            AND release.event_id = encode(sha256(convert_to(event.source || chr(10) || event.event_id, 'UTF8')), 'hex')))
    UNION ALL SELECT at, {RANK_EXPIRY}, min(entry_no), wallet, sum(amount)::bigint FROM entry
        WHERE member_id = %(member)s AND %(expiries)s AND event_no IS NULL AND kind = 'expire' GROUP BY at, wallet"""  # noqa: S608 - only constants


def select_moments(
    connection: Connection, member_id: UUID, types: Sequence[str], *, expiries: bool, after: TimelineKey | None, limit: int
) -> list[TimelineMoment]:
    """Events of some types, and expiries if wanted, newest first, past a position."""
    at, rank, no = after or (None, None, None)
    rows = connection.execute(
        f"SELECT at, rank, no, wallet, points FROM ({_MOMENTS}) AS moments WHERE %(at)s::timestamptz IS NULL"  # noqa: S608 - only constants
        " OR (at, rank, no) < (%(at)s::timestamptz, %(rank)s::int, %(no)s::bigint)"
        " ORDER BY at DESC, rank DESC, no DESC LIMIT %(limit)s",
        {
            "member": member_id, "types": list(types), "expiries": expiries, "at": at, "rank": rank, "no": no, "limit": limit,
        },
    )  # fmt: skip
    return [TimelineMoment(*row) for row in rows]


def count_moments(connection: Connection, member_id: UUID, types: Sequence[str], *, expiries: bool) -> int:
    """How many such moments there are in all."""
    values = {"member": member_id, "types": list(types), "expiries": expiries}
    return _number(connection, f"SELECT count(*) FROM ({_MOMENTS}) AS moments", values)  # noqa: S608 - constant parts


def select_events(connection: Connection, member_id: UUID, event_nos: Sequence[int]) -> list[TimelineEvent]:
    """Events by number."""
    rows = connection.execute(
        "SELECT event_no, source, event_id, type, status, body, outcome FROM event WHERE member_id = %s AND event_no = ANY (%s)",
        (member_id, list(event_nos)),
    )
    return [TimelineEvent(*row) for row in rows]


def select_event(connection: Connection, member_id: UUID, source: str, event_id: str) -> JudgedEvent | None:
    """An event of a member as its sender named it; None if there is none."""
    row = connection.execute(
        "SELECT event_no, type, status, occurred_at, decided_at, program_version, outcome FROM event"
        " WHERE source = %s AND event_id = %s AND member_id = %s",
        (source, event_id, member_id),
    ).fetchone()
    return None if row is None else JudgedEvent(*row)


def select_given(
    connection: Connection, member_id: UUID, event_no: int, entry_nos: Sequence[int]
) -> dict[str, list[tuple[str, int]]]:
    """What an event moved by rule: (wallet, amount), out of the entries that its answer names."""
    rows = connection.execute(
        "SELECT rule, wallet, sum(amount)::bigint FROM entry WHERE member_id = %s AND entry_no = ANY (%s) AND event_no = %s"
        " AND rule IS NOT NULL GROUP BY rule, wallet ORDER BY rule, wallet",
        (member_id, list(entry_nos), event_no),
    )
    given: dict[str, list[tuple[str, int]]] = {}
    for rule, wallet, amount in rows:
        given.setdefault(rule, []).append((wallet, amount))
    return given


def select_event_sums(connection: Connection, member_id: UUID, entry_nos: Sequence[int]) -> dict[tuple[int, str], int]:
    """What events moved, by event and wallet, out of the entries named; what the clock caused is left out."""
    rows = connection.execute(
        "SELECT event_no, wallet, sum(amount)::bigint FROM entry WHERE member_id = %s AND entry_no = ANY (%s)"
        " AND event_no IS NOT NULL GROUP BY 1, 2",
        (member_id, list(entry_nos)),
    )
    return {(event_no, wallet): amount for event_no, wallet, amount in rows}


def select_refunds(connection: Connection, member_id: UUID, order_ids: Sequence[str]) -> list[tuple[int, str, str]]:
    """All counted refunds of some orders, in the order in which they were decided: (event number, order id, body)."""
    rows = connection.execute(
        "SELECT event_no, body::json->>'order_id', body FROM event WHERE member_id = %s AND type = 'order.refunded'"
        " AND status = 'accepted' AND body::json->>'order_id' = ANY (%s) ORDER BY event_no",
        (member_id, list(order_ids)),
    )
    return list(rows.fetchall())


def _line(row: Sequence[Any]) -> EntryLine:
    no, wallet, kind, amount, lots, debt, rule, version, at, reference, is_settlement, recorded_at, *event = row
    entry = stored_entry(no, wallet, kind, amount, lots, debt, rule, version, at, reference, is_settlement=is_settlement)
    return EntryLine(entry, recorded_at, None if is_settlement else EventName(*event))


def _number(connection: Connection, statement: str, values: dict[str, Any]) -> int:
    row = connection.execute(statement.encode(), values).fetchone()
    assert row is not None, "an aggregate always answers"
    return int(row[0])
