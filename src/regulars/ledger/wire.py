"""Wire: events as they arrive, JSON checked against types and limits, and turned into core's values.

Parsing is where every limit of an event lives: whatever passes here is within what core can count exactly. Two spellings of the
same event (white space, order of keys, defaults left out or given) have one canonical body, and so one hash.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime
from hashlib import blake2b
from typing import Annotated, Any, Final, Literal, NamedTuple
from uuid import UUID

import msgspec
from msgspec import UNSET, Meta, Struct, UnsetType

from regulars.core import events as core
from regulars.kit.instants import Instant as CoreInstant
from regulars.kit.instants import instant_of
from regulars.kit.problems import FieldError, Problem
from regulars.store.identities import Identity as StoredIdentity
from regulars.store.identities import normalise_identity

LINES_MAX: Final = 1000
AMOUNT_MINOR_MAX: Final = 10**12
POINTS_MAX: Final = 10**9
YEAR_MIN: Final = 1900
YEAR_MAX: Final = 9998
"""Years beyond these cannot be counted in every time zone."""

Id = Annotated[str, Meta(min_length=1, max_length=128, pattern=r"^[^\x00-\x1f\x7f]+\Z")]
"""What senders name things by, without control characters: names are joined by line ends where one name is needed."""
Word = Annotated[str, Meta(min_length=1, max_length=64)]
Amount = Annotated[int, Meta(ge=0, le=AMOUNT_MINOR_MAX)]
Quantity = Annotated[int, Meta(ge=1, le=10_000_000)]
Instant = Annotated[datetime, Meta(tz=True)]


EventStatus = Literal["accepted", "rejected", "quarantined"]


class Part(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """A part of an event: unknown fields are refused, so a misspelt one is noticed."""


class Line(Part, frozen=True):
    """A line of an order; `amount_minor` is its total in minor units, before points are used."""

    line_id: Id
    sku: Id
    quantity: Quantity
    amount_minor: Amount
    kind: Word = "goods"
    category: Annotated[str, Meta(max_length=64)] = ""
    name: Annotated[str, Meta(max_length=256)] = ""


class OrderPaid(Part, frozen=True):
    """A purchase; `points_used` pay for a part of it."""

    order_id: Id
    currency: Annotated[str, Meta(pattern="^[A-Z]{3}$", max_length=3)]
    lines: Annotated[tuple[Line, ...], Meta(min_length=1, max_length=LINES_MAX)]
    points_used: Annotated[int, Meta(ge=0, le=POINTS_MAX)] = 0


class RefundLine(Part, frozen=True):
    """A refund of one line: by units, or by amount."""

    line_id: Id
    quantity: Quantity | UnsetType = UNSET
    amount_minor: Annotated[int, Meta(ge=1, le=AMOUNT_MINOR_MAX)] | UnsetType = UNSET


class OrderRefunded(Part, frozen=True):
    """A return: by `lines`, by `amount_minor` of the whole order, or with neither everything that is left."""

    refund_id: Id
    order_id: Id
    lines: Annotated[tuple[RefundLine, ...], Meta(min_length=1, max_length=LINES_MAX)] | UnsetType = UNSET
    amount_minor: Annotated[int, Meta(ge=1, le=AMOUNT_MINOR_MAX)] | UnsetType = UNSET


class MemberRegistered(Part, frozen=True):
    """The member joined."""

    channel: Annotated[str, Meta(max_length=64)] = ""


class MemberCheckedIn(Part, frozen=True):
    """The daily check-in."""


class PointsRedeemed(Part, frozen=True):
    """Points spent on something that costs exactly so many."""

    redemption_id: Id
    wallet: Word
    points: Annotated[int, Meta(ge=1, le=POINTS_MAX)]


class RedemptionCancelled(Part, frozen=True):
    """A redemption undone."""

    redemption_id: Id


class PointsAdjusted(Part, frozen=True):
    """A correction by staff, never 0."""

    wallet: Word
    points: Annotated[int, Meta(ge=-POINTS_MAX, le=POINTS_MAX)]
    reason: Annotated[str, Meta(min_length=1, max_length=500)]


class Identity(Part, frozen=True):
    """How a touchpoint knows the member."""

    kind: Word
    value: Annotated[str, Meta(min_length=1, max_length=256)]


class Envelope(Struct, frozen=True, forbid_unknown_fields=True):
    """What every event carries; `data` depends on the type."""

    source: Id
    id: Id
    type: str
    occurred_at: Instant
    data: msgspec.Raw = msgspec.field(default_factory=lambda: msgspec.Raw(b"{}"))
    member: Identity | None = None
    member_id: UUID | None = None


def _order_paid(data: OrderPaid) -> core.OrderPaid:
    lines = [
        core.OrderLine(line.line_id, line.sku, line.kind, line.category, line.quantity, line.amount_minor) for line in data.lines
    ]
    if len(lines) > 1 and len({line.line_id for line in data.lines}) != len(lines):
        raise _refusal("data.lines", "two lines have the same line_id", "a line_id of its own for each line")
    return core.OrderPaid(data.order_id, data.currency, lines, data.points_used)


def _order_refunded(data: OrderRefunded) -> core.OrderRefunded:
    amount = None if isinstance(data.amount_minor, UnsetType) else data.amount_minor
    if isinstance(data.lines, UnsetType):
        return core.OrderRefunded(data.refund_id, data.order_id, [], amount)
    if amount is not None:
        raise _refusal("data.amount_minor", "given beside lines", "either `lines` or `amount_minor`, or neither")
    lines = []
    for number, line in enumerate(data.lines):
        units = None if isinstance(line.quantity, UnsetType) else line.quantity
        part = None if isinstance(line.amount_minor, UnsetType) else line.amount_minor
        if (units is None) == (part is None):
            raise _refusal(f"data.lines[{number}]", "neither or both of two ways to refund", "`quantity` or `amount_minor`")
        lines.append(core.RefundLine(line.line_id, units, part))
    return core.OrderRefunded(data.refund_id, data.order_id, lines)


def _points_adjusted(data: PointsAdjusted) -> core.PointsAdjusted:
    if not data.points:
        raise _refusal("data.points", "a correction of 0 changes nothing", "a number other than 0")
    return core.PointsAdjusted(data.wallet, data.points, data.reason)


class EventType(NamedTuple):
    """How one type of event is read: its data on the wire, and the core value it becomes."""

    data: type[Struct]
    to_core: Callable[[Any], core.EventData]


EVENT_TYPES: Final[dict[str, EventType]] = {
    "order.paid": EventType(OrderPaid, _order_paid),
    "order.refunded": EventType(OrderRefunded, _order_refunded),
    "member.registered": EventType(MemberRegistered, lambda _: core.MemberRegistered()),
    "member.checked_in": EventType(MemberCheckedIn, lambda _: core.MemberCheckedIn()),
    "points.redeemed": EventType(PointsRedeemed, lambda data: core.PointsRedeemed(data.redemption_id, data.wallet, data.points)),
    "points.redemption_cancelled": EventType(RedemptionCancelled, lambda data: core.RedemptionCancelled(data.redemption_id)),
    "points.adjusted": EventType(PointsAdjusted, _points_adjusted),
}
"""Every type of event: one line each."""

_ENVELOPE: Final = msgspec.json.Decoder(Envelope)
_DATA: Final = {name: msgspec.json.Decoder(kind.data) for name, kind in EVENT_TYPES.items()}
_ANYTHING: Final = msgspec.json.Decoder()
_ORDER: Final = msgspec.json.Decoder(OrderPaid)
_ENCODE: Final = msgspec.json.Encoder().encode


class IncomingEvent(NamedTuple):
    """A well-formed event, whose member is still named the way the sender knows them."""

    event: core.Event
    member: StoredIdentity | None
    member_id: UUID | None
    body: str
    """Canonical JSON of `data`."""
    sent_by: str = ""
    """Who sent it, as access knows them."""


OWN_SOURCES: Final = "regulars:"
"""Sources that start like this are our own; no sender may use them."""
RELEASE_SOURCE: Final = "regulars:release"
"""The source of events that staff released from quarantine."""


def parse_event(raw: bytes, sent_by: str = "", *, is_own: bool = False) -> IncomingEvent:
    """Read one event; `event_invalid` names the field, what was expected and what to do."""
    envelope = _decode(_ENVELOPE, raw, "")
    if b"\\u0000" in raw and (path := _path_to_nul(_decode(_ANYTHING, raw, ""))):
        raise _refusal(path, "the text holds a NUL character", "text without \\u0000")
    kind = EVENT_TYPES.get(envelope.type)
    if kind is None:
        raise _refusal("type", f"there is no event type {envelope.type[:64]!r}", f"one of {', '.join(EVENT_TYPES)}")
    if envelope.source.startswith(OWN_SOURCES) and not is_own:
        raise _refusal("source", f"names that start with {OWN_SOURCES!r} are reserved", "a name of your own")
    if not YEAR_MIN <= envelope.occurred_at.year <= YEAR_MAX:
        raise _refusal("occurred_at", "the year cannot be right", f"a year from {YEAR_MIN} to {YEAR_MAX}")
    if (envelope.member is None) == (envelope.member_id is None):
        raise _refusal("member", "neither or both of `member` and `member_id`", "exactly one of the two")
    data = _decode(_DATA[envelope.type], envelope.data, "data")
    event = core.Event(
        envelope.source,
        envelope.id,
        envelope.type,
        instant_of(envelope.occurred_at),
        kind.to_core(data),
        envelope.source == RELEASE_SOURCE,
    )
    member = normalise_identity(envelope.member.kind, envelope.member.value, "member") if envelope.member else None
    return IncomingEvent(event, member, envelope.member_id, _ENCODE(data).decode(), sent_by)


def stored_event(source: str, event_id: str, type_: str, occurred_at: CoreInstant, body: str) -> core.Event:
    """An event read back from its row."""
    data = EVENT_TYPES[type_].to_core(_DATA[type_].decode(body))
    return core.Event(source, event_id, type_, occurred_at, data, source == RELEASE_SOURCE)


def order_from_body(body: str) -> core.OrderPaid:
    """A paid order read back from its event's body."""
    return _order_paid(_ORDER.decode(body))


