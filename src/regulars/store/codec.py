"""Codec: core values to and from the JSON text that rows hold. The only place that knows how a state is written down.

A value is written as its plain form, an array of its fields: shorter than names, and quicker both ways.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from hashlib import blake2b
from typing import Any, Final, cast

import msgspec

from regulars.core.entries import Entry, LotChange
from regulars.core.lot import Lot
from regulars.core.merge_policies import USUAL, Choice, MergePolicy, ProfilePolicy, TierPolicy
from regulars.core.merge_records import AbsorptionRecord, ReturnedRecord
from regulars.core.records import Award, LineRefund, OrderRecord, Other, Record, RedemptionRecord, ReferralRecord, TransferRecord
from regulars.core.state import STATE_FORMAT, GrowthBalance, PointsBalance, Standing, State, TierChange
from regulars.core.worth import Basis, Weight
from regulars.kit.instants import NEVER, Instant, instant_of
from regulars.store.extras import extras_of
from regulars.store.stored_extras import StoredExtras

_Months = dict[int, int]
_Lot = tuple[int, int, int, int, int, int, str, str, int]
_Standing = tuple[str, int, str, int, int, int, list[tuple[int, str, str]]]
_State = tuple[
    int, int, int, int, int, int,
    dict[str, tuple[list[_Lot], int, int]], dict[str, dict[str, _Months]],
    dict[str, _Months], dict[str, _Months], dict[str, _Months], dict[str, _Standing], int, int, StoredExtras | None,
]  # fmt: skip
_Award = tuple[str, str, str, tuple[int, list[tuple[int, int, list[int]]]], int, int, int, int]
_Order = tuple[
    int, int, int, int, list[_Award], dict[int, tuple[int, int]], bool, int, list[_Lot], str, int, dict[str, int], list[int],
    list[str], list[str], list[str], list[str], str,
]  # fmt: skip

_ENCODER: Final = msgspec.json.Encoder()
_STATE: Final = msgspec.json.Decoder(_State)
_FORMAT: Final = msgspec.json.Decoder(list[Any])
_LOTS: Final = msgspec.json.Decoder(list[_Lot])
_ORDER: Final = msgspec.json.Decoder(_Order)
_REDEMPTION: Final = msgspec.json.Decoder(tuple[str, int, list[_Lot], bool])
_TRANSFER: Final = msgspec.json.Decoder(tuple[str, str, list[_Lot], list[_Lot], int])
_OTHER: Final = msgspec.json.Decoder(tuple[str, bool, str])
_REFERRAL: Final = msgspec.json.Decoder(tuple[int, list[_Award], dict[str, int]])
_ABSORPTION: Final = msgspec.json.Decoder(tuple[str, _State, _State, dict[str, _Standing], dict[str, dict[str, _Months]]])
_CHOSEN: Final = msgspec.json.Decoder(
    tuple[
        str, _State, _State, dict[str, _Standing], dict[str, dict[str, _Months]], list[str | dict[str, Choice]]
    ]
)  # fmt: skip
"""An absorption by a policy that is not the usual one."""
_RETURNED: Final = msgspec.json.Decoder(str)
_LOT_CHANGES: Final = msgspec.json.Decoder(list[list[int]])


def to_json(value: Any) -> str:
    """Plain data as JSON text."""
    return _ENCODER.encode(value).decode()


def state_to_json(state: State) -> str:
    """A state as it is stored."""
    return _ENCODER.encode(state.plain()).decode()


def state_from_json(text: str | bytes) -> State:
    """A stored state. Another format than today's must be rebuilt by replay before it can be decided upon."""
    try:
        held: _State = _STATE.decode(text)
    except msgspec.ValidationError:
        found = _FORMAT.decode(text)
        _check_format(found[0] if found else None)
        raise
    return _state(held)


def _state(held: _State) -> State:
    _check_format(held[0])
    (
        _, joined_at, settled_to, entry_no, next_due_at, judged_by, points, growth, metrics, limits, milestones, standings,
        last_order_at, last_active_at, extras,
    ) = held  # fmt: skip
    state = State(joined_at, settled_to)
    state.entry_no, state.next_due_at, state.judged_by = entry_no, next_due_at, judged_by
    for key, (lots, next_lot_no, debt) in points.items():
        state.points[key] = PointsBalance(_lots(lots), next_lot_no, debt)
    for key, parts in growth.items():
        state.growth[key] = GrowthBalance(parts)
    state.metrics, state.limits, state.milestones = metrics, limits, milestones
    state.last_order_at, state.last_active_at = last_order_at, last_active_at
    for key, standing in standings.items():
        state.standings[key] = _standing(standing)
    if extras is not None:
        state.extras = extras_of(extras)
    return state


def _standing(held: _Standing) -> Standing:
    tier, since, secured, review_at, grace_from, grace_until, history = held
    changes = [TierChange(at, to, reason) for at, to, reason in history]
    return Standing(tier, since, secured, review_at, grace_from, grace_until, changes)


def _check_format(found: object) -> None:
    if found != STATE_FORMAT:
        raise ValueError(f"a state of format {found} was stored; this version reads format {STATE_FORMAT}")


def _lots(held: list[Any]) -> list[Lot]:
    lots: list[Lot] = []
    for plain in held:
        no, amount, remaining, earned_at, active_at, expires_at, rule, reference, version = cast(_Lot, plain)
        lots.append(Lot(no, amount, remaining, earned_at, active_at, expires_at, rule, reference, version, plain))
    return lots


def lots_from_json(text: str | bytes) -> list[Lot]:
    """Lots as a document lists them, without the brackets around them."""
    return _lots(_LOTS.decode(b"[%b]" % (text.encode() if isinstance(text, str) else text)))


