"""The summary of a demo run."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class DemoSummary:
    """What one run did (`events`, `seconds`) and what the base holds after it (everything else).

    Points are counted over the whole base: issued by rules, expired unspent, reversed by refunds (gross, before write-offs), and
    outstanding (all lots; debt is not taken off, as on the board). `events` are those this run added: 0 when it is run again.
    """

    members: int
    orders: int
    refund_documents: int
    refund_lines_matched: int
    refund_lines_unmatched: int
    events: int
    entries: int
    seconds: float
    events_per_second: float
    points_issued: int
    points_expired: int
    points_reversed: int
    points_outstanding: int
    tiers: dict[str, int]
    audit_violations: int
    order_total_minor: int
    events_stored: int
    program: str
    data_to: str
