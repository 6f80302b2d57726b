"""A naive model of the ledger, written from the semantics alone: plain lists and dicts, recomputed rather than maintained.

It knows the corner shop's lively program by heart (1 point per 1.00, tier rates, double at weekends or triple in the month of the
birthday, at most 2000 a day, 5 points a day for a check-in and 10 for every third day running, twelve months to the end of the
month, debt, transfers of a fifth of the balance for a tenth of it) and shares no code with the engine.
"""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta

from tests.ledger.naive_earning import promotion, rewards

HOURS_AHEAD = timedelta(hours=8)  # Asia/Shanghai, without summer time
RATES = {"regular": (1, 1), "silver": (6, 5), "gold": (3, 2)}
REACH = {"silver": 100_000, "gold": 500_000}
KEEP = {"silver": 80_000, "gold": 400_000}
LEVELS = ["regular", "silver", "gold"]
LATE = timedelta(days=30)


@dataclass
class Lot:
    """Points of one earning."""

    order_id: str
    left: int
    earned_at: datetime
    gone_at: datetime
    number: int


@dataclass
class Order:
    """What was bought, at which rate, and what came back."""

    lines: list[int]
    rate: tuple[int, int]
    day: date
    given: int
    refunded: list[int]
    taken: int = 0
    expired: int = 0
    expired_counted: int = 0


@dataclass
class Hold:
    """What was set aside from which lots, until when."""

    taken: list[tuple[int, Lot]]
    until: datetime


@dataclass
class Transfer:
    """What a transfer took, and from which lots, until it is undone."""

    taken: list[tuple[int, Lot]]
    sent: int
    month: tuple[int, int]
    is_undone: bool = False


