"""A naive model of the ledger, written from the semantics alone: plain lists and dicts, recomputed rather than maintained.

It knows `naive_program.RICH` by heart (1 point per 1.00, tier rates, double at weekends or with a card, triple in the month of
the birthday, at most 2000 a day, 5 points a day for a check-in and 10 for every third day running, twelve months to the end of
the month, debt, transfers of a fifth of the balance for a tenth of it, 500 for a month of 2500) and shares no code with it.
This file holds a member and what the clock does to one; what members do is in the files beside it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from tests.ledger.naive_days import Month, later, local, midnight, month_of, month_start, new_year
from tests.ledger.naive_titles import CROWN_MORE_THAN, KING_POINTS, Attempt, Card, usable_card
from tests.ledger.naive_wallets import Besides, Growth

RATES = {"regular": (1, 1), "silver": (6, 5), "gold": (3, 2)}
REACH = {"silver": 100_000, "gold": 500_000}
KEEP = {"silver": 80_000, "gold": 400_000}
LEVELS = ["regular", "silver", "gold"]
CHALLENGE_EVERY, CHALLENGE_POINTS = 2500, 500


@dataclass
class Lot:
    """Points of one earning."""

    reference: str
    left: int
    earned_at: datetime
    gone_at: datetime
    number: int
    is_held: bool = False
    """Held back until staff have looked into it."""


Taken = list[tuple[int, Lot]]
"""How much was taken from which lot."""


@dataclass
class Order:
    """What was bought, at which rate, and what came back."""

    lines: list[int]
    rate: tuple[int, int]
    at: datetime
    given: int
    refunded: list[int]
    taken: int = 0
    growth_taken: int = 0
    expired: int = 0
    expired_counted: int = 0
    card: Card | None = None
    welcomed: int = 0
    """What the member had for having been brought, as far as this order is what made the referral count."""

    @property
    def day(self) -> date:
        """The local day on which it counts."""
        return local(self.at).date()

    @property
    def rest(self) -> int:
        """What is left of it."""
        return sum(self.lines) - sum(self.refunded)


@dataclass
class Hold:
    """What was set aside from which lots, until when."""

    taken: Taken
    until: datetime


@dataclass
class Transfer:
    """What a transfer took, and from which lots, until it is undone."""

    taken: Taken
    sent: int
    month: Month
    is_undone: bool = False


@dataclass
class Reward:
    """What the referrer had for somebody's first order."""

    month: Month
    expired: int = 0


@dataclass
class Run:
    """Days running with a check-in, and how often they were rewarded."""

    days: set[date]
    rewarded: int


