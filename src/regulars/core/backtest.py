"""Backtest: every member's events decided twice, under the versions that were in force and under a draft, and summed up.

The same transition as everywhere decides, driven by the same replay. Until the draft begins the two histories are one, so a
member is walked once up to that instant and twice from there on. What a stored event says stays as it was sent: a redemption that
the draft would have refused is refused, a larger one is not invented.
"""

from __future__ import annotations

from typing import Any, Final, final

from regulars.core.backtest_ranking import MemberOutcome, Ranking
from regulars.core.backtest_sums import Gain, Sums, opened_later, tiers_held
from regulars.core.events import Event
from regulars.core.program import Program, ProgramHistory
from regulars.core.records import Elsewhere, Other
from regulars.core.replay import Replay
from regulars.core.values import Value
from regulars.kit.instants import Instant
from regulars.kit.ratio import Ratio

CrossKey = tuple[str, str, str]
"""(ladder, tier under the versions in force, tier under the draft)"""
NO_GAIN: Final = Gain()


@final
class Decided:
    """A stored event, the instant at which it was decided, and what that decision knew of other members and their histories."""

    def __init__(self, event: Event, now: Instant, other: Other | None = None, elsewhere: Elsewhere | None = None) -> None:
        self.event: Final = event
        self.now: Final = now
        self.other: Final = other
        self.elsewhere: Final = elsewhere


def history_with(in_force: ProgramHistory, draft: Program, since: Instant) -> ProgramHistory:
    """The versions as they would have been, had the draft come into force at `since` in place of every later one."""
    before = [version for version in in_force.versions if version[0] < since]
    return ProgramHistory((*before, (since, draft)))


@final
class Backtest(Value):
    """The comparison of two program histories over the members walked so far."""

    def __init__(
        self, in_force: ProgramHistory, draft: ProgramHistory, since: Instant, until: Instant, kept_max: int = 500
    ) -> None:
        calendar = in_force.latest().calendar
        self.members = 0
        self.before: Final = Sums(calendar)
        """What happened before the draft begins: the same under both."""
        self.in_force: Final = Sums(calendar)
        self.draft: Final = Sums(calendar)
        self.ranking: Final = Ranking(kept_max)
        self.crossed: dict[CrossKey, int] = {}
        """How many members end on which tier under each of the two."""
        self._programs: Final = (in_force, draft)
        self._judging: Final = (in_force.at(until - 1), draft.at(until - 1))
        """The versions in force at the end: by them points are worth something, and tiers are told."""
        self._since: Final = since
        self._until: Final = until
        ladders = self._judging[0].ladders
        self._ladder: Final = ladders[0].key if ladders else ""

    def walk(self, member: str, joined_at: Instant, events: list[Decided]) -> None:
        """Add a member with their events in the order in which they were decided; from `until` on nothing counts."""
        if joined_at >= self._until:
            return
        self.members += 1
        in_force, draft = self._programs
        at = 0
        if joined_at < self._since:
            was = Replay(in_force, joined_at)
            opened_was = opened_would = tiers_held(was.state)
            self.before.add_opening(opened_was, joined_at)
            at = self._decide(was, self.before, events, 0, min(self._since, self._until))
            self.before.add_entries(was.drained())
            would = was.fork(draft)
        else:
            was, would = Replay(in_force, joined_at), Replay(draft, joined_at)
            opened_was, opened_would = tiers_held(was.state), tiers_held(would.state)
            self.in_force.add_opening(opened_was, joined_at)
            self.draft.add_opening(opened_would, joined_at)
        self._decide(was, self.in_force, events, at, self._until)
        self._decide(would, self.draft, events, at, self._until)
        self.in_force.add_opening(opened_later(was.state, opened_was), joined_at)
        self.draft.add_opening(opened_later(would.state, opened_would), joined_at)
        self._compare(member, was, would)

    def merge_plain(self, plain: Any) -> None:
        """Merge the comparison of other members, given in its plain form."""
        members, before, in_force, draft, ranking, crossed = plain
        self.members += members
        self.before.add_plain(before)
        self.in_force.add_plain(in_force)
        self.draft.add_plain(draft)
        self.ranking.merge_plain(ranking)
        for ladder, was, would, count in crossed:
            key = (ladder, was, would)
            self.crossed[key] = self.crossed.get(key, 0) + count

    def plain(self) -> Any:
        """The fields in order, as another process can take them."""
        return (
            self.members, self.before.plain(), self.in_force.plain(), self.draft.plain(), self.ranking.plain(),
            sorted([(*key, count) for key, count in self.crossed.items()]),
        )  # fmt: skip

    def _decide(self, replay: Replay, sums: Sums, events: list[Decided], start: int, until: Instant) -> int:
        """Decide events from a position on, up to an instant, then let the rest of the time pass; returns the next position."""
        at = start
        while at < len(events):
            decided = events[at]
            if decided.now >= until:
                break
            decision = replay.apply(decided.event, decided.now, decided.other, decided.elsewhere)
            if decision.facts:
                sums.add_moves(decision.facts)
            if decision.rejection is not None:
                sums.add_refusal(str(decision.rejection.code))
            at += 1
        sums.events += at - start
        sums.add_moves(replay.settle(until - 1))
        return at

    def _compare(self, member: str, was: Replay, would: Replay) -> None:
        """Sum up a member's entries under both, and what the difference means to them."""
        in_force, draft = self._judging
        gained_was = self.in_force.add_entries(was.drained())
        gained_would = self.draft.add_entries(would.drained())
        held_was, held_would = tiers_held(was.state), tiers_held(would.state)
        for ladder, tier in held_was.items():
            if ladder in held_would:
                key = (ladder, tier, held_would[ladder])
                self.crossed[key] = self.crossed.get(key, 0) + 1
        difference = difference_minor(in_force, gained_was, draft, gained_would)
        tier_was, tier_would = held_was.get(self._ladder, ""), held_would.get(self._ladder, "")
        self.ranking.add(MemberOutcome(member, difference, _plain(gained_was), _plain(gained_would), tier_was, tier_would))