@dataclass
class Member:
    """One member, by hand."""

    lots: list[Lot] = field(default_factory=list)
    debt: int = 0
    orders: dict[str, Order] = field(default_factory=dict)
    redemptions: dict[str, list[tuple[int, Lot]] | None] = field(default_factory=dict)
    """What was taken from which lot; None once undone."""
    holds: dict[str, Hold] = field(default_factory=dict)
    transfers: dict[str, Transfer] = field(default_factory=dict)
    sent: dict[tuple[int, int], int] = field(default_factory=dict)
    """Points sent by local month, before the fee."""
    received: dict[str, int] = field(default_factory=dict)
    """What has expired of each transfer received."""
    checked_in: set[date] = field(default_factory=set)
    spend: dict[int, int] = field(default_factory=dict)
    tier: str = "regular"
    history: list[tuple[datetime, str]] = field(default_factory=list)
    review_at: datetime | None = None
    grace_until: datetime | None = None
    lot_count: int = 0
    birth_month: int = 0
    given_on: dict[date, int] = field(default_factory=dict)
    """What orders gave by the day they count on."""

    def advance(self, now: datetime) -> None:
        """Let the clock's own work happen, in the order in which it falls due."""
        while True:
            due = [lot.gone_at for lot in self.lots] + [held.until for held in self.holds.values()]
            due += [instant for instant in (self.grace_until or self.review_at,) if instant is not None]
            if not due or min(due) > now:
                return
            instant = min(due)
            for hold_id in [hold_id for hold_id, held in sorted(self.holds.items()) if held.until == instant]:
                self.put_back(self.holds.pop(hold_id).taken, instant)
            for lot in [lot for lot in self.lots if lot.gone_at <= instant]:
                self.lots.remove(lot)
                self.lose(lot, lot.left)
            if self.grace_until == instant:
                self.end_grace(instant)
            elif self.review_at == instant and not self.grace_until:
                self.review(instant)

    def review(self, instant: datetime) -> None:
        """On 1 January: was the year just ended good enough? If not, three months of grace."""
        year = local(instant).year
        if self.spend.get(year - 1, 0) >= KEEP[self.tier]:
            self.review_at = new_year(year + 1)
        else:
            self.review_at, self.grace_until = None, midnight(date(year, 4, 1))

    def end_grace(self, instant: datetime) -> None:
        """On 1 April: last year and the grace together decide; one tier down, and up again at once if this year says so."""
        year = local(instant).year
        self.grace_until = None
        if self.spend.get(year - 1, 0) + self.spend.get(year, 0) >= KEEP[self.tier]:
            self.review_at = new_year(year + 1)
            return
        self.stand(LEVELS[LEVELS.index(self.tier) - 1], instant)
        self.lift([year], instant)

    def stand(self, tier: str, instant: datetime) -> None:
        """Take a tier from an instant on."""
        self.tier = tier
        self.history.append((instant, tier))
        self.grace_until = None
        self.review_at = None if tier == "regular" else new_year(local(instant).year + 1)

    def lift(self, years: list[int], now: datetime) -> None:
        """Up at once to the highest tier that a year's spend reaches."""
        for tier in ("gold", "silver"):
            if LEVELS.index(tier) > LEVELS.index(self.tier) and any(self.spend.get(year, 0) >= REACH[tier] for year in years):
                self.stand(tier, now)
                return
        if self.grace_until is not None:
            year = local(self.grace_until).year
            if self.spend.get(year - 1, 0) + self.spend.get(year, 0) >= KEEP[self.tier]:
                self.grace_until, self.review_at = None, new_year(local(now).year + 1)

    def tier_at(self, instant: datetime) -> str:
        """The tier held at an instant."""
        held = [tier for since, tier in self.history if since <= instant]
        return held[-1] if held else "regular"

    def earn(self, order_id: str, points: int, at: datetime) -> None:
        """Debt is paid first; the rest is a lot of its own."""
        paid = min(self.debt, points)
        self.debt -= paid
        if points > paid:
            self.lot_count += 1
            self.lots.append(Lot(order_id, points - paid, at, gone_at(at), self.lot_count))

    def lose(self, lot: Lot, points: int) -> None:
        """Points of a lot expire: a refund, or whoever undoes the transfer, does not take them again."""
        if lot.order_id in self.orders:
            self.orders[lot.order_id].expired += points
        elif lot.order_id in self.received:
            self.received[lot.order_id] += points

    def put_back(self, taken: list[tuple[int, Lot]], now: datetime) -> None:
        """The same lots get their points back, debt first; what is past its time is forfeited."""
        for part, lot in taken:
            paid = min(self.debt, part)
            self.debt -= paid
            if lot.gone_at > now:
                lot.left += part - paid
                if lot not in self.lots and lot.left:
                    self.lots.append(lot)
            else:
                self.lose(lot, part - paid)

    def available(self) -> int:
        """Points that can be spent."""
        return sum(lot.left for lot in self.lots)

    def take(self, points: int, lots: list[Lot]) -> list[tuple[int, Lot]]:
        """Take from lots in the order given."""
        taken = []
        for lot in lots:
            part = min(points, lot.left)
            if part:
                taken.append((part, lot))
                lot.left -= part
                points -= part
        self.lots = [lot for lot in self.lots if lot.left]
        return taken


def order_paid(member: Member, order_id: str, lines: list[int], at: datetime, now: datetime) -> str:
    """A purchase, perhaps told late."""
    if order_id in member.orders:
        return "order_already_known"
    member.advance(now)
    tier_rate, raised = RATES[member.tier_at(at)], promotion(member.birth_month, local(at).date())
    rate = (tier_rate[0] * raised, tier_rate[1])
    points = sum(lines) * rate[0] // (rate[1] * 100)
    day, year = local(at).date(), local(at).year
    points = min(points, 2000 - member.given_on.get(day, 0))
    member.orders[order_id] = Order(lines, rate, day, points, [0] * len(lines))
    if points:
        member.earn(order_id, points, at)
        member.given_on[day] = member.given_on.get(day, 0) + points
    member.spend[year] = member.spend.get(year, 0) + sum(lines)
    member.lift([year, local(now).year], now)
    member.advance(now)
    return "accepted"


