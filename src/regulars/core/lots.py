"""Lots: how points enter and leave a wallet.

Every movement goes through `credit` or `take`. Which lots are taken first is a choice from a table of small orderings; what a
debit could not find becomes debt or a write-off, by the wallet's policy.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from regulars.core.entries import EntryKind, LotChange
from regulars.core.extras import Hold
from regulars.core.lot import Lot
from regulars.core.moment import Moment
from regulars.core.program import Expiry, ProgramHistory, RoundTo
from regulars.core.state import PointsBalance
from regulars.kit.calendars import UNKNOWN, Calendar, add_months, birthday_in, last_day, month_of_day
from regulars.kit.instants import BEFORE_ALL, NEVER, Instant

SPEND_ORDERS: Final[dict[str, Callable[[Lot], Any]]] = {
    "earliest_expiry": lambda lot: (lot.expires_at, lot.earned_at, lot.no),
    "oldest": lambda lot: (lot.earned_at, lot.no),
    "newest": lambda lot: (-lot.earned_at, -lot.no),
}
"""Which lots a spend takes first. A lot that never expires comes after every lot that does."""

_PERIOD_END: Final[dict[RoundTo, int]] = {"month": 1, "quarter": 3, "year": 12}
FOR_EVER: Final = UNKNOWN
"""The last usable day of what never expires."""


def last_usable_day(earned_on: int, expiry: Expiry) -> int:
    """The last local day on which points earned on a day can be used; `FOR_EVER`: they never expire.

    >>> from regulars.kit.calendars import date_of, day_number
    >>> from datetime import date
    >>> date_of(last_usable_day(day_number(date(2025, 3, 15)), Expiry("months", 12, "month")))
    datetime.date(2026, 3, 31)
    >>> date_of(last_usable_day(day_number(date(2024, 2, 29)), Expiry("months", 12)))
    datetime.date(2025, 2, 28)
    """
    if expiry.kind == "never":
        return FOR_EVER
    if expiry.kind == "dates":
        return _first_of(expiry.dates, add_months(earned_on, expiry.count))
    day = earned_on + expiry.count if expiry.kind == "days" else add_months(earned_on, expiry.count)
    if expiry.round_to == "none":
        return day
    length = _PERIOD_END[expiry.round_to]
    month = month_of_day(day)
    return last_day(month - month % length + length - 1)


def _first_of(dates: tuple[int, ...], day: int) -> int:
    """The first of some days of the year that is not before a day; 29 February counts on 28 February in common years."""
    year = month_of_day(day) // 12
    for each in (year, year + 1):
        for date in dates:
            found = birthday_in(each, date)
            if found >= day:
                return found
    raise AssertionError("there is at least one date in every year")


def expires_at(earned_on: int, expiry: Expiry, calendar: Calendar) -> Instant:
    """The first instant at which points earned on a day are gone: the start of the day after the last usable one."""
    day = last_usable_day(earned_on, expiry)
    return NEVER if day == FOR_EVER else calendar.day_start(day + 1)


def credit(
    moment: Moment, wallet: str, kind: EntryKind, points: int, rule: str, usable_from: Instant = BEFORE_ALL, reference: str = ""
) -> None:
    """Give points: what is owed is paid first, the rest becomes one lot earned at the moment's time, usable then or later."""
    policy = moment.wallet(wallet)
    held = moment.points(wallet)
    repaid = min(held.debt, points)
    held.debt -= repaid
    made: list[LotChange] = []
    if points > repaid:
        earned_at = moment.effective_at
        calendar = moment.program.calendar
        active_at = max(earned_at, usable_from)
        lot = Lot(
            held.next_lot_no, points - repaid, points - repaid, earned_at, active_at,
            expires_at(moment.day, policy.expiry, calendar), rule, reference or moment.reference, moment.program.version,
        )  # fmt: skip
        add_lot(moment, held, lot)
        made.append(LotChange(lot.no, lot.amount, lot.expires_at, lot.active_at))
    moment.enter(wallet, kind, points, made, -repaid, rule, reference)


def add_lot(moment: Moment, held: PointsBalance, lot: Lot) -> None:
    """Put a new lot into a wallet and note when it becomes active and when it expires."""
    held.outside.append(lot)  # behind all others, on the shelf or not
    held.next_lot_no += 1
    if lot.active_at > moment.state.settled_to:
        moment.is_due_by(lot.active_at)
    moment.is_due_by(lot.expires_at)


