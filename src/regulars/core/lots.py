"""Lots: how points enter and leave a wallet.

Every movement goes through `credit` or `take`. Which lots are taken first is a choice from a table of small orderings; what a
debit could not find becomes debt or a write-off, by the wallet's policy.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from typing import Any
from zoneinfo import ZoneInfo

from regulars.core.entries import EntryKind, LotChange
from regulars.core.moment import Moment
from regulars.core.program import Expiry, RoundTo
from regulars.core.state import Lot, PointsBalance
from regulars.kit.calendars import add_months, day_start, last_day, later_by_days, local_date

END_OF_TIME = datetime.max.replace(tzinfo=UTC)

SPEND_ORDERS: dict[str, Callable[[Lot], Any]] = {
    "earliest_expiry": lambda lot: (lot.expires_at or END_OF_TIME, lot.earned_at, lot.no),
    "oldest": lambda lot: (lot.earned_at, lot.no),
    "newest": lambda lot: (END_OF_TIME - lot.earned_at, -lot.no),
}
"""Which lots a spend takes first. A lot that never expires comes after every lot that does."""

_PERIOD_END: dict[RoundTo, int] = {"month": 1, "quarter": 3, "year": 12}


def last_usable_day(earned_on: date, expiry: Expiry) -> date | None:
    """The last local day on which points earned on a day can be used; None: they never expire.

    >>> last_usable_day(date(2025, 3, 15), Expiry("months", 12, "month"))
    datetime.date(2026, 3, 31)
    >>> last_usable_day(date(2024, 2, 29), Expiry("months", 12))
    datetime.date(2025, 2, 28)
    """
    if expiry.kind == "never":
        return None
    day = earned_on + timedelta(days=expiry.count) if expiry.kind == "days" else add_months(earned_on, expiry.count)
    if expiry.round_to == "none":
        return day
    length = _PERIOD_END[expiry.round_to]
    month = day.year * 12 + day.month - 1
    return last_day(month - month % length + length - 1)


@lru_cache(maxsize=8192)
def expires_at(earned_on: date, expiry: Expiry, zone: ZoneInfo) -> datetime | None:
    """The first instant at which points earned on a day are gone: the start of the day after the last usable one.

    All points of one day and policy expire at one instant, so it is worked out once.
    """
    day = last_usable_day(earned_on, expiry)
    return None if day is None else day_start(day + timedelta(days=1), zone)


def credit(
    moment: Moment,
    wallet: str,
    points: int,
    kind: EntryKind,
    rule: str | None,
    *,
    pending_days: int = 0,
    reference: str | None = None,
) -> None:
    """Give points: what is owed is paid first, the rest becomes one lot earned at the moment's time."""
    policy = moment.wallet(wallet)
    held = moment.points(wallet)
    repaid = min(held.debt, points)
    held.debt -= repaid
    made: list[LotChange] = []
    if points > repaid:
        earned_at = moment.effective_at
        active_at = later_by_days(moment.local, pending_days) if pending_days else earned_at
        lot = Lot(
            held.next_lot_no, points - repaid, points - repaid, earned_at, active_at,
            expires_at(moment.day, policy.expiry, moment.program.zone), rule, reference or moment.reference,
            moment.program.version,
        )  # fmt: skip
        add_lot(moment, held, lot)
        made.append(LotChange(lot.no, lot.amount, lot.active_at, lot.expires_at))
    moment.enter(wallet, kind, points, made, -repaid, rule, reference)


def add_lot(moment: Moment, held: PointsBalance, lot: Lot) -> None:
    """Put a new lot into a wallet and note when it becomes active and when it expires."""
    held.lots.append(lot)
    held.next_lot_no += 1
    if lot.active_at > moment.state.settled_to:
        moment.is_due_by(lot.active_at)
    moment.is_due_by(lot.expires_at)


