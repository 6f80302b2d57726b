"""Heads: what every transaction asks first - the latest program version, the test clock if there is one, who counts as active."""

from __future__ import annotations

from typing import Final, NamedTuple, final

from psycopg import Connection

from regulars.kit.instants import NEVER, Instant, maybe_instant
from regulars.store.exchange import Exchange, Statement
from regulars.store.lifecycle import ActiveDays

UNFINISHED_IMPORT_HOURS_MAX = 24
"""An import that has not finished after so many hours no longer holds up the sweep."""


class Heads(NamedTuple):
    """`program_version` is 0 while nothing is published; `test_now` is `NEVER` where the system's clock counts."""

    program_version: int
    test_now: Instant
    active_days: ActiveDays
    """So long a customer counts as active after what they did."""


_HEADS: Final = Statement(
    "SELECT (SELECT coalesce(max(version), 0) FROM program_version), (SELECT now FROM test_clock),"
    " setting.active_days, coalesce(setting.counted_from - date '1970-01-01', 0), setting.longest_days"
    " FROM lifecycle_setting AS setting"
)
_HOLD: Final = Statement("LOCK TABLE program_version IN ROW SHARE MODE")


@final
class AskedHeads:
    """The heads, asked of an exchange that makes sure of them.

    The lock is taken before the heads are read: no version is published until this transaction ends, so what it decides is
    judged by the versions that it sees. Any number of decisions hold it together; a publication waits for them and they for it.
    """

    def __init__(self, exchange: Exchange) -> None:
        exchange.ask(_HOLD)
        self._asked: Final = exchange.ask(_HEADS)

    def read(self) -> Heads:
        """All of them."""
        asked = self._asked
        days = ActiveDays(asked.integer(0, 2), asked.integer(0, 3), asked.integer(0, 4))
        return Heads(asked.integer(0, 0), asked.instant(0, 1), days)


def read_heads(connection: Connection) -> Heads:
    """Read them in one round trip."""
    row = connection.execute(_HEADS.sql).fetchone()
    assert row is not None, "the setting is there from the start"
    return Heads(row[0], maybe_instant(row[1], NEVER), ActiveDays(*row[2:]))


def hold_programs(connection: Connection) -> None:
    """Let no version be published until this transaction ends, as `AskedHeads` does."""
    connection.execute(_HOLD.sql)


def stop_decisions(connection: Connection) -> None:
    """Let nothing be decided and no version be published until this transaction ends; it waits for what is being decided."""
    connection.execute("LOCK TABLE program_version IN EXCLUSIVE MODE")


def is_history_coming(connection: Connection) -> bool:
    """Whether an import of history has begun and not finished: settling its members now would make the rest of it late."""
    row = connection.execute(
        "SELECT EXISTS (SELECT 1 FROM import_run WHERE finished_at IS NULL AND started_at > now() - make_interval(hours => %s))",
        (UNFINISHED_IMPORT_HOURS_MAX,),
    ).fetchone()
    assert row is not None, "EXISTS always answers"
    return bool(row[0])
