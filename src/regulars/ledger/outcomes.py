"""Outcomes: the answer to one event, as it is sent and as it is stored to be given again."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

import msgspec
from msgspec import Struct

from regulars.core.events import Event
from regulars.core.rejections import Rejection
from regulars.core.state import State
from regulars.core.transition import Decision
from regulars.ledger.wire import EventStatus


class EntryView(Struct, frozen=True):
    """An entry as an answer shows it."""

    entry_no: int
    wallet: str
    kind: str
    amount: int
    rule: str | None
    at: datetime


class RefusalView(Struct, frozen=True, omit_defaults=True):
    """Why nothing happened."""

    code: str
    path: str
    detail: str
    hint: str = ""
    facts: dict[str, Any] = {}


class Outcome(Struct, frozen=True):
    """The answer to one event. The first answer is stored; a repetition gets it again, marked `duplicate`."""

    status: EventStatus
    source: str
    id: str
    type: str
    member_id: UUID
    decided_at: datetime
    entries: list[EntryView]
    balances: dict[str, dict[str, int]]
    tiers: dict[str, str]
    """ladder -> tier"""
    tiers_changed: list[dict[str, str]]
    skipped: list[dict[str, str]]
    """Rules that listened and gave nothing, with the reason."""
    rejection: RefusalView | None = None
    duplicate: bool = False
    preview: bool = False


_DECODE = msgspec.json.Decoder(Outcome).decode
_ENCODE = msgspec.json.Encoder().encode


def outcome_to_json(outcome: Outcome) -> bytes:
    """The answer as JSON."""
    return _ENCODE(outcome)


def outcome_again(text: str) -> Outcome:
    """The first answer, given again."""
    return msgspec.structs.replace(_DECODE(text), duplicate=True)


def as_preview(outcome: Outcome) -> Outcome:
    """The same answer, marked as one that changed nothing."""
    return msgspec.structs.replace(outcome, preview=True)


def outcome_of(event: Event, member_id: UUID, decision: Decision | Rejection, before: State, now: datetime) -> Outcome:
    """The answer that a decision, or its refusal, amounts to."""
    if isinstance(decision, Rejection):
        refusal = RefusalView(decision.code, decision.path, decision.detail, decision.hint, dict(decision.facts))
        status: EventStatus = "quarantined" if decision.quarantine else "rejected"
        return Outcome(
            status,
            event.source,
            event.event_id,
            event.type,
            member_id,
            now,
            [],
            balances(before, now),
            tiers(before),
            [],
            [],
            refusal,
        )
    return Outcome(
        "accepted", event.source, event.event_id, event.type, member_id, now,
        [EntryView(entry.no, entry.wallet, entry.kind, entry.amount, entry.rule, entry.at) for entry in decision.entries],
        balances(decision.state, now), tiers(decision.state),
        [fact.data for fact in decision.facts if fact.name == "tier.changed"],
        [{"rule": rule, "reason": reason} for rule, reason in decision.skipped],
    )  # fmt: skip


def tiers(state: State) -> dict[str, str]:
    """The tier held on each ladder."""
    return {ladder: standing.tier for ladder, standing in state.standings.items()}


def balances(state: State, now: datetime) -> dict[str, dict[str, int]]:
    """Every wallet's balance at an instant."""
    held: dict[str, dict[str, int]] = {}
    for key, points in state.points.items():
        available, pending = points.parts(now)
        held[key] = {
            "available": available,
            "pending": pending,
            "debt": points.debt,
            "balance": available + pending - points.debt,
        }
    for key, growth in state.growth.items():
        held[key] = {"balance": growth.balance()}
    return held
