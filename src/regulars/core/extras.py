"""Extras: the part of a state that few members have - streaks, cards, tasks, honours, reserved points.

Most states carry none of it and stay small; the first rule that needs a field opens it. Every value here is immutable, the
containers change while a decision works on its own copy.
"""

from __future__ import annotations

from typing import Any, Final, final

from regulars.core.lot import Lot
from regulars.core.strands import Origin, Strand
from regulars.core.values import Value
from regulars.kit.instants import Instant

UNLIMITED: Final = -1


@final
class Run(Value):
    """Days in a row on which something was done, how often the run was rewarded, and with how many points."""

    def __init__(self, first_day: int, last_day: int, rewarded: int, given: dict[int, int]) -> None:
        self.first_day: Final = first_day
        self.last_day: Final = last_day
        self.rewarded: Final = rewarded
        self.given: Final = given
        """local month -> points that the run gave in it."""

    def plain(self) -> tuple[int, int, int, dict[int, int]]:
        """The fields in order."""
        return (self.first_day, self.last_day, self.rewarded, self.given)


@final
class Card(Value):
    """A card that the member holds: double points, protection of a tier. Usable from `since` until just before `until`."""

    def __init__(self, card: str, card_id: str, since: Instant, until: Instant, left: int = UNLIMITED) -> None:
        self.card: Final = card
        """The kind of card, a key of the program."""
        self.card_id: Final = card_id
        self.since: Final = since
        self.until: Final = until
        self.left: Final = left
        """Uses left; `UNLIMITED` for any number."""

    def is_usable(self, at: Instant) -> bool:
        """Whether it can be used at an instant."""
        return self.since <= at < self.until and self.left != 0

    def with_uses(self, change: int) -> Card:
        """The same card with more or fewer uses left, where they are counted."""
        return self if self.left == UNLIMITED else Card(self.card, self.card_id, self.since, self.until, self.left + change)

    def ended(self, at: Instant) -> Card:
        """The same card, usable until just before an instant."""
        return Card(self.card, self.card_id, self.since, at, self.left)

    def plain(self) -> tuple[str, str, int, int, int]:
        """The fields in order."""
        return (self.card, self.card_id, self.since, self.until, self.left)


@final
class Attempt(Value):
    """A task that the member accepted: what counts from `since` until just before `until`, and how far they are."""

    def __init__(self, since: Instant, until: Instant, progress: int, is_done: bool) -> None:
        self.since: Final = since
        self.until: Final = until
        self.progress: Final = progress
        self.is_done: Final = is_done

    def moved(self, change: int) -> Attempt:
        """The same attempt, further or less far."""
        return Attempt(self.since, self.until, self.progress + change, self.is_done)

    def judged(self, is_done: bool) -> Attempt:
        """The same attempt, done or not."""
        return Attempt(self.since, self.until, self.progress, is_done)

    def plain(self) -> tuple[int, int, int, bool]:
        """The fields in order."""
        return (self.since, self.until, self.progress, self.is_done)


@final
class Honour(Value):
    """A title that the member bears; `until` is `NEVER` for life."""

    def __init__(self, since: Instant, until: Instant) -> None:
        self.since: Final = since
        self.until: Final = until

    def plain(self) -> tuple[int, int]:
        """The fields in order."""
        return (self.since, self.until)


@final
class Hold(Value):
    """Points set aside for a purchase that is not finished; `remaining` of each lot here is what was taken from it."""

    def __init__(self, wallet: str, points: int, lots: list[Lot], until: Instant) -> None:
        self.wallet: Final = wallet
        self.points: Final = points
        self.lots: Final = lots
        self.until: Final = until

    def plain(self) -> Any:
        """The fields in order."""
        return (self.wallet, self.points, [lot.plain() for lot in self.lots], self.until)


