"""The program: the rules of a loyalty scheme as frozen values, compiled from the published document.

Everything that is a number in a program's text is data here. Versions are immutable; `ProgramHistory` knows which one was in
force at any instant.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from typing import Final, Literal, final
from zoneinfo import ZoneInfo

from regulars.core.basket import LineFilter
from regulars.core.benefits import Benefit
from regulars.core.ladders import GROWTH_METRIC, Contest, Ladder, LifetimeHonour, LimitedHonour, Task
from regulars.core.promotions import Promotion, Stacking
from regulars.core.rules import Milestone, OrderRule, PerAction, PerAmount, Referral, Rule, Streak
from regulars.core.watches import Watch, by_event
from regulars.kit.calendars import calendar_of
from regulars.kit.instants import Instant
from regulars.kit.ratio import Ratio

RoundTo = Literal["none", "month", "quarter", "year"]
ShortfallPolicy = Literal["pending_only", "within_balance", "debt"]


@final
@dataclass(frozen=True)
class Expiry:
    """How long points live: for ever, or a number of days or months, rounded up to the end of a period.

    `dates`: to the first of some days of the year that is at least so many months away. `inactivity`: so many months from
    earning, or from any later activity.
    """

    kind: Literal["never", "days", "months", "dates", "inactivity"]
    count: int = 0
    round_to: RoundTo = "none"
    dates: tuple[int, ...] = ()
    """Days of the year, each as month * 100 + day, in order."""


@final
@dataclass(frozen=True)
class PointsWallet:
    """A currency that is earned in lots and can be spent."""

    key: str
    expiry: Expiry
    spend_order: str
    on_shortfall: ShortfallPolicy
    """What happens to the part of a refund for which the member has no points left."""
    restore_grace_days: int | None
    """Days given to restored points whose expiry has passed; None: they are booked as expired."""
    points_per_minor: Ratio
    """What a point is worth: points per minor unit of money (100 points = 1.00 -> 1)."""
    remind_days: int = 0
    """So many days before points expire, this is told; 0: never."""
    confirm_above: int = 0
    """More points at a time are spent only with the member's confirmation; 0: any number without."""


@final
class Decay:
    """How a growth value fades at month starts: months beyond a window, a share of its oldest month, a share by tier."""

    def __init__(self, window_months: int = 0, fade: Ratio | None = None, tier_rates: dict[str, Ratio] | None = None) -> None:
        self.window_months: Final = window_months
        """How many months count, the current one too; 0 for all."""
        self.fade: Final = fade
        """What the oldest month of the window loses."""
        self.tier_rates: Final = tier_rates or {}
        """tier of the first ladder -> what the whole value loses; a tier not named loses nothing."""
        self.highest_rate: Final = _highest(list(self.tier_rates.values()))


@final
@dataclass(frozen=True)
class GrowthWallet:
    """A value that decides tiers, kept per month, never spent."""

    key: str
    decay: Decay | None = None


@final
@dataclass(frozen=True)
class CardKind:
    """A card that members may hold: how many days it lasts and how often it can be used; 0: without end."""

    key: str
    days: int
    uses: int
    protects: str = ""
    """The ladder on which it saves a tier from a review; '' for none."""


@final
@dataclass(frozen=True)
class PointsAsCash:
    """Paying part of an order with points."""

    wallet: str
    max_share: Ratio
    points_max: int = 0
    """At most so many points an order; 0: no limit but the share."""


@final
@dataclass(frozen=True)
class Transfer:
    """Sending points to other members."""

    wallet: str
    max_share: Ratio
    """At most so much of the balance at a time."""
    month_max: int
    """At most so many points a month, before the fee; 0: no limit."""
    points_min: int
    fee: Ratio
    """The part of what is sent that leaves circulation, rounded down."""


