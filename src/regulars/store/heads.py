"""Heads: what every transaction asks first - which program version is the latest, and whether a test clock stands for now."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from psycopg import Connection


class Heads(NamedTuple):
    """`program_version` is 0 while nothing is published; `test_now` is None where the system's clock counts."""

    program_version: int
    test_now: datetime | None


def read_heads(connection: Connection) -> Heads:
    """Read both in one round trip."""
    row = connection.execute(
        "SELECT (SELECT coalesce(max(version), 0) FROM program_version), (SELECT now FROM test_clock)"
    ).fetchone()
    assert row is not None, "a SELECT without FROM always answers"
    return Heads(*row)
