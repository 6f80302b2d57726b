"""The wallet: balances, what expires when, and the lots that hold the points, in the order in which they would be spent."""

from __future__ import annotations

from datetime import date
from typing import Final

from regulars.core.events.members import Freeze
from regulars.core.lot import Lot
from regulars.core.lots import SPEND_ORDERS
from regulars.core.program import PointsWallet
from regulars.core.state import PointsBalance
from regulars.features.accounts import wording
from regulars.features.accounts.contracts import Account, LotStatus
from regulars.features.accounts.schemas import Expiring, HoldShape, LotShape, WalletList, WalletShape
from regulars.features.programs.facade import Sentence
from regulars.kit.calendars import Calendar, date_of
from regulars.kit.instants import NEVER, Instant, datetime_of, maybe_datetime

EXPIRY_DATES_MAX: Final = 12
LOTS_SHOWN_MAX: Final = 200


FROZEN: Final[dict[str, Freeze | None]] = {"": None, "spend": "spend", "all": "all", "erased": "all"}


def read_wallets(account: Account) -> WalletList:
    """Every points wallet of the program in force, also those that the member has never used."""
    extras = account.state.extras
    return WalletList(
        wallets=[_wallet(account, policy) for policy in account.program.points_wallets.values()],
        frozen=FROZEN[extras.frozen] if extras else None,
    )


def _wallet(account: Account, policy: PointsWallet) -> WalletShape:
    held = account.state.points.get(policy.key) or PointsBalance()
    calendar = account.program.calendar
    by_day: dict[date, int] = {}
    for lot in held.lots:
        if (day := last_day(lot.expires_at, calendar)) is not None:
            by_day[day] = by_day.get(day, 0) + lot.remaining
    lots = sorted(held.lots, key=SPEND_ORDERS[policy.spend_order])
    return WalletShape(
        key=policy.key,
        name=account.words.wallet(policy.key),
        available=held.available(account.instant),
        pending=held.pending(account.instant),
        held=account.state.held(policy.key),
        debt=held.debt,
        balance=account.state.balance(policy.key),
        value_minor=worth_minor(policy, account.state.balance(policy.key) + held.debt),
        expiring=[Expiring(on=day, points=by_day[day]) for day in sorted(by_day)[:EXPIRY_DATES_MAX]],
        lots=[_lot(account, lot) for lot in lots[:LOTS_SHOWN_MAX]],
        lots_total=len(lots),
        holds=[
            HoldShape(hold_id=hold_id, points=hold.points, until=datetime_of(hold.until))
            for hold_id, hold in sorted(account.state.holds().items())
            if hold.wallet == policy.key
        ],
    )


def _lot(account: Account, lot: Lot) -> LotShape:
    return LotShape(
        lot_no=lot.no,
        amount=lot.amount,
        remaining=lot.remaining,
        earned_at=datetime_of(lot.earned_at),
        active_at=maybe_datetime(lot.active_at),
        expires_at=maybe_datetime(lot.expires_at),
        last_day=last_day(lot.expires_at, account.program.calendar),
        status=status(lot, account.instant),
        rule=lot.rule or None,
        rule_text=lot_text(account, lot),
        order_id=order_id(lot.reference),
    )


def worth_minor(policy: PointsWallet, points: int) -> int:
    """What points are worth in minor units of money, rounded down."""
    return points * policy.points_per_minor.denominator // policy.points_per_minor.numerator


def last_day(expires_at: Instant, calendar: Calendar) -> date | None:
    """The last local day on which a lot can be used: it is gone at the start of the day after."""
    return None if expires_at == NEVER else date_of(calendar.day_of(expires_at) - 1)


def status(lot: Lot, now: Instant) -> LotStatus:
    """Whether a lot can be spent already."""
    if lot.active_at == NEVER:
        return "in_review"
    return "pending" if lot.active_at > now else "active"


def lot_text(account: Account, lot: Lot) -> Sentence:
    """The rule that gave a lot, in the words of the version that judged; without a rule, another member or staff gave it."""
    if lot.rule:
        return account.words.rule(lot.rule, lot.program_version).text
    return wording.WITHOUT_RULE["receive" if lot.reference.startswith("receipt:") else "adjust"]


def order_id(reference: str | None) -> str | None:
    """The order that a business reference names, if it names one."""
    return reference.removeprefix("order:") if reference and reference.startswith("order:") else None