def difference_minor(in_force: Program, was: dict[str, Gain], draft: Program, would: dict[str, Gain]) -> int:
    """What a member gains by a draft in money, by each program's worth of its points; growth is worth nothing.

    The stored events say what the member spent, whatever a draft gives, so in a replay most of what it gives more expires at
    last. That is no loss: expiry counts only as far as it is more, or less, than the expiry of the difference itself.
    """
    total = 0
    for key, wallet in draft.points_wallets.items():
        had, has = was.get(key, NO_GAIN), would.get(key, NO_GAIN)
        per_minor = wallet.points_per_minor
        known = in_force.points_wallets.get(key)
        total += money_worth(has.given, per_minor) - money_worth(
            had.given, per_minor if known is None else known.points_per_minor
        )
        total += money_worth(expiry_beyond(has.given - had.given, has.expired - had.expired), per_minor)
    return total


def expiry_beyond(given: int, expired: int) -> int:
    """How much less (below 0: more) expires than would because of what is given more or less.

    >>> expiry_beyond(100, -100), expiry_beyond(0, -80), expiry_beyond(-50, 60)
    (0, -80, 10)
    """
    if given >= 0:
        return expired - max(expired, -given) if expired < 0 else expired
    return expired - min(expired, -given) if expired > 0 else expired


def money_worth(points: int, points_per_minor: Ratio) -> int:
    """What points are worth in minor units, rounded toward 0.

    >>> money_worth(150, Ratio(100, 1)), money_worth(-150, Ratio(100, 1))
    (1, -1)
    """
    worth = abs(points) * points_per_minor.denominator // points_per_minor.numerator
    return worth if points >= 0 else -worth


def _plain(gained: dict[str, Gain]) -> dict[str, tuple[int, int]]:
    return {wallet: gain.plain() for wallet, gain in gained.items()}
