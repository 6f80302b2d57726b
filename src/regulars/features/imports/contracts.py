"""The frozen values that the import hands to others, and the limits of what it takes in.

An event is the JSON object that the HTTP interface takes as well; nothing here knows how a ledger decides it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from typing import Any, NamedTuple

Event = dict[str, Any]
"""One event as JSON: source, id, type, member, occurred_at, data."""

AppendEvents = Callable[[Sequence[Event]], Sequence[Mapping[str, Any]]]
"""The ledger, as the import sees it: a batch of events in, one answer per event out, in the same order.

An answer is {"status": "accepted" | "rejected" | "quarantined" | "refused", "duplicate": bool, "code": str}; a refused event
was not stored.
"""

RegisterMembers = Callable[[Sequence["MemberSeen"]], Sequence["RowReject"]]
"""Makes sure that members exist, before any event. Known members are left alone; identities of others are given back."""

ReportProgress = Callable[[int, int], None]
"""Called with (events done, events in all) after each batch."""

ISO_FORMAT = "%Y-%m-%dT%H:%M:%S"
"""How a date cell is written out; it is read beside the mapping's own formats."""
EVENTS_PER_BATCH = 1000
LINES_PER_ORDER_MAX = 1000
ROWS_MAX = 20_000_000
FILE_BYTES_MAX = 4 * 1024**3
EXCEL_BYTES_MAX = 256 * 1024**2
EXCEL_UNPACKED_BYTES_MAX = 2 * 1024**3
MAPPING_BYTES_MAX = 1024**2
DOCUMENT_ID_LENGTH_MAX = 60
"""An event id `refund:<credit>/<order>` must stay within 128 characters."""
ID_LENGTH_MAX = 128
SKU_LENGTH_MAX = 64
NAME_LENGTH_MAX = 200
WORD_LENGTH_MAX = 64
KIND_LENGTH_MAX = 32
QUANTITY_MAX = 10_000_000
AMOUNT_MINOR_MAX = 1_000_000_000_000
"""Per line, as for any event."""


class RowReject(NamedTuple):
    """One reason why (part of) a row did not go in. A row with two faults is named twice."""

    row: int | None
    """As a spreadsheet numbers it: the header is row 1. In a Parquet file the first row is 1. None: not about one row."""
    column: str
    value: str
    reason: str


class MemberSeen(NamedTuple):
    """A member whom the file names: the identity used in events, when and where they first appear, further identities."""

    kind: str
    value: str
    first_seen_at: datetime
    others: tuple[tuple[str, str], ...] = ()
    channel: str = ""
    store: str = ""
    """Channel and store of the first document: where the member joined."""


@dataclass(frozen=True, slots=True)
class ImportSummary:
    """What a file holds, in figures to compare with the shop's own books. Amounts are minor units of `currency`.

    `refund_lines` = `refund_lines_matched` + `refund_lines_unmatched`. A line counts as matched when any of its units is;
    `refund_lines_matched_in_part` of them have units left over, which the rejects list as well.
    """

    currency: str
    currency_digits: int
    rows: int
    rows_blank: int
    rows_without_member: int
    rows_rejected: int
    members: int
    buyers: int
    orders: int
    order_lines: int
    order_total_minor: int
    """The sum of the lines, each order rounded once (half up)."""
    order_total_exact: Decimal
    """The sum of quantity × price before any rounding, to compare with the shop's own books."""
    refund_documents: int
    refund_lines: int
    refund_total_minor: int
    """What the refund documents say of themselves; rounded and exact as for orders."""
    refund_total_exact: Decimal
    refund_lines_matched: int
    refund_lines_matched_in_part: int
    refund_lines_unmatched: int
    unmatched_by_reason: Mapping[str, int]
    refund_events: int
    matched_stated_minor: int
    """What the refund documents say the matched units are worth."""
    matched_paid_minor: int
    """What was paid for the same units: the amount that the refund events take back."""
    first_at: datetime | None
    last_at: datetime | None
    lines_by_kind: Mapping[str, int] = field(default_factory=dict)
    lines_by_category: Mapping[str, int] = field(default_factory=dict)

    @property
    def price_difference_minor(self) -> int:
        """Stated minus paid over the matched units: reported, never booked."""
        return self.matched_stated_minor - self.matched_paid_minor


@dataclass(frozen=True, slots=True)
class LoadReport:
    """What became of the events of a plan. `events_new` counts what this run added to the ledger."""

    events_total: int
    events_skipped: int
    """Done by an earlier run of the same file and mapping, and not sent again."""
    events_new: int
    events_duplicate: int
    statuses: Mapping[str, int]
    refused: tuple[RowReject, ...]
    """Events that the ledger refused: column = event type, value = event id, reason = code."""