def take(held: PointsBalance, points: int, candidates: Iterable[Lot]) -> list[Lot]:
    """Take up to `points` from candidate lots in the order given; the lots taken come back with what was taken as remainder."""
    taken: list[Lot] = []
    left = points
    for lot in candidates:
        if left <= 0:
            break
        part = min(lot.remaining, left)
        if part:
            left -= part
            taken.append(lot.with_remaining(part))
    if taken:
        parts = {lot.no: lot.remaining for lot in taken}
        held.lots = [
            lot if lot.no not in parts else lot.with_remaining(lot.remaining - parts[lot.no])
            for lot in held.lots
            if lot.no not in parts or lot.remaining > parts[lot.no]
        ]
    return taken


def spendable(held: PointsBalance, spend_order: str, now: datetime) -> list[Lot]:
    """Lots that can be spent at an instant, in spending order."""
    return sorted((lot for lot in held.lots if lot.active_at <= now), key=SPEND_ORDERS[spend_order])


def take_back(moment: Moment, wallet: str, points: int, rule: str | None, reference: str) -> None:
    """Undo an earning: first what is left of its own lots (pending before active), then other lots, then the wallet's policy."""
    policy = moment.wallet(wallet)
    held = moment.points(wallet)
    now = moment.now
    own = sorted((lot for lot in held.lots if lot.reference == reference), key=lambda lot: (lot.active_at <= now, lot.no))
    if policy.on_shortfall == "pending_only":
        candidates = [lot for lot in own if lot.active_at > now]
    else:
        others = [lot for lot in held.lots if lot.reference != reference]
        ordered = sorted(others, key=SPEND_ORDERS[policy.spend_order])
        candidates = own + sorted(ordered, key=lambda lot: lot.active_at > now)
    taken = take(held, points, candidates)
    missing = points - sum(lot.remaining for lot in taken)
    held.debt += missing
    changes = [LotChange(lot.no, -lot.remaining) for lot in taken]
    moment.enter(wallet, "reverse", -points, changes, missing, rule, reference)
    if missing and policy.on_shortfall != "debt":
        held.debt -= missing
        moment.enter(wallet, "write_off", missing, (), -missing, rule, reference)


def give_back(moment: Moment, wallet: str, lots: Iterable[Lot], reference: str) -> None:
    """Undo a spend: the same lots get back what was taken, with their old expiry; what is past follows the stated policy."""
    policy = moment.wallet(wallet)
    held = moment.points(wallet)
    changes: list[LotChange] = []
    expired: list[Lot] = []
    returned = debt_change = 0
    for lot in lots:
        returned += lot.remaining
        repaid = min(held.debt, lot.remaining)
        held.debt -= repaid
        debt_change -= repaid
        part = lot.remaining - repaid
        if not part:
            continue
        if lot.expires_at is None or lot.expires_at > moment.now:
            _refill(moment, held, lot, part)
            changes.append(LotChange(lot.no, part))
        elif policy.restore_grace_days is None:
            changes.append(LotChange(lot.no, part))
            expired.append(lot.with_remaining(part))
        else:
            ends_on = local_date(moment.now, moment.program.zone) + timedelta(days=policy.restore_grace_days + 1)
            renewed = Lot(
                held.next_lot_no, part, part, moment.now, moment.now, day_start(ends_on, moment.program.zone), lot.rule,
                lot.reference, lot.program_version,
            )  # fmt: skip
            add_lot(moment, held, renewed)
            changes.append(LotChange(renewed.no, part, renewed.active_at, renewed.expires_at))
    moment.enter(wallet, "restore", returned, changes, debt_change, None, reference)
    for lot in expired:
        moment.enter_expiry(wallet, lot, moment.now)


def _refill(moment: Moment, held: PointsBalance, lot: Lot, part: int) -> None:
    for position, present in enumerate(held.lots):
        if present.no == lot.no:
            held.lots[position] = present.with_remaining(present.remaining + part)
            return
    held.lots.append(lot.with_remaining(part))
    held.lots.sort(key=lambda held_lot: held_lot.no)
    moment.is_due_by(lot.expires_at)