def prolong(moment: Moment) -> None:
    """Let points live on from an activity, where a wallet counts from the last one; what is set aside as well."""
    for wallet in moment.program.idle_wallets:
        held = moment.state.points.get(wallet)
        if held is None:
            continue
        ends_at = expires_at(moment.day, moment.wallet(wallet).expiry, moment.program.calendar)
        changes: list[LotChange] = []
        held.lots = [_prolonged(lot, ends_at, changes) for lot in held.lots]
        for hold_id, hold in sorted(moment.state.holds().items()):
            if hold.wallet == wallet:
                lots = [_prolonged(lot, ends_at, changes) for lot in hold.lots]
                moment.state.opened().holds[hold_id] = Hold(hold.wallet, hold.points, lots, hold.until)
        if changes:
            moment.enter(wallet, "prolong", 0, changes)


def _prolonged(lot: Lot, ends_at: Instant, changes: list[LotChange]) -> Lot:
    """A lot with a later end; both ends are entered, so that what expires when is still the sum of the entries."""
    if lot.expires_at >= ends_at:
        return lot
    changes.append(LotChange(lot.no, -lot.remaining, lot.expires_at))
    changes.append(LotChange(lot.no, lot.remaining, ends_at))
    return until(lot, ends_at)


def until(lot: Lot, ends_at: Instant) -> Lot:
    """The same lot with another end."""
    return Lot(
        lot.no, lot.amount, lot.remaining, lot.earned_at, lot.active_at, ends_at, lot.rule, lot.reference, lot.program_version
    )


def remind_at(programs: ProgramHistory, wallet: str, lot: Lot) -> Instant:
    """When a lot's end is told beforehand, by the version under which it was earned; `NEVER`: it is not."""
    program = programs.known(lot.program_version)
    policy = None if program is None else program.points_wallets.get(wallet)
    if program is None or policy is None or not policy.remind_days or lot.expires_at == NEVER:
        return NEVER
    calendar = program.calendar
    return calendar.day_start(calendar.day_of(lot.expires_at) - policy.remind_days)


def take(held: PointsBalance, points: int, candidates: list[Lot]) -> list[Lot]:
    """Take up to `points` from candidate lots in the order given; the lots taken come back with what was taken as remainder."""
    taken: list[Lot] = []
    parts: dict[int, int] = {}
    left = points
    for lot in candidates:
        if left <= 0:
            break
        part = min(lot.remaining, left)
        if part:
            left -= part
            parts[lot.no] = part
            taken.append(lot.with_remaining(part))
    if taken:
        rest: list[Lot] = []
        found = 0
        for lot in held.lots:
            part = parts.get(lot.no, 0) if found < len(taken) else 0  # mostly the first few of very many
            if not part:
                rest.append(lot)
                continue
            found += 1
            if lot.remaining > part:
                rest.append(lot.with_remaining(lot.remaining - part))
        held.lots = rest
    return taken


def total_of(lots: list[Lot]) -> int:
    """What lots hold together."""
    total = 0
    for lot in lots:
        total += lot.remaining
    return total


def taken_changes(taken: list[Lot]) -> list[LotChange]:
    """What taking did to lots."""
    return [LotChange(lot.no, -lot.remaining, lot.expires_at) for lot in taken]


def spendable(held: PointsBalance, spend_order: str, now: Instant) -> list[Lot]:
    """Lots that can be spent at an instant, in spending order."""
    usable = [lot for lot in held.lots if lot.active_at <= now]
    return usable if spend_order == "earliest_expiry" and _end_in_order(usable) else sorted(usable, key=SPEND_ORDERS[spend_order])


def _end_in_order(usable: list[Lot]) -> bool:
    """Whether lots stand in the order in which they end, as those nearly always do that were earned one after the other."""
    for place in range(1, len(usable)):
        before, lot = usable[place - 1], usable[place]
        if lot.expires_at > before.expires_at:
            continue
        if lot.expires_at < before.expires_at or lot.earned_at < before.earned_at:
            return False
        if lot.earned_at == before.earned_at and lot.no < before.no:
            return False
    return True


