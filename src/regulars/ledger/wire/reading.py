"""Reading: an event as it arrives, JSON checked against types and limits, and turned into core's values.

Parsing is where every limit of an event lives: whatever passes here is within what core can count exactly. Two spellings of the
same event (white space, order of keys, defaults left out or given) have one canonical body, and so one hash.

Identities end here: what goes on, is hashed and is stored knows members by tokens (ADR 0051).
"""

from __future__ import annotations

import re
from typing import Any, Final, Literal, final
from uuid import UUID

import msgspec

from regulars.core import events as core
from regulars.kit.instants import Instant as CoreInstant
from regulars.kit.instants import instant_of
from regulars.kit.problems import Problem
from regulars.kit.sealing import BlindIndex
from regulars.ledger.wire.envelope import Envelope
from regulars.ledger.wire.parts import YEAR_MAX, YEAR_MIN, Identity, refusal
from regulars.ledger.wire.sales import order_paid
from regulars.ledger.wire.shapes import loosened, no_text_check
from regulars.ledger.wire.stored import STORED
from regulars.ledger.wire.types import EVENT_TYPES, MADE_TYPES, SENT_TYPES
from regulars.store.codec import event_hash
from regulars.store.identities import Identity as StoredIdentity
from regulars.store.identities import normalise_identity, tokenised

EventStatus = Literal["accepted", "rejected", "quarantined"]


_ENVELOPE: Final = msgspec.json.Decoder(Envelope)
_DATA: Final = {name: msgspec.json.Decoder(kind.data) for name, kind in EVENT_TYPES.items()}
_PLAIN_ENVELOPE: Final = msgspec.json.Decoder(loosened(Envelope, no_text_check, is_sent=True))
_PLAIN_DATA: Final = {
    name: msgspec.json.Decoder(loosened(kind.data, no_text_check, is_sent=True)) for name, kind in EVENT_TYPES.items()
}
"""For JSON without escapes and without DEL: no other control character may stand in a JSON text as it is (RFC 8259, section 7),
so nothing needs to be searched for them, field by field."""
_ANYTHING: Final = msgspec.json.Decoder()
_ENCODE: Final = msgspec.json.Encoder().encode


@final
class IncomingEvent:
    """A well-formed event, whose member is still named by what the sender knows them by."""

    def __init__(
        self, event: core.Event, member: StoredIdentity | None, member_id: UUID | None, body: str, sent_by: str = ""
    ) -> None:
        self.event: Final = event
        self.member: Final = member
        """The kind and the token."""
        self.member_id: Final = member_id
        self.body: Final = body
        """Canonical JSON of `data`."""
        self.sent_by: Final = sent_by
        """Who sent it, as access knows them."""


OWN_SOURCES: Final = "regulars:"
"""Sources that start like this are our own; no sender may use them."""
RELEASE_SOURCE: Final = "regulars:release"
"""The source of events that staff released from quarantine."""
MERGE_SOURCE: Final = "regulars:merge"
"""The source of merges and of their undoing."""
PRIVACY_SOURCE: Final = "regulars:privacy"
"""The source of events by which members are erased."""
IMPORT_SOURCE: Final = "regulars:import"
"""The source of what files say about members."""
FOLLOW_SOURCE: Final = "regulars:follow"
"""The source of events that a decision caused."""
CONTEST_SOURCE: Final = "regulars:contest"
"""The source of honours that were won."""
REVIEW_SOURCE: Final = "regulars:review"
"""The source of what staff decided about unusual earning."""


def parse_event(raw: bytes, index: BlindIndex, sent_by: str = "", *, is_own: bool = False) -> IncomingEvent:
    """Read one event; `event_invalid` names the field, what was expected and what to do.

    An event of our own holds tokens already: it was made of a stored one.
    """
    is_plain = b"\\" not in raw and b"\x7f" not in raw
    envelope = _decode(_PLAIN_ENVELOPE if is_plain else _ENVELOPE, raw, "")
    if not is_plain and b"\\u0000" in raw and (path := _path_to_nul(_decode(_ANYTHING, raw, ""))):
        raise refusal(path, "the text holds a NUL character", "text without \\u0000")
    kind = (MADE_TYPES if is_own else SENT_TYPES).get(envelope.type)
    if kind is None:
        raise refusal("type", f"there is no event type {envelope.type[:64]!r} to send", f"one of {', '.join(SENT_TYPES)}")
    if envelope.source.startswith(OWN_SOURCES) and not is_own:
        raise refusal("source", f"names that start with {OWN_SOURCES!r} are reserved", "a name of your own")
    if not YEAR_MIN <= envelope.occurred_at.year <= YEAR_MAX:
        raise refusal("occurred_at", "the year cannot be right", f"a year from {YEAR_MIN} to {YEAR_MAX}")
    if (envelope.member is None) == (envelope.member_id is None):
        raise refusal("member", "neither or both of `member` and `member_id`", "exactly one of the two")
    data = _decode((_PLAIN_DATA if is_plain else _DATA)[envelope.type], envelope.data, "data")
    if kind.conceal is not None and not is_own:
        data = kind.conceal(data, lambda named, path: _concealed(index, named, path))
    event = core.Event(
        envelope.source,
        envelope.id,
        envelope.type,
        instant_of(envelope.occurred_at),
        kind.to_core(data),
        envelope.source == RELEASE_SOURCE,
    )
    member = envelope.member
    name = tokenised(index, normalise_identity(member.kind, member.value, "member")) if member else None
    return IncomingEvent(event, name, envelope.member_id, _ENCODE(data).decode(), sent_by)


def _concealed(index: BlindIndex, named: Identity, path: str) -> Identity:
    name = tokenised(index, normalise_identity(named.kind, named.value, path))
    return Identity(name.kind, name.value)


def stored_event(source: str, event_id: str, type_: str, occurred_at: CoreInstant, body: str) -> core.Event:
    """An event read back from its row."""
    data = EVENT_TYPES[type_].to_core(STORED[type_].decode(body))
    return core.Event(source, event_id, type_, occurred_at, data, source in (RELEASE_SOURCE, FOLLOW_SOURCE))


def body_of(type_: str, data: core.EventData) -> str:
    """The canonical body of a follow-up."""
    to_wire = EVENT_TYPES[type_].to_wire
    assert to_wire is not None, "only follow-ups are written by ourselves"
    return _ENCODE(to_wire(data)).decode()


def order_from_body(body: str) -> core.OrderPaid:
    """A paid order read back from its event's body."""
    return order_paid(STORED["order.paid"].decode(body))


def body_hash(incoming: IncomingEvent, member: str) -> bytes:
    """What makes two events of a member (the id as text) the same: everything but the key that the sender gave them."""
    return event_hash(incoming.event.type, incoming.event.occurred_at, member, incoming.body)


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
        raise refusal(
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
