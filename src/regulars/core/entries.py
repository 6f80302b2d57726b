"""Entries: the immutable lines of the ledger, and the facts that the outside may react to.

An entry always balances: `amount = sum of lot changes - debt_change`. In a growth wallet the lots are months.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any, Literal, NamedTuple

EntryKind = Literal["earn", "reverse", "redeem", "restore", "expire", "write_off", "adjust"]


class LotChange(NamedTuple):
    """What an entry did to one lot. The two instants are given only by the entry that makes the lot."""

    lot_no: int
    change: int
    active_at: datetime | None = None
    expires_at: datetime | None = None


class Entry(NamedTuple):
    """One movement of one wallet. `at` is when it took effect, whenever it was written."""

    no: int
    wallet: str
    kind: EntryKind
    amount: int
    lots: tuple[LotChange, ...]
    debt_change: int
    rule: str | None
    program_version: int
    at: datetime
    reference: str | None
    is_settlement: bool = False
    """The clock caused it, not the event that happened to be next."""


class Fact(NamedTuple):
    """Something others may react to: `tier.changed`, `points.expired` … with plain data."""

    name: str
    at: datetime
    data: dict[str, Any]
