"""Effects: what publishing a draft does at once, by judging the members as they stand under the draft.

Nothing is replayed and nothing written. Points already earned, their expiry and every event already decided stay as they are,
so what a draft does at once is to tiers: who is lifted, whose coming review ends otherwise. What it would have done over
history is a backtest.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Final

from psycopg import Connection

from regulars.core.ladders import Ladder
from regulars.core.program import Program
from regulars.core.reviews import projected
from regulars.core.standings import highest_reached, sight_on, standing_on
from regulars.core.state import State
from regulars.features.programs.comparing import changed_parts
from regulars.features.programs.contracts import (
    ChangedPart,
    HeldTier,
    HeldWallet,
    LadderEffect,
    PublicationEffect,
    PublishedProgram,
    TierMoves,
)
from regulars.features.programs.queries import EVERYBODY, count_states, sampled_states
from regulars.features.programs.telling import told_ladder
from regulars.features.programs.wording import Sentence
from regulars.kit.instants import Instant

JUDGED_MAX: Final = 20_000
"""So many members are judged; of more, a sample of about as many, and the numbers are estimates."""


def effect_of(
    connection: Connection, before: PublishedProgram, draft: PublishedProgram, now: Instant, judged_max: int | None = JUDGED_MAX
) -> PublicationEffect:
    """Judge members under a draft and under the version that it would follow. `judged_max` None: all of them, however long."""
    members = count_states(connection)
    percent = EVERYBODY if judged_max is None or members <= judged_max else EVERYBODY * judged_max / members
    count = _Count(before, draft, now)
    count.judge(sampled_states(connection, percent))
    return count.effect(members if percent < EVERYBODY else count.judged)


class _Count:
    """What was found so far, in members judged."""

    def __init__(self, before: PublishedProgram, draft: PublishedProgram, now: Instant) -> None:
        self.before = before
        self.draft = draft
        self.now = now
        self.judged = 0
        parts = changed_parts(before.document, draft.document)
        self.ladders = [ladder for ladder in draft.program.ladders if ladder.key in before.program.ladder_by_key]
        self.lifted: dict[str, Counter[tuple[str, str]]] = {ladder.key: Counter() for ladder in self.ladders}
        self.reviewed: dict[str, Counter[tuple[str, str]]] = {ladder.key: Counter() for ladder in self.ladders}
        self.standing: dict[str, Counter[str]] = {ladder.key: Counter() for ladder in self.ladders}
        self.concerned_tiers = _concerned_tiers(parts)
        self.holders = Counter(dict.fromkeys(_concerned_wallets(parts, before, draft), 0))
        self.points: Counter[str] = Counter()

    def judge(self, states: Iterable[State]) -> None:
        """Judge members as they stand."""
        for state in states:
            self.judged += 1
            for ladder in self.ladders:
                self._judge_standing(state, ladder)
            for wallet in self.holders:
                self._count_balance(state, wallet)

    def _judge_standing(self, state: State, ladder: Ladder) -> None:
        program, current = self.draft.program, self.before.program
        tier = standing_on(state, ladder).tier
        self.standing[ladder.key][tier] += 1
        level = ladder.level(tier)
        reached = ladder.tiers[_reached(state, ladder, program, self.now, level)].key
        old = current.ladder_by_key[ladder.key]
        reached_before = old.tiers[_reached(state, old, current, self.now, old.level(tier))].key
        if reached not in (tier, reached_before):
            self.lifted[ladder.key][tier, reached] += 1
        if reached == tier:
            would, will = projected(state, ladder, program, self.now), projected(state, old, current, self.now)
            if would != will:
                self.reviewed[ladder.key][will, would] += 1

    def _count_balance(self, state: State, wallet: str) -> None:
        held = state.points.get(wallet)
        growth = state.growth.get(wallet)
        if held is not None and held.balance():
            self.holders[wallet] += 1
            self.points[wallet] += held.balance()
        elif growth is not None and growth.balance():
            self.holders[wallet] += 1

    def effect(self, members: int) -> PublicationEffect:
        """The whole finding, for a base of so many members."""
        return PublicationEffect(
            members, self.judged,
            [self._ladder_effect(ladder, members) for ladder in self.ladders if self._is_concerned(ladder)],
            [self._wallet(wallet, members) for wallet in self.holders],
        )  # fmt: skip

    def _is_concerned(self, ladder: Ladder) -> bool:
        found = self.lifted[ladder.key] or self.reviewed[ladder.key]
        return bool(found) or any(key == ladder.key for key, _ in self.concerned_tiers)

    def _ladder_effect(self, ladder: Ladder, members: int) -> LadderEffect:
        told = {tier.key: tier for tier in told_ladder(self.draft, ladder.key)}
        level = {key: tier.level for key, tier in told.items()}

        def moves(counted: Counter[tuple[str, str]]) -> list[TierMoves]:
            ordered = sorted(counted.items(), key=lambda move: (level[move[0][0]], level[move[0][1]]))
            return [TierMoves(told[start], told[end], self._scaled(count, members)) for (start, end), count in ordered]

        return LadderEffect(
            ladder.key,
            _name(self.draft, "ladders", ladder.key),
            moves(self.lifted[ladder.key]),
            moves(self.reviewed[ladder.key]),
            [
                HeldTier(tier, self._scaled(self.standing[ladder.key][key], members))
                for key, tier in told.items()
                if (ladder.key, key) in self.concerned_tiers
            ],
        )

    def _wallet(self, key: str, members: int) -> HeldWallet:
        points = self._scaled(self.points[key], members)
        return HeldWallet(
            key, _name(self.draft, "wallets", key), self._scaled(self.holders[key], members),
            points, _worth(self.before.program, key, points), _worth(self.draft.program, key, points),
        )  # fmt: skip

    def _scaled(self, count: int, members: int) -> int:
        """A count among the judged as one among all, rounded to the nearest."""
        return (2 * count * members + self.judged) // (2 * self.judged) if self.judged else 0


def _reached(state: State, ladder: Ladder, program: Program, now: Instant, level: int) -> int:
    calendar = program.calendar
    return highest_reached(state, ladder, [calendar.month_of(now)], level, sight_on(ladder, state, calendar, now))


def _worth(program: Program, wallet: str, points: int) -> int | None:
    """What points are worth in minor units, rounded down; None where the wallet is none of points."""
    held = program.points_wallets.get(wallet)
    if held is None:
        return None
    return points * held.points_per_minor.denominator // held.points_per_minor.numerator


def _concerned_tiers(parts: list[ChangedPart]) -> set[tuple[str, str]]:
    """Tiers whose own text changed, as (ladder, tier)."""
    paths = [value.path.split(".") for part in parts for value in part.values]
    return {(path[1], path[3]) for path in paths if path[0] == "ladders" and path[2:3] == ["tiers"] and len(path) > 3}


def _concerned_wallets(parts: list[ChangedPart], before: PublishedProgram, draft: PublishedProgram) -> list[str]:
    """Wallets that members may hold and that the draft changes, or fills otherwise, in the order of the program."""
    changed = {part.path for part in parts}
    filled = {rule.wallet for each in (before, draft) for rule in each.document.rules if f"rules.{rule.key}" in changed}
    kept = [wallet.key for wallet in before.document.wallets]
    return [key for key in kept if f"wallets.{key}" in changed or key in filled]


def _name(published: PublishedProgram, section: str, key: str) -> Sentence:
    name = next(part.name for part in getattr(published.document, section) if part.key == key)
    return Sentence(zh=name.zh, en=name.en)
