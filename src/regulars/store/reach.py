"""Reach: the part of the organisation whose members a caller may know of.

The API says it once per request (`narrow`); every transaction of a Database that the request opens then works as the role
`regulars_scoped`, to which row-level security shows the members of these units and nothing else (`store/wall.py`). Whatever runs
outside a request - the ledger, workers, commands - is the service itself.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Final, NamedTuple
from uuid import UUID

from psycopg import Connection


class Reach(NamedTuple):
    """Some units with everything below them, and some units alone. No Reach at all means everywhere."""

    below: frozenset[UUID] = frozenset()
    only: frozenset[UUID] = frozenset()

    def joined(self, other: Reach) -> Reach:
        """What either reaches."""
        return Reach(self.below | other.below, self.only | other.only)

    def met(self, other: Reach) -> Reach:
        """No more than what both reach: the units that both name."""
        return Reach(self.below & other.below, self.only & other.only)


_serving: Final[ContextVar[bool]] = ContextVar("serving", default=False)
_present: Final[ContextVar[Reach | None]] = ContextVar("reach", default=None)


def begin_request() -> None:
    """Say that what follows answers somebody's request: it no longer works as the service itself."""
    _serving.set(True)
    _present.set(None)


def is_request() -> bool:
    """Whether a request is being answered."""
    return _serving.get()


def present_reach() -> Reach | None:
    """How far the request at hand reaches; None: everywhere."""
    return _present.get()


def narrow(reach: Reach) -> None:
    """Let the rest of this request reach no further."""
    before = _present.get()
    _present.set(reach if before is None else before.met(reach))


@contextmanager
def everywhere() -> Iterator[None]:
    """Look at everything for a moment: at sessions and logs, and at what was permitted otherwise."""
    token = _present.set(None)
    try:
        yield
    finally:
        _present.reset(token)


def reaches_unit(connection: Connection, unit_id: UUID) -> bool:
    """Whether a unit lies within the present reach."""
    reach = _present.get()
    if reach is None or unit_id in reach.only:
        return True
    row = connection.execute(
        "SELECT EXISTS (SELECT FROM organisation_unit WHERE unit_id = %s AND line && %s::uuid[])", (unit_id, list(reach.below))
    ).fetchone()
    assert row is not None, "EXISTS always answers"
    return bool(row[0])


def reaches_member(connection: Connection, member_id: UUID) -> bool:
    """Whether there is such a member within the present reach."""
    row = connection.execute("SELECT EXISTS (SELECT FROM member WHERE member_id = %s)", (member_id,)).fetchone()
    assert row is not None, "EXISTS always answers"
    return bool(row[0])


def own_store(connection: Connection) -> UUID | None:
    """The one open store within the present reach; None where there are several, or none, or no limit."""
    reach = _present.get()
    if reach is None:
        return None
    rows = connection.execute(
        "SELECT unit_id FROM organisation_unit WHERE kind = 'store' AND closed_at IS NULL"
        " AND (line && %s::uuid[] OR unit_id = ANY (%s)) LIMIT 2",
        (list(reach.below), list(reach.only)),
    ).fetchall()
    return rows[0][0] if len(rows) == 1 else None


def enter(connection: Connection, reach: Reach) -> None:
    """Work as the role that sees only a reach, until the transaction ends."""
    connection.execute(
        "SELECT set_config('role', 'regulars_scoped', true), set_config('regulars.below', %s, true),"
        " set_config('regulars.only', %s, true)",
        (_array(reach.below), _array(reach.only)),
    )


def _array(unit_ids: frozenset[UUID]) -> str:
    return "{" + ",".join(sorted(str(unit_id) for unit_id in unit_ids)) + "}"
