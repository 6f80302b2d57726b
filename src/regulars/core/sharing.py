"""Sharing: how a share follows what comes under an absorbed member's name, and how it leaves the survivor's wallet.

What an event earned is added to the share, and what it spent is taken from it: first from the lots that the entry names, then in
the order of spending, and what is not there is owed. A share's lots end when they end, spent by the survivor or not.
"""

from __future__ import annotations

from typing import Final, final

from regulars.core import lots
from regulars.core.entries import Entry, LotChange
from regulars.core.lot import Lot
from regulars.core.moment import Moment
from regulars.core.state import PointsBalance
from regulars.core.strands import Share

NO_SHARE: Final = Share([], 0, [])


def followed(moment: Moment, share: Share, entry: Entry, gone: dict[int, Lot]) -> Share:
    """A share after an entry of the absorbed member's. `gone` has the lots of the wallet as they were before the event."""
    own = PointsBalance(_unended(moment, entry.wallet, share.lots), 0, share.debt)
    lent = share.lent
    if entry.amount < 0:
        named = {change.lot_no: -change.change for change in entry.lots if change.change < 0}
        order = lots.SPEND_ORDERS[moment.wallet(entry.wallet).spend_order]
        first = [lot for lot in own.lots if lot.no in named]
        others = sorted([lot for lot in own.lots if lot.no not in named], key=order)
        missing = -entry.amount - lots.total_of(lots.take(own, -entry.amount, first + others))
        own.debt += missing
        lent = lent + _lent(named, share.lots, gone, missing)
    elif entry.kind == "write_off":  # only what is owed can be written off
        own.debt -= min(own.debt, entry.amount)
    else:
        rest = entry.amount - min(own.debt, entry.amount)
        own.debt -= entry.amount - rest
        for change in entry.lots:
            part = min(change.change, rest)
            if part > 0:
                rest -= part
                _put(own, _lot_of(moment, entry, change, gone).with_remaining(part))
        if rest > 0:  # it paid what the survivor owed
            _put(own, _own_lot(moment, entry.wallet, rest))
    return Share(own.lots, own.debt, lent if own.debt else [])


def _unended(moment: Moment, wallet: str, own: list[Lot]) -> list[Lot]:
    """A share's lots that have not ended; one that was prolonged in the survivor's wallet lives on as long here."""
    ends = {lot.no: lot.expires_at for lot in moment.points(wallet).lots}
    kept: list[Lot] = []
    for lot in own:
        ends_at = max(ends.get(lot.no, lot.expires_at), lot.expires_at)
        if ends_at > moment.now:
            kept.append(lots.until(lot, ends_at))
    return kept


def _lent(named: dict[int, int], own: list[Lot], gone: dict[int, Lot], missing: int) -> list[Lot]:
    """The survivor's lots that paid for what was missing."""
    found: list[Lot] = []
    owned = {lot.no for lot in own}
    for no, taken in named.items():
        part = min(taken, missing)
        if part > 0 and no not in owned and no in gone:
            missing -= part
            found.append(gone[no].with_remaining(part))
    return found


def _lot_of(moment: Moment, entry: Entry, change: LotChange, gone: dict[int, Lot]) -> Lot:
    for lot in moment.points(entry.wallet).lots:
        if lot.no == change.lot_no:
            return lot
    if change.lot_no in gone:
        return gone[change.lot_no]
    at = moment.effective_at
    return Lot(
        change.lot_no, change.change, change.change, at, at, change.expires_at, entry.rule, entry.reference, entry.program_version
    )


def _own_lot(moment: Moment, wallet: str, points: int) -> Lot:
    """A lot as if the points had been earned now."""
    held = moment.points(wallet)
    no = held.next_lot_no
    held.next_lot_no += 1
    ends_at = lots.expires_at(moment.day, moment.wallet(wallet).expiry, moment.program.calendar)
    at = moment.effective_at
    return Lot(no, points, points, at, at, ends_at, "", moment.reference, moment.program.version)


def _put(own: PointsBalance, lot: Lot) -> None:
    """Add to a share's lot, or begin it."""
    for place in range(len(own.lots)):
        if own.lots[place].no == lot.no:
            own.lots[place] = lot.with_remaining(own.lots[place].remaining + lot.remaining)
            return
    own.lots.append(lot)


@final
class Parted:
    """What a survivor's wallet goes through when a share leaves it."""

    def __init__(self) -> None:
        self.changes: list[LotChange] = []
        self.debt_change = 0


def part(moment: Moment, wallet: str, share: Share) -> list[Lot]:
    """Take a share out of the survivor's wallet, and enter it; the lots that the absorbed member gets are returned.

    The survivor's lots that paid for the other come back, as long as they have not ended. The share is taken from its own lots,
    then from the others in the order of spending, and what is not there is owed by the survivor.
    """
    held = moment.points(wallet)
    own = _unended(moment, wallet, share.lots)
    parted = Parted()
    _give_back(moment, wallet, held, share, parted)
    same: list[Lot] = []
    missing = 0
    for lot in own:
        taken = lots.take(held, lot.remaining, [each for each in held.lots if each.no == lot.no])
        parted.changes += lots.taken_changes(taken)
        missing += lot.remaining - lots.total_of(taken)
        same.append(lot)
    order = lots.SPEND_ORDERS[moment.wallet(wallet).spend_order]
    usable = [lot for lot in held.lots if lot.active_at <= moment.now]
    waiting = [lot for lot in held.lots if lot.active_at > moment.now]
    taken = lots.take(held, missing, sorted(usable, key=order) + sorted(waiting, key=order))
    parted.changes += lots.taken_changes(taken)
    owed = missing - lots.total_of(taken)
    held.debt += owed
    parted.debt_change += owed
    amount = share.debt - lots.total_of(own)
    if parted.changes or parted.debt_change:
        moment.enter(wallet, "unmerge", amount, parted.changes, parted.debt_change)
    return same


def _give_back(moment: Moment, wallet: str, held: PointsBalance, share: Share, parted: Parted) -> None:
    """What the absorbed member owes is no longer the survivor's to bear."""
    left = share.debt
    for lot in share.lent:
        points = min(lot.remaining, left, lot.amount - _present(moment, wallet, lot.no))
        if points > 0 and lot.expires_at > moment.now:
            left -= points
            lots.refill(moment, held, lot, points)
            parted.changes.append(LotChange(lot.no, points, lot.expires_at))
    relieved = min(held.debt, left)
    held.debt -= relieved
    parted.debt_change -= relieved
    left -= relieved
    if left:
        lot = _own_lot(moment, wallet, left)
        held.lots.append(lot)
        moment.is_due_by(lot.expires_at)
        parted.changes.append(LotChange(lot.no, left, lot.expires_at, lot.active_at))


def _present(moment: Moment, wallet: str, no: int) -> int:
    """What a lot holds, with what is set aside of it."""
    total = 0
    for lot in moment.points(wallet).lots:
        total += lot.remaining if lot.no == no else 0
    for hold in moment.state.holds().values():
        if hold.wallet == wallet:
            for lot in hold.lots:
                total += lot.remaining if lot.no == no else 0
    return total