def take_back(moment: Moment, wallet: str, points: int, rule: str, reference: str, kind: EntryKind = "reverse") -> None:
    """Undo an earning: first what is left of its own lots (pending before active), then other lots, then the wallet's policy."""
    policy = moment.wallet(wallet)
    held = moment.points(wallet)
    now = moment.now
    own = [lot for lot in held.lots if lot.reference == reference]
    candidates = [lot for lot in own if lot.active_at > now]
    if policy.on_shortfall != "pending_only":
        candidates += [lot for lot in own if lot.active_at <= now]
    if policy.on_shortfall != "pending_only" and total_of(own) < points:  # nearly always they suffice
        others = sorted([lot for lot in held.lots if lot.reference != reference], key=SPEND_ORDERS[policy.spend_order])
        candidates += [lot for lot in others if lot.active_at <= now]
        candidates += [lot for lot in others if lot.active_at > now]
    taken = take(held, points, candidates)
    missing = points - total_of(taken)
    held.debt += missing
    moment.enter(wallet, kind, -points, taken_changes(taken), missing, rule, reference)
    if missing and policy.on_shortfall != "debt":
        held.debt -= missing
        moment.enter(wallet, "write_off", missing, [], -missing, rule, reference)


def give_back(moment: Moment, wallet: str, lots: list[Lot], reference: str, kind: EntryKind = "restore") -> None:
    """Undo a spend: the same lots get back what was taken, with their old expiry; what is past follows the stated policy."""
    policy = moment.wallet(wallet)
    held = moment.points(wallet)
    changes: list[LotChange] = []
    expired: list[Lot] = []
    returned = 0
    debt_change = 0
    for lot in lots:
        returned += lot.remaining
        repaid = min(held.debt, lot.remaining)
        held.debt -= repaid
        debt_change -= repaid
        part = lot.remaining - repaid
        if not part:
            continue
        if lot.expires_at > moment.now:
            refill(moment, held, lot, part)
            changes.append(LotChange(lot.no, part, lot.expires_at))
        elif policy.restore_grace_days is None:
            changes.append(LotChange(lot.no, part, lot.expires_at))
            expired.append(lot.with_remaining(part))
        else:
            renewed = _renewed(moment, held, lot, part, policy.restore_grace_days)
            add_lot(moment, held, renewed)
            changes.append(LotChange(renewed.no, part, renewed.expires_at, renewed.active_at))
    moment.enter(wallet, kind, returned, changes, debt_change, "", reference)
    for lot in expired:
        moment.enter_expiry(wallet, lot, moment.now)


def put_back(moment: Moment, wallet: str, lots: list[Lot], reference: str) -> None:
    """Put back points that were set aside and never spent. Only what becomes of them besides is entered.

    Debt is paid first. What is past its expiry is booked as expired, or moves to a lot with some more days.
    """
    policy = moment.wallet(wallet)
    held = moment.points(wallet)
    changes: list[LotChange] = []
    expired: list[Lot] = []
    repaid_sum = 0
    for lot in lots:
        repaid = min(held.debt, lot.remaining)
        if repaid:
            held.debt -= repaid
            repaid_sum += repaid
            changes.append(LotChange(lot.no, -repaid, lot.expires_at))
        part = lot.remaining - repaid
        if not part:
            continue
        if lot.expires_at > moment.now:
            refill(moment, held, lot, part)
        elif policy.restore_grace_days is None:
            expired.append(lot.with_remaining(part))
        else:
            renewed = _renewed(moment, held, lot, part, policy.restore_grace_days)
            add_lot(moment, held, renewed)
            changes.append(LotChange(lot.no, -part, lot.expires_at))
            changes.append(LotChange(renewed.no, part, renewed.expires_at, renewed.active_at))
    if changes:
        moment.enter(wallet, "restore", 0, changes, -repaid_sum, "", reference)
    for lot in expired:
        moment.enter_expiry(wallet, lot, moment.now)


def _renewed(moment: Moment, held: PointsBalance, lot: Lot, part: int, grace_days: int) -> Lot:
    calendar = moment.program.calendar
    ends_at = calendar.day_start(calendar.day_of(moment.now) + grace_days + 1)
    return Lot(held.next_lot_no, part, part, moment.now, moment.now, ends_at, lot.rule, lot.reference, lot.program_version)


def refill(moment: Moment, held: PointsBalance, lot: Lot, part: int) -> None:
    """Put points back into the lot that they were taken from, which may have been emptied."""
    for position in range(len(held.lots)):
        present = held.lots[position]
        if present.no == lot.no:
            held.lots[position] = present.with_remaining(present.remaining + part)
            return
    held.lots.append(lot.with_remaining(part))
    held.lots.sort(key=lambda held_lot: held_lot.no)
    moment.is_due_by(lot.expires_at)
