"""Invariants: what must hold of every ledger, checked by tests, by the audit command, and after a restore.

Each check takes stored values and yields sentences about what is wrong; no sentence means it holds.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from regulars.core.entries import Entry
from regulars.core.lot import Lot
from regulars.core.state import GrowthBalance, PointsBalance, State, shift_month


def check_entries(entries: Iterable[Entry]) -> Iterator[str]:
    """Every entry balances, and they are numbered without a gap."""
    for position, entry in enumerate(entries, start=1):
        if entry.no != position:
            yield f"entry {entry.no} stands where {position} was expected"
        moved = sum(change.change for change in entry.lots)
        if entry.amount != moved - entry.debt_change:
            yield f"entry {entry.no} does not balance: {entry.amount} is not {moved} - {entry.debt_change}"


def check_state(state: State, entries: Iterable[Entry]) -> Iterator[str]:
    """Every balance is the sum of its entries, and of its lots and holds less debt; no lot and no debt is below zero."""
    written: dict[str, _Written] = {}
    counted = 0
    for entry in entries:
        counted += 1
        wallet = written.setdefault(entry.wallet, _Written())
        wallet.amount += entry.amount
        wallet.debt += entry.debt_change
        for change in entry.lots:
            shift_month(wallet.lots, change.lot_no, change.change)
    for key, points in state.points.items():
        held = [lot for hold in state.holds().values() if hold.wallet == key for lot in hold.lots]
        yield from (f"wallet {key}: {fault}" for fault in _points_faults(points, held, written.pop(key, _Written())))
    for key, growth in state.growth.items():
        yield from (f"wallet {key}: {fault}" for fault in _growth_faults(growth, written.pop(key, _Written())))
    yield from (f"wallet {key}: there are entries, but the state does not know it" for key in written)
    if state.entry_no != counted:
        yield f"the state counts {state.entry_no} entries, the ledger {counted}"


class _Written:
    """What the entries of one wallet sum to."""

    def __init__(self) -> None:
        self.amount = 0
        self.debt = 0
        self.lots: dict[int, int] = {}


def _points_faults(points: PointsBalance, held: list[Lot], written: _Written) -> Iterator[str]:
    """`held` is what open holds have set aside, lot by lot: no entry has moved it yet."""
    parts: dict[int, int] = {}
    for lot in (*points.lots, *held):
        parts[lot.no] = parts.get(lot.no, 0) + lot.remaining
        if not 0 < parts[lot.no] <= lot.amount:
            yield f"lot {lot.no} holds {parts[lot.no]} of {lot.amount}"
    if sum(parts.values()) - points.debt != written.amount:
        yield "the lots less debt are not the sum of the entries"
    if points.debt < 0 or points.debt != written.debt:
        yield f"the debt {points.debt} is not what the entries say"
    if written.lots != parts:
        yield "a lot does not hold what the entries left in it"


def _growth_faults(growth: GrowthBalance, written: _Written) -> Iterator[str]:
    if growth.balance() != written.amount:
        yield "the months do not sum to the entries"
    if written.lots != {month: value for month, value in growth.by_month().items() if value}:
        yield "a month does not hold what the entries put into it"
