"""Codec: core values to and from the JSON text that rows hold. The only place that knows how a state is written down."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

import msgspec

from regulars.core.entries import Entry, LotChange
from regulars.core.records import OrderRecord, RedemptionRecord
from regulars.core.state import STATE_FORMAT, State

_ENCODER: Final = msgspec.json.Encoder()
_STATE: Final = msgspec.json.Decoder(State)
_ORDER: Final = msgspec.json.Decoder(OrderRecord)
_REDEMPTION: Final = msgspec.json.Decoder(RedemptionRecord)
_LOT_CHANGES: Final = msgspec.json.Decoder(tuple[LotChange, ...])


def to_json(value: Any) -> str:
    """Any core value, or plain data, as JSON text."""
    return _ENCODER.encode(value).decode()


def state_from_json(text: str) -> State:
    """A stored state. Another format than today's must be rebuilt by replay before it can be decided upon."""
    state = _STATE.decode(text)
    if state.format != STATE_FORMAT:
        raise ValueError(f"a state of format {state.format} was stored; this version reads format {STATE_FORMAT}")
    return state


def record_from_json(reference: str, text: str) -> OrderRecord | RedemptionRecord:
    """The record kept under a business reference."""
    return _ORDER.decode(text) if reference.startswith("order:") else _REDEMPTION.decode(text)


def lot_changes_from_json(text: str) -> tuple[LotChange, ...]:
    """What an entry did to lots."""
    return _LOT_CHANGES.decode(text)


def decoder(kind: Any) -> Callable[[str], Any]:
    """A decoder for plain data of a type."""
    return msgspec.json.Decoder(kind).decode


def entry_bytes(entry: Entry, event_key: str) -> bytes:
    """An entry as the bytes that its hash covers; `event_key` names the event that caused it, '' for settlement.

    What is left out on purpose: when it was recorded, since settlement may be recorded early or late with the same meaning.
    """
    return _ENCODER.encode(
        (
            entry.no,
            event_key,
            entry.wallet,
            entry.kind,
            entry.amount,
            entry.lots,
            entry.debt_change,
            entry.rule,
            entry.program_version,
            entry.at,
            entry.reference,
        )
    )
