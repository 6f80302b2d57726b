"""Ranking of a backtest: whom a draft would give more, whom less, and the few to whom it matters most.

Only the first so many on either side are kept, with a total order, so that rankings of parts merge to that of the whole.
"""

from __future__ import annotations

from typing import Any, Final, final

from regulars.core.values import Value


@final
class MemberOutcome(Value):
    """What one member gained under each program from when they part, and the tier each leaves them with."""

    def __init__(
        self,
        member: str,
        difference_minor: int,
        in_force: dict[str, tuple[int, int]],
        draft: dict[str, tuple[int, int]],
        tier_in_force: str,
        tier_draft: str,
    ) -> None:
        self.member: Final = member
        self.difference_minor: Final = difference_minor
        """What the draft gives more (less, below 0), in money."""
        self.in_force: Final = in_force
        """Wallet -> given and expired under the versions in force."""
        self.draft: Final = draft
        self.tier_in_force: Final = tier_in_force
        self.tier_draft: Final = tier_draft

    def plain(self) -> Any:
        """The fields in order."""
        return (self.member, self.difference_minor, self.in_force, self.draft, self.tier_in_force, self.tier_draft)


@final
class Ranking(Value):
    """Winners and losers: all counted, the first `kept_max` of each named."""

    def __init__(self, kept_max: int) -> None:
        self.unchanged = 0
        self.winners = 0
        self.losers = 0
        self.won_minor = 0
        self.lost_minor = 0
        """Below 0, or 0."""
        self._kept_max: Final = kept_max
        self._winners: list[MemberOutcome] = []
        self._losers: list[MemberOutcome] = []

    def add(self, outcome: MemberOutcome) -> None:
        """Add a member."""
        if outcome.difference_minor > 0:
            self.winners += 1
            self.won_minor += outcome.difference_minor
            self._winners = self._kept(self._winners, outcome)
        elif outcome.difference_minor < 0:
            self.losers += 1
            self.lost_minor += outcome.difference_minor
            self._losers = self._kept(self._losers, outcome)
        else:
            self.unchanged += 1

    def first_winners(self) -> list[MemberOutcome]:
        """Those who gain most, first the one who gains most; of equals, by the member's key."""
        return _in_order(self._winners)[: self._kept_max]

    def first_losers(self) -> list[MemberOutcome]:
        """Those who lose most, first the one who loses most."""
        return _in_order(self._losers)[: self._kept_max]

    def merge_plain(self, plain: Any) -> None:
        """Merge another part's ranking, given in its plain form."""
        unchanged, winners, losers, won_minor, lost_minor, first_winners, first_losers = plain
        self.unchanged += unchanged
        self.winners += winners
        self.losers += losers
        self.won_minor += won_minor
        self.lost_minor += lost_minor
        for fields in first_winners:
            self._winners = self._kept(self._winners, MemberOutcome(*fields))
        for fields in first_losers:
            self._losers = self._kept(self._losers, MemberOutcome(*fields))

    def plain(self) -> Any:
        """The fields in order."""
        return (
            self.unchanged, self.winners, self.losers, self.won_minor, self.lost_minor,
            [outcome.plain() for outcome in self.first_winners()], [outcome.plain() for outcome in self.first_losers()],
        )  # fmt: skip

    def _kept(self, held: list[MemberOutcome], outcome: MemberOutcome) -> list[MemberOutcome]:
        """With another member; now and then those are dropped who cannot be among the first any more."""
        held.append(outcome)
        return held if len(held) < 2 * self._kept_max + 100 else _in_order(held)[: self._kept_max]


def _in_order(held: list[MemberOutcome]) -> list[MemberOutcome]:
    return sorted(held, key=lambda outcome: (-abs(outcome.difference_minor), outcome.member))
