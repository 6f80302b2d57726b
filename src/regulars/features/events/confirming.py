"""Confirming: who may say that the member confirmed a spend by a second factor.

The ledger only knows that the event says so. Saying it is a right of its own (`points:confirm`): of the app that checked a code,
and of staff who may answer for it, not of every till that may send events.
"""

from __future__ import annotations

from typing import Any, Final

import msgspec

from regulars.features.access.contracts import Principal
from regulars.kit.problems import FieldError, Problem

CONFIRM_SCOPE: Final = "points:confirm"
_MAYBE: Final = (b"confirmed", b"\\u")
"""A body without these cannot name the field, in whatever spelling."""


class _Data(msgspec.Struct):
    confirmed: Any = False


class _Event(msgspec.Struct):
    data: _Data = msgspec.field(default_factory=_Data)


_DECODE: Final = msgspec.json.Decoder(_Event).decode


def confirmation_refusal(body: bytes, caller: Principal) -> Problem | None:
    """Problem `scope_missing` for an event that claims a confirmation from somebody who may not say so."""
    if CONFIRM_SCOPE in caller.scopes or not any(part in body for part in _MAYBE):
        return None
    try:
        event = _DECODE(body)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        return None  # the ledger refuses it with more to say
    if not event.data.confirmed:
        return None
    field = FieldError("data.confirmed", "the caller may not say so", f"the scope {CONFIRM_SCOPE}")
    return Problem("scope_missing", f"Saying that the member confirmed needs the scope {CONFIRM_SCOPE}.", errors=(field,))


def check_confirmation(body: bytes, caller: Principal) -> None:
    """Raise what `confirmation_refusal` finds."""
    if (refusal := confirmation_refusal(body, caller)) is not None:
        raise refusal
