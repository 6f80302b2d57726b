"""Explain: one member's life under both programs, moment by moment, decided again when it is asked for.

A moment is an event, or what the clock alone caused before the next one. The replays are those of the backtest, so a moment says
what the sums are made of.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple
from uuid import UUID

from psycopg import Connection

from regulars.core.backtest import Decided
from regulars.core.entries import Entry, Fact
from regulars.core.replay import Replay
from regulars.core.state import State
from regulars.features.accounts.facade import skipped_words
from regulars.features.backtest import queries
from regulars.features.backtest.contracts import Histories, StoredBacktest
from regulars.features.backtest.request_schemas import (
    LifeMoment,
    LifeQuery,
    LifeShape,
    LifeSide,
    MovedPoints,
    SkippedRule,
    TierStep,
)
from regulars.features.backtest.service.report import rule_names
from regulars.features.backtest.service.set_up import set_up
from regulars.features.context import AppContext
from regulars.features.programs.facade import Sentence
from regulars.kit.instants import Instant, datetime_of
from regulars.kit.pagination import decode_cursor, encode_cursor
from regulars.kit.problems import FieldError, Problem
from regulars.ledger.unrolling import unrolled
from regulars.store.event_streams import Part


def explain(
    context: AppContext, connection: Connection, backtest: StoredBacktest, member_id: UUID, query: LifeQuery
) -> LifeShape:
    """A page of a member's moments, newest first. Problems `member_unknown`, `cursor_invalid`, and those of `set_up`."""
    events = queries.select_history(connection, member_id)
    if events is None:
        raise Problem("member_unknown", "There is no member with this id.", errors=(FieldError("member_id", "is not known"),))
    histories = set_up(context.programs, connection, backtest.question, context.ledger.now(connection))
    ((_, joined_at, decided),) = unrolled(connection, Part(member_id, member_id, 1, events))
    moments = _moments(histories, joined_at, decided)
    if query.differing:
        moments = [moment for moment in moments if moment.differs]
    moments.reverse()
    list_key = f"life {backtest.backtest_id} {member_id} {query.differing}"
    start = 0 if query.cursor is None else _place(list_key, query.cursor)
    end = start + query.limit
    member_no, name = queries.select_names(connection, [member_id])[member_id]
    return LifeShape(
        member_id=str(member_id), member_no=member_no, display_name=name, items=moments[start:end],
        next_cursor=encode_cursor(list_key, (end,)) if end < len(moments) else None, total=len(moments),
    )  # fmt: skip


def _place(list_key: str, cursor: str) -> int:
    place = decode_cursor(list_key, cursor)[0]
    return place if isinstance(place, int) else 0


class _Step(NamedTuple):
    """What one replay made of one moment."""

    refused: str | None
    entries: list[Entry]
    skipped: list[tuple[str, str]]
    facts: list[Fact]
    balances: dict[str, int]


def _moments(histories: Histories, joined_at: Instant, events: Sequence[Decided]) -> list[LifeMoment]:
    """All moments from the draft's start on, oldest first."""
    if joined_at >= histories.until:
        return []
    replays = Replay(histories.in_force, joined_at), Replay(histories.drafted, joined_at)
    words = _Words(histories)
    moments: list[LifeMoment] = []
    for decided in [event for event in events if event.now < histories.until]:
        passed = [_settled(replay, decided.now) for replay in replays]
        happened = [_decided(replay, decided) for replay in replays]
        if decided.now >= histories.since:
            moments += words.told(decided.now, None, passed)
            moments += words.told(decided.now, decided, happened)
    return moments + words.told(histories.until - 1, None, [_settled(replay, histories.until - 1) for replay in replays])


def _settled(replay: Replay, until: Instant) -> _Step:
    facts = replay.settle(until)
    return _Step(None, replay.drained(), [], facts, _balances(replay.state))


def _decided(replay: Replay, decided: Decided) -> _Step:
    decision = replay.apply(decided.event, decided.now, decided.other, decided.elsewhere)
    refused = None if decision.rejection is None else decision.rejection.code
    return _Step(refused, replay.drained(), decision.skipped, decision.facts, _balances(replay.state))


def _balances(state: State) -> dict[str, int]:
    return {wallet: held.balance() for wallet, held in sorted(state.points.items())}


class _Words:
    """The words of both programs: a rule is told as the side that decided names it."""

    def __init__(self, histories: Histories) -> None:
        in_force = histories.published[histories.in_force.at(histories.until - 1).version - 1]
        self._sides = (in_force, histories.draft)
        self._rules = [{key: name for key, (_, name) in rule_names(told).items()} for told in self._sides]
        documents = [version.document for version in (*histories.published, histories.draft)]
        self._wallets = {
            wallet.key: Sentence(zh=wallet.name.zh, en=wallet.name.en) for each in documents for wallet in each.wallets
        }
        self._tiers = {
            (ladder.key, tier.key): Sentence(zh=tier.name.zh, en=tier.name.en)
            for each in documents
            for ladder in each.ladders
            for tier in ladder.tiers
        }

    def told(self, at: Instant, decided: Decided | None, steps: Sequence[_Step]) -> list[LifeMoment]:
        """A moment, or none where the clock caused nothing."""
        if decided is None and not any(step.entries or step.facts for step in steps):
            return []
        was, would = (self._side(number, step) for number, step in enumerate(steps))
        return [
            LifeMoment(
                at=datetime_of(at if decided is None else decided.event.occurred_at),
                type=None if decided is None else decided.event.type,
                reference=None if decided is None else (decided.event.data.reference() or None),
                differs=was != would,
                in_force=was,
                draft=would,
            )
        ]

    def _side(self, number: int, step: _Step) -> LifeSide:
        return LifeSide(
            refused=step.refused,
            moved=[
                MovedPoints(
                    wallet=entry.wallet, wallet_name=self._wallets.get(entry.wallet, _key(entry.wallet)), kind=entry.kind,
                    rule=self._rule(number, entry.rule) if entry.rule else None, amount=entry.amount,
                )
                for entry in step.entries
            ],
            skipped=[
                SkippedRule(rule=self._rule(number, rule), reason=reason, reason_text=skipped_words(reason))
                for rule, reason in step.skipped
            ],
            tiers=[self._tier_step(fact) for fact in step.facts if fact.name == "tier.changed"],
            balances=step.balances,
        )  # fmt: skip

    def _rule(self, number: int, key: str) -> Sentence:
        return self._rules[number].get(key) or self._rules[1 - number].get(key) or _key(key)

    def _tier_step(self, fact: Fact) -> TierStep:
        ladder = fact.data["ladder"]
        return TierStep(origin=self._tier(ladder, fact.data["before"]), to=self._tier(ladder, fact.data["after"]))

    def _tier(self, ladder: str, tier: str) -> Sentence:
        return self._tiers.get((ladder, tier), _key(tier))


def _key(key: str) -> Sentence:
    return Sentence(zh=key, en=key)