@final
class Program:
    """One version of the rules."""

    def __init__(  # noqa: PLR0915 - one statement for each part of a program
        self,
        key: str,
        version: int,
        currency: str,
        zone: ZoneInfo,
        late_days: int,
        wallets: tuple[PointsWallet | GrowthWallet, ...],
        ladders: tuple[Ladder, ...],
        rules: tuple[Rule, ...],
        spend_lines: LineFilter,
        points_as_cash: PointsAsCash | None = None,
        activities: dict[str, bool] | None = None,
        promotions: tuple[Promotion, ...] = (),
        stacking: Stacking = "best",
        cards: tuple[CardKind, ...] = (),
        referral_from_minor: int = 1,
        transfer: Transfer | None = None,
        tasks: tuple[Task, ...] = (),
        honours: tuple[LifetimeHonour | LimitedHonour, ...] = (),
        benefits: tuple[Benefit, ...] = (),
        watches: tuple[Watch, ...] = (),
    ) -> None:
        self.key: Final = key
        self.version: Final = version
        self.currency: Final = currency
        self.zone: Final = zone
        self.calendar: Final = calendar_of(zone)
        self.late_days: Final = late_days
        self.wallets: Final = wallets
        self.ladders: Final = ladders
        self.rules: Final = rules
        self.spend_lines: Final = spend_lines
        """Which lines count for the metric `spend`."""
        self.points_as_cash: Final = points_as_cash
        self.transfer: Final = transfer
        self.benefits: Final = benefits
        """What members have by their tiers, in the order of the text."""
        self.watched: Final = by_event(watches)
        """What is watched for unusual earning, by event; empty where a program watches nothing."""
        self.activities: Final = activities or {}
        """What members can do besides buying, by key, and whether it counts as an interaction."""
        self.promotions: Final = promotions
        """Multipliers for a time, in the order of the text."""
        self.stacking: Final[Stacking] = stacking
        """What several promotions make of one line together."""
        self.cards: Final = {card.key: card for card in cards}
        self.repurchased: Final = _repurchased(rules)
        """The categories whose purchases are remembered, because a multiplier asks whether the member bought there before."""
        self.offers_anything: Final = bool(promotions or self.repurchased)
        self.rule_by_key: Final = {rule.key: rule for rule in rules}
        self.order_rules: Final = [rule for rule in rules if isinstance(rule, OrderRule)]
        """The rules that value a paid order, in the order of the text."""
        self.milestones: Final = {rule.key: rule for rule in rules if isinstance(rule, Milestone)}
        """The rules that follow a metric, by key."""
        self.action_rules: Final = _by_event([rule for rule in rules if isinstance(rule, PerAction)])
        """The rules that listen to a type of event."""
        self.streaks: Final = _streaks_by_event(rules)
        """The rules that reward days in a row, by the type of event."""
        self.referrals: Final = [rule for rule in rules if isinstance(rule, Referral)]
        """The rules for members who bring others, and for those who were brought."""
        self.referral_from_minor: Final = referral_from_minor
        """How much an order must pay for a referral to count."""
        self.points_wallets: Final = {wallet.key: wallet for wallet in wallets if isinstance(wallet, PointsWallet)}
        self.idle_wallets: Final = tuple(key for key, wallet in self.points_wallets.items() if wallet.expiry.kind == "inactivity")
        """The wallets whose points live on with every activity."""
        self.growth_wallets: Final = {wallet.key: wallet for wallet in wallets if isinstance(wallet, GrowthWallet)}
        self.decays: Final = {key: wallet.decay for key, wallet in self.growth_wallets.items() if wallet.decay is not None}
        """growth wallet -> how it fades; wallets that keep their growth are not here."""
        self.announces: Final = any(ladder.notice_days for ladder in ladders)
        """Whether some ladder's reviews are announced."""
        self.tells_near: Final = any(ladder.near is not None for ladder in ladders)
        """Whether some ladder tells that the next tier is near."""
        self.tasks: Final = {task.key: task for task in tasks}
        self.lifetime_honours: Final = [honour for honour in honours if isinstance(honour, LifetimeHonour)]
        self.limited_honours: Final = {honour.key: honour for honour in honours if isinstance(honour, LimitedHonour)}
        self.contests: Final = _contests(honours)
        """What limited-time honours are won by, by the key of the honour."""
        self.protections: Final = [card for card in cards if card.protects]
        """The cards that save a tier from a review."""
        self.ladder_by_key: Final = {ladder.key: ladder for ladder in ladders}
        self.growth_metrics: Final = _growth_metrics(ladders)
        """growth wallet -> the name under which some ladder asks for its value; wallets that none asks for are not here."""


def _repurchased(rules: tuple[Rule, ...]) -> frozenset[str]:
    asked: set[str] = set()
    for rule in rules:
        if isinstance(rule, PerAmount):
            for multiplier in rule.multipliers:
                if multiplier.is_repurchase:
                    asked |= multiplier.lines.categories
    return frozenset(asked)


def _streaks_by_event(rules: tuple[Rule, ...]) -> dict[str, list[Streak]]:
    going_on: dict[str, list[Streak]] = {}
    for rule in rules:
        if isinstance(rule, Streak):
            going_on.setdefault(rule.event, []).append(rule)
    return going_on


def _by_event(rules: list[PerAction]) -> dict[str, list[PerAction]]:
    listening: dict[str, list[PerAction]] = {}
    for rule in rules:
        listening.setdefault(rule.event, []).append(rule)
    return listening


def _contests(honours: tuple[LifetimeHonour | LimitedHonour, ...]) -> dict[str, Contest]:
    won: dict[str, Contest] = {}
    for honour in honours:
        if isinstance(honour, LimitedHonour) and honour.contest is not None:
            won[honour.key] = honour.contest
    return won


def _highest(rates: list[Ratio]) -> Ratio | None:
    highest: Ratio | None = None
    for rate in rates:
        if highest is None or rate.exceeds(highest):
            highest = rate
    return highest


def _growth_metrics(ladders: tuple[Ladder, ...]) -> dict[str, str]:
    asked: dict[str, str] = {}
    for ladder in ladders:
        for metric in ladder.metrics:
            if metric.startswith(GROWTH_METRIC):
                asked[metric.removeprefix(GROWTH_METRIC)] = metric
    return asked


@final
class ProgramHistory:
    """All published versions, oldest first, each with the instant from which it is in force."""

    def __init__(self, versions: tuple[tuple[Instant, Program], ...]) -> None:
        self.versions: Final = versions
        self._starts: Final = [in_force_from for in_force_from, _ in versions]
        self._only: Final = versions[0][1] if len(versions) == 1 else None
        self._by_version: Final = {program.version: program for _, program in versions}
        self.reminds: Final = any(wallet.remind_days for _, program in versions for wallet in program.points_wallets.values())
        """Whether any version tells of points before they expire."""

    def known(self, number: int) -> Program | None:
        """A version by its number; None for one that these versions do not hold."""
        return self._by_version.get(number)

    def at(self, instant: Instant) -> Program:
        """The version in force at an instant; the first one for any time before it."""
        if self._only is not None:
            return self._only
        return self.versions[max(bisect_right(self._starts, instant) - 1, 0)][1]

    def between(self, first: Instant, last: Instant) -> tuple[tuple[Instant, Program], ...]:
        """The versions in force at any time from one instant up to another, oldest first."""
        start = max(bisect_right(self._starts, first) - 1, 0)
        return self.versions[start : max(bisect_right(self._starts, last), start + 1)]

    def version(self, number: int) -> Program:
        """A version by its number, which is known."""
        return next(program for _, program in self.versions if program.version == number)

    def latest(self) -> Program:
        """The version published last."""
        return self.versions[-1][1]
