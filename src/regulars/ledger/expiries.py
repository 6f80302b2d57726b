"""Expiries: what entries change of the points that will be gone at each instant, so that what expires soon is a sum as well."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime

from regulars.core.entries import Entry
from regulars.core.state import State

ExpiryChange = tuple[str, datetime, int]
"""(wallet, the instant at which the points are gone, change)"""


def expiry_changes(before: State, after: State, entries: Iterable[Entry]) -> Iterator[ExpiryChange]:
    """How the points that expire at an instant change by the entries of one decision or settlement.

    The entry that makes a lot states its expiry, and a settlement's expiry happens at that very instant. Other lots are looked
    up in the states; one that neither of them holds was filled and emptied by the same decision, which changes nothing.
    """
    known: dict[str, dict[int, datetime | None]] = {}
    for entry in entries:
        for lot_no, change, active_at, expires_at in entry.lots:
            if active_at is not None:
                known.setdefault(entry.wallet, {})[lot_no] = expires_at
            elif entry.kind == "expire" and entry.is_settlement:
                expires_at = entry.at  # noqa: PLW2901 - the entry leaves out what it itself says
            elif entry.wallet in after.points:
                expires_at = _look_up(entry.wallet, lot_no, known, before, after)  # noqa: PLW2901 - the same
            if expires_at is not None:
                yield entry.wallet, expires_at, change


def _look_up(
    wallet: str, lot_no: int, known: dict[str, dict[int, datetime | None]], before: State, after: State
) -> datetime | None:
    found = known.setdefault(wallet, {})
    if lot_no not in found:
        for state in (before, after):
            if wallet in state.points:
                found.update((lot.no, lot.expires_at) for lot in state.points[wallet].lots)
    return found.setdefault(lot_no, None)
