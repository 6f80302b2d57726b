"""Outcomes: the answer that a decision amounts to, written once as JSON: it is sent, stored, and sent again as it was."""

from __future__ import annotations

from typing import Any, Final

import msgspec

from regulars.core.conditions.condition import Unmet
from regulars.core.entries import Entry
from regulars.core.events import Event
from regulars.core.rejections import Rejection
from regulars.core.state import State
from regulars.core.transition import Decision
from regulars.kit.instants import BEFORE_ALL, Instant, utc_text
from regulars.ledger.answers import MARKS, RefusalView, Told, UnmetView
from regulars.ledger.wire import EventStatus

_ENCODE: Final = msgspec.json.Encoder().encode


def told(event: Event, member: str, decision: Decision, now: Instant) -> Told:
    """The answer that a decision about a member (the id as text), or its refusal, amounts to.

    It is an `answers.Outcome` written field by field: keys of programs, numbers and instants need no escaping, all else is
    encoded.
    """
    state, refused = decision.state, decision.rejection
    status: EventStatus = "accepted" if refused is None else "quarantined" if refused.quarantine else "rejected"
    changed = [fact.data for fact in decision.facts if fact.name == "tier.changed"]
    skipped = ""
    if decision.skipped:
        skipped = ",".join([_skipped(rule, reason, decision.unmet) for rule, reason in decision.skipped])
    text = (
        f'{{"status":"{status}","source":{_json(event.source)},"id":{_json(event.event_id)},"type":"{event.type}",'
        f'"member_id":"{member}","decided_at":"{utc_text(now)}","entries":[{_entries(decision.entries)}],'
        f'"balances":{_json(balances(state, now))},"tiers":{_json(tiers(state))},"tiers_changed":{_json(changed)},'
        f'"skipped":[{skipped}],"rejection":{"null" if refused is None else _json(_refusal(refused))},{MARKS}}}'
    )
    return Told(status, text)


def _skipped(rule: str, reason: str, unmet: dict[str, list[Unmet]]) -> str:
    text = f'{{"rule":"{rule}","reason":"{reason}"'
    if reason == "condition_not_met" and rule in unmet:
        return f'{text},"unmet":{_json([UnmetView(each.path, each.actual) for each in unmet[rule]])}}}'
    return f"{text}}}"


def _json(value: Any) -> str:
    return _ENCODE(value).decode()


def _entries(entries: list[Entry]) -> str:
    last = BEFORE_ALL
    at = ""
    lines: list[str] = []
    for entry in entries:
        if entry.at != last:  # what one event causes mostly happens at one instant
            last = entry.at
            at = utc_text(last)
        rule = f'"{entry.rule}"' if entry.rule else "null"
        lines.append(
            f'{{"entry_no":{entry.no},"wallet":"{entry.wallet}","kind":"{entry.kind}","amount":{entry.amount},'
            f'"rule":{rule},"at":"{at}"}}'
        )
    return ",".join(lines)


def _refusal(refused: Rejection) -> RefusalView:
    return RefusalView(refused.code, refused.path, refused.detail, refused.hint, refused.facts)


def tiers(state: State) -> dict[str, str]:
    """The tier held on each ladder."""
    return {ladder: standing.tier for ladder, standing in state.standings.items()}


def balances(state: State, now: Instant) -> dict[str, dict[str, int]]:
    """Every wallet's balance at an instant."""
    held: dict[str, dict[str, int]] = {}
    for key, points in state.points.items():
        available, pending = points.parts(now)
        on_hold = state.held(key)
        held[key] = {
            "available": available,
            "pending": pending,
            "held": on_hold,
            "debt": points.debt,
            "balance": available + pending + on_hold - points.debt,
        }
    for key, growth in state.growth.items():
        held[key] = {"balance": growth.balance()}
    return held