@dataclass
class Member:
    """One member, by hand."""

    lots: list[Lot] = field(default_factory=list)
    debt: int = 0
    orders: dict[str, Order] = field(default_factory=dict)
    redemptions: dict[str, Taken | None] = field(default_factory=dict)
    """What was taken from which lot; None once undone."""
    holds: dict[str, Hold] = field(default_factory=dict)
    transfers: dict[str, Transfer] = field(default_factory=dict)
    sent: dict[Month, int] = field(default_factory=dict)
    """Points sent by local month, before the fee."""
    received: dict[str, int] = field(default_factory=dict)
    """What has expired of each transfer received."""
    rewards: dict[str, Reward] = field(default_factory=dict)
    """By the order of the one who was brought."""
    checked_in: list[date] = field(default_factory=list)
    """Days on which a check-in gave points."""
    runs: list[Run] = field(default_factory=list)
    spend: dict[int, int] = field(default_factory=dict)
    """By year."""
    earned: dict[Month, int] = field(default_factory=dict)
    """Points of all wallets that rules gave, less what came back; what the challenge gave does not count."""
    challenged: dict[Month, int] = field(default_factory=dict)
    tier: str = "regular"
    history: list[tuple[datetime, str]] = field(default_factory=list)
    review_at: datetime | None = None
    grace_until: datetime | None = None
    lot_count: int = 0
    birth_month: int = 0
    given_on: dict[date, int] = field(default_factory=dict)
    """What orders gave by the day they count on."""
    bought_on: dict[date, int] = field(default_factory=dict)
    """Orders by the day they count on."""
    besides: Besides = field(default_factory=Besides)
    growth: Growth = field(default_factory=Growth)
    cards: list[Card] = field(default_factory=list)
    attempt: Attempt | None = None
    king_until: datetime | None = None
    score: int = 0
    """Money spent within the days of the contest that the king wins."""
    is_crowned: bool = False
    referrer: str = ""
    converted_by: str = ""
    settled_to: datetime | None = None

    def advance(self, now: datetime) -> None:
        """Let the clock's own work happen, in the order in which it falls due."""
        while (due := self.due_by(now)) is not None:
            for hold_id in [hold_id for hold_id, held in sorted(self.holds.items()) if held.until <= due]:
                self.put_back(self.holds.pop(hold_id).taken, due)
            self.expire(due)
            if local(due).month == local(due).day == 1 and due == midnight(local(due).date()):
                self.judge_year(due)
            if self.grace_until == due:
                self.end_grace(due)
            elif self.review_at == due and not self.grace_until:
                self.review(due)
            if due == month_start(month_of(due)):
                self.growth.fade(month_of(due))
            if self.king_until is not None and self.king_until <= due:
                self.king_until = None
                self.earn("honour:king", KING_POINTS, due)
            self.settled_to = due
        self.settled_to = max(now, self.settled_to or now)

    def due_by(self, now: datetime) -> datetime | None:
        """The first instant at which something is due, none before the last one looked at."""
        due = [lot.gone_at for lot in self.lots] + [held.until for held in self.holds.values()] + self.besides.due()
        due += [each for each in (self.grace_until or self.review_at, self.king_until) if each is not None]
        if self.settled_to is not None:
            due += [new_year(local(self.settled_to).year + 1), *self.growth.due(self.settled_to)]
        return min(due) if due and min(due) <= now else None

    def expire(self, instant: datetime) -> None:
        """What has ended is gone, and noted for refunds of what gave it."""
        for lot in [lot for lot in self.lots if lot.gone_at <= instant]:
            self.lots.remove(lot)
            self.lose(lot, lot.left)
        self.besides.expire(instant)

    def judge_year(self, instant: datetime) -> None:
        """The title for life: gold on the last instant of the year, and more than 6,000 spent in all."""
        if self.tier_at(instant - timedelta(microseconds=1)) == "gold" and sum(self.spend.values()) > CROWN_MORE_THAN:
            self.is_crowned = True

    def review(self, instant: datetime) -> None:
        """On 1 January: was the year just ended good enough? If not, three months of grace."""
        year = local(instant).year
        if self.is_crowned or self.spend.get(year - 1, 0) >= KEEP[self.tier]:
            self.review_at = new_year(year + 1)
        else:
            self.review_at, self.grace_until = None, midnight(date(year, 4, 1))

    def end_grace(self, instant: datetime) -> None:
        """On 1 April: last year and the grace together decide, or a card saves the tier; else one down, and perhaps up again."""
        year = local(instant).year
        self.grace_until = None
        if self.spend.get(year - 1, 0) + self.spend.get(year, 0) >= KEEP[self.tier]:
            self.review_at = new_year(year + 1)
            return
        guard = usable_card(self.cards, "guard", instant)
        if guard is not None:
            guard.left -= 1
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

    def earn(self, reference: str, points: int, at: datetime) -> None:
        """Debt is paid first; the rest is a lot of its own."""
        paid = min(self.debt, points)
        self.debt -= paid
        if points > paid:
            self.lot_count += 1
            self.lots.append(Lot(reference, points - paid, at, gone_at(at), self.lot_count))

    def count_earned(self, month: Month, points: int, at: datetime) -> None:
        """Points that a rule gave, or took back; the challenge of the month follows, up and down."""
        if not points:
            return
        self.earned[month] = self.earned.get(month, 0) + points
        times = min(self.earned[month] // CHALLENGE_EVERY, 1)
        awarded, reference = self.challenged.get(month, 0), f"challenge:{month}"
        self.challenged[month] = times
        if times > awarded:
            self.earn(reference, CHALLENGE_POINTS * (times - awarded), at)
        elif times < awarded:
            self.take_back(CHALLENGE_POINTS * (awarded - times), reference)

    def lose(self, lot: Lot, points: int) -> None:
        """Points of a lot expire: a refund, or whoever undoes the transfer, does not take them again."""
        if lot.reference in self.orders:
            self.orders[lot.reference].expired += points
        elif lot.reference in self.received:
            self.received[lot.reference] += points
        elif lot.reference.removeprefix("reward:") in self.rewards:
            self.rewards[lot.reference.removeprefix("reward:")].expired += points

    def put_back(self, taken: Taken, now: datetime) -> None:
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
        return sum(lot.left for lot in self.usable())

    def usable(self) -> list[Lot]:
        """The lots that can be spent, in the order of spending."""
        return sorted((lot for lot in self.lots if not lot.is_held), key=soonest)

    def take(self, points: int, lots: list[Lot]) -> Taken:
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

    def take_back(self, points: int, reference: str) -> None:
        """Take from what is left of the very lots, then from others in the order of spending; what is not there is owed.

        What is held back goes first of its own, and last of the others.
        """
        own = sorted((lot for lot in self.lots if lot.reference == reference), key=lambda lot: (not lot.is_held, lot.number))
        others = sorted((lot for lot in self.lots if lot.reference != reference), key=lambda lot: (lot.is_held, soonest(lot)))
        self.debt += points - sum(part for part, _ in self.take(points, own + others))


def soonest(lot: Lot) -> tuple[datetime, datetime, int]:
    """The order in which lots are spent."""
    return lot.gone_at, lot.earned_at, lot.number


def gone_at(earned_at: datetime) -> datetime:
    """Twelve months on, to the end of that month: the start of the thirteenth month after the one of earning."""
    return month_start(later(month_of(earned_at), 13))
