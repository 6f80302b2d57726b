"""The naive model of points that are spent, set aside, or sent to another member: from the semantics alone, by hand."""

from datetime import datetime, timedelta

from tests.ledger.naive_days import month_of
from tests.ledger.naive_model import Hold, Lot, Member, Transfer


def redeem(member: Member, redemption_id: str, points: int, now: datetime) -> str:
    """Exactly so many points, or nothing."""
    member.advance(now)
    if points > member.available():
        return "balance_insufficient"
    member.redemptions[redemption_id] = member.take(points, member.usable())
    return "accepted"


def redeem_besides(member: Member, wallet: str, points: int, now: datetime) -> str:
    """The same from another wallet."""
    member.advance(now)
    if points > member.besides.available(wallet):
        return "balance_insufficient"
    member.besides.spend(wallet, points)
    return "accepted"


def cancel(member: Member, redemption_id: str, now: datetime) -> str:
    """The same lots get their points back; what is past its time is forfeited."""
    taken = member.redemptions[redemption_id]
    if taken is None:
        return "redemption_already_cancelled"
    member.advance(now)
    member.redemptions[redemption_id] = None
    member.put_back(taken, now)
    return "accepted"


def hold(member: Member, hold_id: str, points: int, minutes: int, now: datetime) -> str:
    """Set aside for some time."""
    member.advance(now)
    if points > member.available():
        return "balance_insufficient"
    taken = member.take(points, member.usable())
    member.holds[hold_id] = Hold(taken, now + timedelta(minutes=minutes))
    return "accepted"


def capture(member: Member, hold_id: str, points: int | None, now: datetime) -> str:
    """Spend all of it or the first part, in the order in which it was set aside; the rest goes back."""
    member.advance(now)
    if hold_id not in member.holds:
        return "hold_not_open"
    taken = member.holds[hold_id].taken
    left = sum(part for part, _ in taken) if points is None else points
    if left > sum(part for part, _ in taken):
        return "hold_exceeded"
    del member.holds[hold_id]
    spent, rest = [], []
    for part, lot in taken:
        used = min(part, left)
        left -= used
        spent.append((used, lot))
        rest.append((part - used, lot))
    member.put_back(rest, now)
    member.redemptions[hold_id] = spent
    return "accepted"


def release(member: Member, hold_id: str, now: datetime) -> str:
    """All of it goes back."""
    member.advance(now)
    if hold_id not in member.holds:
        return "hold_not_open"
    member.put_back(member.holds.pop(hold_id).taken, now)
    return "accepted"


def send(sender: Member, receiver: Member, transfer_id: str, points: int, now: datetime) -> str:
    """At most a fifth of the balance and 5,000 a month; a tenth of it stays behind."""
    if sender is receiver:
        return "transfer_to_self"
    for member in (sender, receiver):
        member.advance(now)
    held = sum(part for each in sender.holds.values() for part, _ in each.taken)
    balance = sum(lot.left for lot in sender.lots) + held - sender.debt
    month = month_of(now)
    if points > max(balance, 0) // 5:
        return "transfer_exceeds_share"
    if points > 5000 - sender.sent.get(month, 0):
        return "transfer_exceeds_month"
    if points > sender.available():
        return "balance_insufficient"
    fee = points // 10
    sent = sender.take(points - fee, sender.usable())
    paid = sender.take(fee, sender.usable())
    sender.sent[month] = sender.sent.get(month, 0) + points
    sender.transfers[transfer_id] = Transfer(sent + paid, points - fee, month)
    receiver.received[transfer_id] = 0
    by_end: dict[datetime, int] = {}
    for part, lot in sent:
        by_end[lot.gone_at] = by_end.get(lot.gone_at, 0) + part
    for gone, part in by_end.items():
        owed = min(receiver.debt, part)
        receiver.debt -= owed
        if part > owed:
            receiver.lot_count += 1
            receiver.lots.append(Lot(transfer_id, part - owed, now, gone, receiver.lot_count))
    return "accepted"


def undo_send(sender: Member, receiver: Member, transfer_id: str, now: datetime) -> str:
    """The sender has it all again; the receiver loses what has not expired of it, and owes what is spent."""
    transfer = sender.transfers[transfer_id]
    if transfer.is_undone:
        return "transfer_already_reversed"
    for member in (sender, receiver):
        member.advance(now)
    transfer.is_undone = True
    sender.sent[transfer.month] -= sum(part for part, _ in transfer.taken)
    sender.put_back(transfer.taken, now)
    receiver.take_back(transfer.sent - min(receiver.received[transfer_id], transfer.sent), transfer_id)
    return "accepted"