@final
class Extras(Value):
    """What few members have."""

    def __init__(self) -> None:
        self.birthday = 0
        """month * 100 + day; 0 while nobody told."""
        self.attributes: dict[str, Any] = {}
        """Facts about the member that rules may ask for, as plain JSON values."""
        self.referrer = ""
        """The id of the member who brought this one."""
        self.converted_by = ""
        """The order that made the referral count; '' for none yet."""
        self.frozen = ""
        """What is frozen: `spend`, `all`, or '' for nothing. `erased`: the member was erased."""
        self.runs: dict[str, list[Run]] = {}
        """rule -> runs of days, oldest first."""
        self.held_days: dict[str, dict[int, int]] = {}
        """streak of orders -> day -> orders that hold it."""
        self.times: dict[str, dict[int, int]] = {}
        """rule -> period of its limit -> times given."""
        self.bought: dict[str, int] = {}
        """category -> orders that hold it."""
        self.cards: list[Card] = []
        self.attempts: dict[str, Attempt] = {}
        """task -> the latest attempt."""
        self.honours: dict[str, Honour] = {}
        self.notices: dict[str, Instant] = {}
        """ladder -> when its coming review is announced."""
        self.near: dict[str, str] = {}
        """ladder -> the tier of which was told that it is near."""
        self.year_end_at: Instant = 0
        """The next year end at which titles for life are judged; 0 while none can come."""
        self.lifts: dict[str, dict[int, int]] = {}
        """lift -> period -> times given."""
        self.granted: dict[str, dict[str, str]] = {}
        """ladder -> what granted a tier since the last review -> the tier."""
        self.holds: dict[str, Hold] = {}
        self.decays_at: dict[str, Instant] = {}
        """growth wallet -> the month start at which some of it may fade next."""
        self.scores: dict[str, dict[int, int]] = {}
        """contest -> how far the member is in it."""
        self.watched: dict[str, dict[int, int]] = {}
        """watch -> hour or day -> how much of what it watches."""
        self.faded: dict[str, dict[str, dict[int, int]]] = {}
        """growth wallet -> dimension -> month -> how much of it has faded."""
        self.merged_into = ""
        """The id of the member into whom this one was merged; '' while they stand for themselves."""
        self.strands: list[Strand] = []
        """Members whom this one absorbed, the latest last."""
        self.origins: dict[str, Origin] = {}
        """id of a member who was absorbed, also through another one -> where they came in."""
        self.stays: list[str] = []
        """Ids of the members whom this one was a part of for a while."""

    def copy(self) -> Extras:
        """An independent copy to work on."""
        copied = Extras()
        copied.birthday = self.birthday
        copied.attributes = self.attributes.copy()
        copied.referrer = self.referrer
        copied.converted_by = self.converted_by
        copied.frozen = self.frozen
        for rule, runs in self.runs.items():
            copied.runs[rule] = runs.copy()
        for rule, days in self.held_days.items():
            copied.held_days[rule] = days.copy()
        for rule, periods in self.times.items():
            copied.times[rule] = periods.copy()
        copied.bought = self.bought.copy()
        copied.cards = self.cards.copy()
        copied.attempts = self.attempts.copy()
        copied.honours = self.honours.copy()
        copied.notices = self.notices.copy()
        copied.near = self.near.copy()
        copied.year_end_at = self.year_end_at
        for lift, periods in self.lifts.items():
            copied.lifts[lift] = periods.copy()
        for ladder, granted in self.granted.items():
            copied.granted[ladder] = granted.copy()
        copied.holds = self.holds.copy()
        copied.decays_at = self.decays_at.copy()
        for contest, scores in self.scores.items():
            copied.scores[contest] = scores.copy()
        for watch, spans in self.watched.items():
            copied.watched[watch] = spans.copy()
        for wallet, dimensions in self.faded.items():
            copied.faded[wallet] = {}
            for dimension, months in dimensions.items():
                copied.faded[wallet][dimension] = months.copy()
        copied.merged_into = self.merged_into
        copied.strands = self.strands.copy()
        copied.origins = self.origins.copy()
        copied.stays = self.stays.copy()
        return copied

    def plain(self) -> dict[str, Any]:
        """The fields that hold something, by name."""
        fields: dict[str, Any] = {
            "birthday": self.birthday, "attributes": self.attributes, "referrer": self.referrer,
            "converted_by": self.converted_by, "frozen": self.frozen,
            "runs": {rule: [run.plain() for run in runs] for rule, runs in self.runs.items()},
            "held_days": self.held_days, "times": self.times,
            "bought": self.bought, "cards": [card.plain() for card in self.cards],
            "attempts": {task: attempt.plain() for task, attempt in self.attempts.items()},
            "honours": {key: honour.plain() for key, honour in self.honours.items()}, "year_end_at": self.year_end_at,
            "lifts": self.lifts,
            "granted": self.granted,
            "holds": {hold_id: hold.plain() for hold_id, hold in self.holds.items()}, "notices": self.notices, "near": self.near,
            "decays_at": self.decays_at,
            "faded": self.faded,
            "scores": self.scores,
            "watched": self.watched,
            "merged_into": self.merged_into, "strands": [strand.plain() for strand in self.strands],
            "origins": {name: origin.plain() for name, origin in self.origins.items()}, "stays": self.stays,
        }  # fmt: skip
        return {name: value for name, value in fields.items() if value}