def tell_birthday(member: Member, month: int, now: datetime) -> str:
    """The month of the birthday, 0 for none."""
    member.advance(now)
    member.birth_month = month
    return "accepted"


def refund_lines(member: Member, order_id: str, parts: dict[int, int], now: datetime) -> str:
    """A return of amounts by line; all of what is left when no part is named."""
    order = member.orders.get(order_id)
    if order is None:
        return "order_unknown"
    left = [amount - back for amount, back in zip(order.lines, order.refunded, strict=True)]
    if not parts and not any(left):
        return "refund_empty"
    parts = parts or dict(enumerate(left))
    if any(amount > left[line] for line, amount in parts.items()):
        return "refund_exceeds_order"
    member.advance(now)
    for line, amount in parts.items():
        order.refunded[line] += amount
    rest = (sum(order.lines) - sum(order.refunded)) * order.rate[0] // (order.rate[1] * 100)
    due = order.given - min(rest, order.given) - order.taken
    order.taken += due
    if due:
        member.given_on[order.day] -= due
    gone_already = min(due, order.expired - order.expired_counted)
    order.expired_counted += gone_already
    due -= gone_already
    own = [lot for lot in member.lots if lot.order_id == order_id]
    others = sorted((lot for lot in member.lots if lot.order_id != order_id), key=soonest)
    due -= sum(part for part, _ in member.take(due, sorted(own, key=lambda lot: lot.number) + others))
    member.debt += due
    member.spend[order.day.year] -= sum(parts.values())
    return "accepted"


def redeem(member: Member, redemption_id: str, points: int, now: datetime) -> str:
    """Exactly so many points, or nothing."""
    if redemption_id in member.redemptions:
        return "redemption_already_known"
    member.advance(now)
    if points > member.available():
        return "balance_insufficient"
    member.redemptions[redemption_id] = member.take(points, sorted(member.lots, key=soonest))
    return "accepted"


def cancel(member: Member, redemption_id: str, now: datetime) -> str:
    """The same lots get their points back; what is past its time is forfeited."""
    if redemption_id not in member.redemptions:
        return "redemption_unknown"
    taken = member.redemptions[redemption_id]
    if taken is None:
        return "redemption_already_cancelled"
    member.advance(now)
    member.redemptions[redemption_id] = None
    member.put_back(taken, now)
    return "accepted"


def check_in(member: Member, at: datetime, now: datetime) -> str:
    """Five points on the first check-in of a local day."""
    member.advance(now)
    if local(at).date() not in member.checked_in:
        before = rewards(member.checked_in)
        member.checked_in.add(local(at).date())
        member.earn("", 5, at)
        if rewards(member.checked_in) > before:
            member.earn("", 10 * (rewards(member.checked_in) - before), at)
    member.lift([local(at).year, local(now).year], now)
    member.advance(now)
    return "accepted"


def soonest(lot: Lot) -> tuple[datetime, datetime, int]:
    """The order in which lots are spent."""
    return lot.gone_at, lot.earned_at, lot.number


def local(instant: datetime) -> datetime:
    """Wall-clock time in the shop."""
    return instant + HOURS_AHEAD


def midnight(day: date) -> datetime:
    """When a local day starts."""
    return datetime(day.year, day.month, day.day, tzinfo=UTC) - HOURS_AHEAD


def new_year(year: int) -> datetime:
    """When a local year starts."""
    return midnight(date(year, 1, 1))


def gone_at(earned_at: datetime) -> datetime:
    """Twelve months on, to the end of that month: the start of the thirteenth month after the one of earning."""
    months = local(earned_at).year * 12 + local(earned_at).month + 12
    return midnight(date(months // 12, months % 12 + 1, 1))