def body_hash(incoming: IncomingEvent, member_id: UUID) -> bytes:
    """What makes two events the same: everything but the key that the sender gave them."""
    return event_hash(incoming.event.type, incoming.event.occurred_at, member_id, incoming.body)


def event_hash(type_: str, occurred_at: CoreInstant, member_id: UUID, body: str) -> bytes:
    """The hash that is stored beside an event, of its canonical body and what else counts."""
    digest = blake2b(digest_size=16)
    digest.update(f"{type_}\n{occurred_at}\n{member_id}\n".encode())
    digest.update(body.encode())
    return digest.digest()


_MESSAGE: Final = re.compile(r"^(?P<what>.*?)(?: - at `\$(?P<path>[^`]*)`)?$", re.DOTALL)
_EXPECTED: Final = re.compile(r"^Expected (?P<expected>.+?)(?:, got .*)?$")
_FIELD: Final = re.compile(r"(?:required|unknown) field `(?P<field>[^`]*)`")


def _decode(decoder: msgspec.json.Decoder[Any], raw: bytes | msgspec.Raw, prefix: str) -> Any:
    try:
        return decoder.decode(raw)
    except msgspec.ValidationError as error:
        found = _MESSAGE.match(str(error))
        what, path = (found["what"], found["path"] or "") if found else (str(error), "")
        if field := _FIELD.search(what):
            path = f"{path}.{field['field'][:64]}"
        expected = _EXPECTED.match(what)
        raise _refusal(
            (prefix + path).lstrip(".") or "$", what, expected["expected"].replace("`", "") if expected else ""
        ) from error
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise Problem("json_malformed", f"The body is not JSON: {error}", hint="Send one JSON object in UTF-8.") from error
    except RecursionError as error:
        raise Problem("json_malformed", "The body is nested too deeply.", hint="Send the fields of an event.") from error


def _path_to_nul(value: Any, path: str = "") -> str:
    """Where a NUL character stands, which PostgreSQL cannot store; '' for nowhere."""
    if isinstance(value, str):
        return path if "\0" in value else ""
    if isinstance(value, dict):
        parts = [(f"{path}.{key}".lstrip("."), held) for key, held in value.items()]
    else:
        parts = [(f"{path}[{number}]", held) for number, held in enumerate(value)] if isinstance(value, list) else []
    return next((found for where, held in parts if (found := _path_to_nul(held, where))), "")


def _refusal(path: str, message: str, expected: str) -> Problem:
    return Problem("event_invalid", f"{path}: {message}", errors=(FieldError(path, message, expected),))
