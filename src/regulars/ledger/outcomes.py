"""Outcomes: the answer that a decision amounts to, written as JSON: it is sent, and sent again as it was.

Most of an answer repeats the event's row and its entries. Kept is the rest, and `repeats.py` puts the whole together again.
"""

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
_READ_BALANCES: Final = msgspec.json.Decoder(dict[str, dict[str, int]]).decode


def told(event: Event, member: str, decision: Decision, now: Instant) -> tuple[Told, str]:
    """The answer that a decision about a member (the id as text), or its refusal, amounts to, and what is kept of it.

    It is an `answers.Outcome` written field by field: keys of programs, numbers and instants need no escaping, all else is
    encoded. Kept is what neither the event's row nor its entries say, and which entries these are.
    """
    state, refused, entries = decision.state, decision.rejection, decision.entries
    status: EventStatus = "accepted" if refused is None else "quarantined" if refused.quarantine else "rejected"
    changed = [fact.data for fact in decision.facts if fact.name == "tier.changed"]
    moves = _json(changed) if changed else "[]"
    skipped = ""
    if decision.skipped:
        skipped = ",".join([_skipped(rule, reason, decision.unmet) for rule, reason in decision.skipped])
    rest = (
        f'"balances":{{{_balances(state, now)}}},"tiers":{{{_tiers(state)}}},"tiers_changed":{moves},'
        f'"skipped":[{skipped}],"rejection":{"null" if refused is None else _json(_refusal(refused))}'
    )
    text = whole(status, event.source, event.event_id, event.type, member, now, entries, rest)
    return Told(status, text), f'{{"entries":[{entries[0].no if entries else 0},{len(entries)}],{rest}}}'


def whole(
    status: str, source: str, event_id: str, type_: str, member: str, decided_at: Instant, entries: list[Entry], rest: str
) -> str:
    """An answer, from what the event's row says, its entries, and the rest that is kept beside them."""
    return (
        f'{{"status":"{status}","source":{_quoted(source)},"id":{_quoted(event_id)},"type":"{type_}","member_id":"{member}",'
        f'"decided_at":"{utc_text(decided_at)}","entries":[{_entries(entries)}],{rest},{MARKS}}}'
    )


def _skipped(rule: str, reason: str, unmet: dict[str, list[Unmet]]) -> str:
    text = f'{{"rule":"{rule}","reason":"{reason}"'
    if reason == "condition_not_met" and rule in unmet:
        return f'{text},"unmet":{_json([UnmetView(each.path, each.actual) for each in unmet[rule]])}}}'
    return f"{text}}}"


def _json(value: Any) -> str:
    return _ENCODE(value).decode()


def _quoted(name: str) -> str:
    """A name as JSON: there are no control characters in it, so mostly there is nothing to escape."""
    return _json(name) if '"' in name or "\\" in name else f'"{name}"'


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


def _balances(state: State, now: Instant) -> str:
    lines: list[str] = []
    for wallet, points in state.points.items():
        available, pending = points.parts(now)
        held = state.held(wallet)
        balance = available + pending + held - points.debt
        lines.append(
            f'"{wallet}":{{"available":{available},"pending":{pending},"held":{held},"debt":{points.debt},"balance":{balance}}}'
        )
    for wallet, growth in state.growth.items():
        lines.append(f'"{wallet}":{{"balance":{growth.balance()}}}')
    return ",".join(lines)


def _tiers(state: State) -> str:
    lines: list[str] = []
    for ladder, standing in state.standings.items():
        lines.append(f'"{ladder}":"{standing.tier}"')
    return ",".join(lines)


def _refusal(refused: Rejection) -> RefusalView:
    return RefusalView(refused.code, refused.path, refused.detail, refused.hint, refused.facts)


def tiers(state: State) -> dict[str, str]:
    """The tier held on each ladder."""
    return {ladder: standing.tier for ladder, standing in state.standings.items()}


def balances(state: State, now: Instant) -> dict[str, dict[str, int]]:
    """Every wallet's balance at an instant, read from what an answer says: few ask for it, and the two cannot disagree."""
    return _READ_BALANCES(f"{{{_balances(state, now)}}}")