def record_to_json(record: Record) -> str:
    """A record as it is stored."""
    return _ENCODER.encode(record.plain()).decode()


def record_from_json(reference: str, text: str) -> Record:
    """The record kept under a business reference."""
    if text.startswith('"'):
        return ReturnedRecord(_RETURNED.decode(text))
    if reference.startswith("absorption:"):
        return _absorption(text)
    if reference.startswith("transfer:"):
        wallet, receiver, sent, fee, month = _TRANSFER.decode(text)
        return TransferRecord(wallet, receiver, _lots(sent), _lots(fee), month)
    if reference.startswith("referral:"):
        month_brought, gifts, gone = _REFERRAL.decode(text)
        return ReferralRecord(month_brought, [_award(held) for held in gifts], gone)
    if not reference.startswith("order:"):
        wallet, points, lots, is_cancelled = _REDEMPTION.decode(text)
        return RedemptionRecord(wallet, points, _lots(lots), is_cancelled)
    (
        version, day, month, paid_at, awards, refunded, is_counted, used_minor, used_lots, used_wallet, returned, expired,
        spend, promotions, cards, bought, streaks, referrer,
    ) = _ORDER.decode(text)  # fmt: skip
    record = OrderRecord(version, day, month, paid_at)
    record.awards = [_award(held) for held in awards]
    record.refunded = {position: LineRefund(units, minor) for position, (units, minor) in refunded.items()}
    record.is_counted, record.points_used_minor, record.used_lots = is_counted, used_minor, _lots(used_lots)
    record.used_wallet, record.points_returned, record.expired_credited = used_wallet, returned, expired
    record.spend_lines, record.promotions = spend, promotions
    record.cards, record.bought, record.streaks, record.referrer = cards, bought, streaks, referrer
    return record


def _absorption(text: str) -> AbsorptionRecord:
    policy = USUAL
    try:
        absorbed, brought, before, standings, trimmed = _ABSORPTION.decode(text)
    except msgspec.ValidationError:
        absorbed, brought, before, standings, trimmed, chosen = _CHOSEN.decode(text)
        policy = _policy(chosen)
    after = {ladder: _standing(standing) for ladder, standing in standings.items()}
    return AbsorptionRecord(absorbed, _state(brought), _state(before), after, trimmed, policy)


def _policy(held: list[str | dict[str, Choice]]) -> MergePolicy:
    tier, profile = cast(TierPolicy, held[0]), cast(ProfilePolicy, held[1])
    return MergePolicy(tier, profile, cast(dict[str, Choice], held[2])) if len(held) > 2 else MergePolicy(tier, profile)


def other_from_json(text: str) -> Other:
    """What a decision was told of another member."""
    return Other(*_OTHER.decode(text))


def _award(held: _Award) -> Award:
    rule, wallet, dimension, (step, weights), given, taken, month, period = held
    return Award(rule, wallet, dimension, Basis(step, [Weight(*weight) for weight in weights]), given, taken, month, period)


def lot_changes_to_json(changes: list[LotChange]) -> str:
    """What an entry did to lots: `[[lot, change], …]`, with when the lot expires, and when it becomes active where it is made.

    >>> lot_changes_to_json([LotChange(1, 50), LotChange(2, -3, 1767225600000000)])
    '[[1,50],[2,-3,1767225600000000]]'
    """
    parts: list[str] = []
    for held in changes:
        if held.active_at != NEVER:
            parts.append(f"[{held.lot_no},{held.change},{held.expires_at},{held.active_at}]")
        elif held.expires_at != NEVER:
            parts.append(f"[{held.lot_no},{held.change},{held.expires_at}]")
        else:
            parts.append(f"[{held.lot_no},{held.change}]")
    return f"[{','.join(parts)}]"


def lot_changes_from_json(text: str) -> list[LotChange]:
    """What an entry did to lots."""
    return [LotChange(*change) for change in _LOT_CHANGES.decode(text)]


def stored_entry(
    no: int, wallet: str, kind: Any, amount: int, lots: str, debt_change: int, rule: str | None, version: int, at: datetime,
    reference: str | None, *, is_settlement: bool,
) -> Entry:  # fmt: skip
    """An entry from the columns of its row."""
    changes = lot_changes_from_json(lots)
    return Entry(
        no, wallet, kind, amount, changes, debt_change, rule or "", version, instant_of(at), reference or "", is_settlement
    )


def decoder(kind: Any) -> Callable[[str], Any]:
    """A decoder for plain data of a type."""
    return msgspec.json.Decoder(kind).decode


def entry_bytes(entry: Entry, lots: str, event_key: str) -> bytes:
    """An entry as the bytes that its hash covers, a line for each field; `lots` is its lot changes as JSON.

    `event_key` names the event that caused it, '' for settlement. What is left out on purpose: when it was recorded, since
    settlement may be recorded early or late with the same meaning. No field can hold a line end (`ledger/wire` sees to it
    for what senders choose), so no two entries read the same; the event's key, which joins two names by one, comes last.
    """
    return (
        f"{entry.no}\n{entry.wallet}\n{entry.kind}\n{entry.amount}\n{lots}\n{entry.debt_change}\n{entry.rule}\n"
        f"{entry.program_version}\n{entry.at}\n{entry.reference}\n{event_key}"
    ).encode()


def event_hash(type_: str, occurred_at: Instant, member: str, body: str) -> bytes:
    """The hash that is stored beside an event, of its canonical body and what else counts."""
    return blake2b(f"{type_}\n{occurred_at}\n{member}\n{body}".encode(), digest_size=16).digest()
