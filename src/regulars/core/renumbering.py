"""Renumbering: lots keep their identity when they move to another member, under numbers that are free there.

All lots that a member ever had move up by one offset per wallet, also those that are spent: a redemption from before the merge
can still be undone. Going back, lots that were the survivor's own before the merge take the numbers after all others.
"""

from __future__ import annotations

from typing import Final, final

from regulars.core.extras import Hold
from regulars.core.lot import Lot
from regulars.core.records import OrderRecord, Record, RedemptionRecord, TransferRecord
from regulars.core.state import PointsBalance, State


@final
class Numbering:
    """How the lots of one wallet are numbered anew."""

    def __init__(self, offset: int, top: int = 0) -> None:
        self.offset: Final = offset
        """What is added; less than nothing on the way back."""
        self.top: Final = top
        """On the way back: the survivor's highest number."""

    def of(self, no: int) -> int:
        """The new number of a lot.

        >>> there, back = Numbering(5), Numbering(-5, 9)
        >>> [there.of(1), back.of(there.of(1)), back.of(9), back.of(1)]
        [6, 1, 4, 5]
        """
        moved = no + self.offset
        return moved if moved > 0 else moved + self.top

    def all(self, lots: list[Lot]) -> list[Lot]:
        """Lots under their new numbers."""
        return [
            Lot(
                self.of(lot.no), lot.amount, lot.remaining, lot.earned_at, lot.active_at, lot.expires_at, lot.rule, lot.reference,
                lot.program_version,
            )
            for lot in lots
        ]  # fmt: skip


Numberings = dict[str, Numbering]
"""points wallet -> how its lots are numbered anew"""
SAME: Final = Numbering(0)


def renumber_state(state: State, numberings: Numberings) -> None:
    """Give the lots and holds of a state new numbers, in place."""
    for wallet, held in state.points.items():
        numbering = numberings.get(wallet, SAME)
        state.points[wallet] = PointsBalance(numbering.all(held.lots), held.next_lot_no, held.debt)
    if state.extras is not None:
        for hold_id, hold in list(state.extras.holds.items()):
            lots = numberings.get(hold.wallet, SAME).all(hold.lots)
            state.extras.holds[hold_id] = Hold(hold.wallet, hold.points, lots, hold.until)


def renumbered(record: Record, numberings: Numberings) -> Record:
    """A record whose lots have their new numbers."""
    if isinstance(record, OrderRecord):
        changed = record.copy()
        changed.used_lots = numberings.get(record.used_wallet, SAME).all(record.used_lots)
        return changed
    if isinstance(record, RedemptionRecord):
        lots = numberings.get(record.wallet, SAME).all(record.lots)
        return RedemptionRecord(record.wallet, record.points, lots, record.is_cancelled)
    if isinstance(record, TransferRecord):
        numbering = numberings.get(record.wallet, SAME)
        return TransferRecord(record.wallet, record.receiver, numbering.all(record.sent), numbering.all(record.fee), record.month)
    return record
