"""What can be asked for, by its type. A new kind is one file and one line in `kind_of`."""

from collections.abc import Callable
from typing import Any, NamedTuple

import psycopg

from regulars.features.approvals.contracts import IMPORT, MERGE, TAGGING, UNMERGE, Approval, Decided, Seen, Wanted
from regulars.features.approvals.kinds import events, imports, merges, tagging, unmerges
from regulars.features.context import AppContext


class Kind(NamedTuple):
    """How one sort of request is foreseen, done and shown."""

    foresee: Callable[[AppContext, Wanted], dict[str, Any]]
    """What it would do at this moment, and nothing is kept. Raises the Problem of what cannot be done at all."""
    carry_out: Callable[[AppContext, Approval, Decided], None]
    """Do it, and call back in the same transaction."""
    seen: Callable[[dict[str, Any]], Seen]
    """What it says of what it does, for people."""
    hold: Callable[[psycopg.Connection, Approval], None] = lambda _connection, _approval: None
    """Called in the transaction of a new request: what it needs is to be there until it ends."""


EVENT = Kind(events.foresee, events.carry_out, events.seen)
KINDS = {
    MERGE: Kind(merges.foresee, merges.carry_out, merges.seen),
    UNMERGE: Kind(unmerges.foresee, unmerges.carry_out, merges.seen),
    IMPORT: Kind(imports.foresee, imports.carry_out, imports.seen, imports.hold),
    TAGGING: Kind(tagging.foresee, tagging.carry_out, tagging.seen),
}


def seen_of(type_: str, answer: dict[str, Any]) -> Seen:
    """What a request does, or why it cannot be done at all."""
    if answer.keys() == {"refusal"}:
        return Seen("rejected", {}, {}, [], refusal=answer["refusal"])
    return kind_of(type_).seen(answer)


def kind_of(type_: str) -> Kind:
    """The kind of a type; whatever has none of its own is an event of one member."""
    return KINDS.get(type_, EVENT)
