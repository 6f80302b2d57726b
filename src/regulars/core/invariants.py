"""Invariants: what must hold of every ledger, checked by tests, by the audit command, and after a restore.

Each check takes stored values and yields sentences about what is wrong; no sentence means it holds.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from regulars.core.entries import Entry
from regulars.core.state import State


def check_entries(entries: Iterable[Entry]) -> Iterator[str]:
    """Every entry balances, and they are numbered without a gap."""
    for position, entry in enumerate(entries, start=1):
        if entry.no != position:
            yield f"entry {entry.no} stands where {position} was expected"
        moved = sum(change.change for change in entry.lots)
        if entry.amount != moved - entry.debt_change:
            yield f"entry {entry.no} does not balance: {entry.amount} is not {moved} - {entry.debt_change}"


def check_state(state: State, entries: Iterable[Entry]) -> Iterator[str]:
    """Every balance is the sum of its entries and of its lots less debt; no lot and no debt is below zero."""
    sums: dict[str, int] = {}
    lots: dict[str, dict[int, int]] = {}
    debts: dict[str, int] = {}
    for entry in entries:
        sums[entry.wallet] = sums.get(entry.wallet, 0) + entry.amount
        debts[entry.wallet] = debts.get(entry.wallet, 0) + entry.debt_change
        held = lots.setdefault(entry.wallet, {})
        for change in entry.lots:
            held[change.lot_no] = held.get(change.lot_no, 0) + change.change
    for wallet, points in state.points.items():
        if points.balance() != sums.pop(wallet, 0):
            yield f"wallet {wallet}: the lots less debt are not the sum of the entries"
        if points.debt < 0 or points.debt != debts.get(wallet, 0):
            yield f"wallet {wallet}: the debt {points.debt} is not what the entries say"
        from_entries = {no: left for no, left in lots.get(wallet, {}).items() if left}
        if from_entries != {lot.no: lot.remaining for lot in points.lots}:
            yield f"wallet {wallet}: a lot does not hold what the entries left in it"
        yield from (
            f"wallet {wallet}: lot {lot.no} holds {lot.remaining} of {lot.amount}"
            for lot in points.lots
            if not 0 < lot.remaining <= lot.amount
        )
    for wallet, growth in state.growth.items():
        if growth.balance() != sums.pop(wallet, 0):
            yield f"wallet {wallet}: the months do not sum to the entries"
        if growth.balance() != sum(growth.dimensions.values()):
            yield f"wallet {wallet}: the dimensions do not sum to the value"
        if {month: left for month, left in lots.get(wallet, {}).items() if left} != growth.months:
            yield f"wallet {wallet}: a month does not hold what the entries put into it"
    yield from (f"wallet {wallet}: entries sum to {left} but the state does not know it" for wallet, left in sums.items() if left)
    if state.entry_no != sum(1 for _ in entries):
        yield f"the state counts {state.entry_no} entries"
