"""Read the clock that members live by."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from psycopg import Connection

from regulars.features.context import AppContext
from regulars.features.sandbox import queries
from regulars.features.sandbox.contracts import ClockReading
from regulars.kit.instants import NEVER
from regulars.store.heads import read_heads


def read_clock(context: AppContext, connection: Connection) -> ClockReading:
    """What the clock shows, and when something is due next."""
    heads = read_heads(connection)
    zone = context.ledger.history(connection).latest().zone if heads.program_version else ZoneInfo("UTC")
    return ClockReading(
        context.ledger.now(connection), heads.test_now != NEVER, zone, queries.next_due(connection)
    )  # fmt: skip
