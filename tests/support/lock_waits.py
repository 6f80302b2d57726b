"""Two transactions that want the same member, made to meet in a chosen order: the test holds the row until both wait for it."""

import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from typing import Literal, TypeVar
from uuid import UUID

import psycopg

GIVE_UP_SECONDS = 30
T = TypeVar("T")


class Queue:
    """Who waits for a lock that the test holds, in the order in which they came."""

    def __init__(self, holder: psycopg.Connection, watcher: psycopg.Connection, pool: ThreadPoolExecutor) -> None:
        self._holder = holder
        self._watcher = watcher
        self._pool = pool
        self._waiting = 0

    def join(self, call: Callable[[], T]) -> Future[T]:
        """Let somebody queue behind those who wait already; returns once they wait as well."""
        future = self._pool.submit(call)
        self._waiting += 1
        give_up_at = time.monotonic() + GIVE_UP_SECONDS
        while self._blocked() < self._waiting:
            assert not future.done(), future.result()
            assert time.monotonic() < give_up_at, "nobody waits for the lock"
            time.sleep(0.005)
        return future

    def open(self) -> None:
        """Let go: the first in the queue goes on."""
        self._holder.rollback()

    def _blocked(self) -> int:
        row = self._watcher.execute(
            "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'"
        ).fetchone()
        assert row is not None
        return int(row[0])


@contextmanager
def holding(url: str, member_id: UUID, table: Literal["member_state", "member"] = "member_state") -> Iterator[Queue]:
    """Hold a member's row: of the state, as a decision does, or the member's own."""
    with (
        psycopg.connect(url) as holder, psycopg.connect(url, autocommit=True) as watcher, ThreadPoolExecutor(8) as pool,
    ):  # fmt: skip
        holder.execute(f"SELECT FROM {table} WHERE member_id = %s FOR UPDATE".encode(), (member_id,))
        try:
            yield Queue(holder, watcher, pool)
        finally:
            holder.rollback()
