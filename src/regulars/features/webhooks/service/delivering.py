"""Delivering: the queue goes out in order per member, at least once, with ever longer waits after failures.

A message whose last attempt fails is dead: it is set aside, can be seen and sent again, and no longer holds up what follows it.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from datetime import datetime, timedelta
from uuid import UUID

from psycopg import Connection

from regulars.features.webhooks import queries
from regulars.features.webhooks.contracts import Attempt, Claimed
from regulars.features.webhooks.service.endpoints import open_secrets
from regulars.features.webhooks.service.sending import ANSWER_SECONDS_MAX, CONNECT_SECONDS_MAX, Sender
from regulars.store.database import Database

WAITS_SECONDS = (5, 300, 1_800, 7_200, 18_000, 36_000, 50_400, 72_000, 86_400)
"""After the first failure, the second …: the schedule that Standard Webhooks recommends, three days in all."""
JITTER = 0.1
"""A share by which waits are lengthened at random, so that what failed together does not come back together."""
FAILING_MAX = timedelta(days=5)
"""An endpoint that has taken nothing for so long is switched off."""
LOST_AFTER = timedelta(seconds=2 * (ANSWER_SECONDS_MAX + CONNECT_SECONDS_MAX))
AT_ONCE_MAX = 32
PER_ENDPOINT_MAX = 8


class Dispatcher:
    """Sends what is due. Endpoints do not wait for each other; any number of processes may dispatch at once."""

    def __init__(self, database: Database, sender: Sender, clock: Callable[[], datetime]) -> None:
        self._database = database
        self._sender = sender
        self._clock = clock
        self._threads = ThreadPoolExecutor(AT_ONCE_MAX, thread_name_prefix="webhooks")
        self._under_way: dict[Future[None], UUID] = {}

    def start(self) -> int:
        """Begin to send deliveries whose turn it is; returns how many."""
        for sent in [each for each in self._under_way if each.done()]:
            del self._under_way[sent]
            sent.result()
        free = AT_ONCE_MAX - len(self._under_way)
        if not free:
            return 0
        now = self._clock()
        with self._database.transaction() as connection:
            busy = list(set(self._under_way.values()))
            claimed = [
                each._replace(secrets=open_secrets(connection, each.endpoint_id, each.secrets))
                for each in queries.claim(connection, now, now + LOST_AFTER, busy, PER_ENDPOINT_MAX, free)
            ]
        for each in claimed:
            self._under_way[self._threads.submit(self._deliver, each)] = each.endpoint_id
        return len(claimed)

    def wait(self, seconds: float) -> bool:
        """Wait until an attempt is over, but no longer than so many seconds; False at once when none is under way."""
        wait(self._under_way, seconds, FIRST_COMPLETED)
        return bool(self._under_way)

    def drain(self) -> Iterator[int]:
        """Send until nothing is due; yields how many each round began."""
        while (begun := self.start()) or self._under_way:
            self.wait(1)
            yield begun

    def close(self) -> None:
        """Wait for the attempts under way."""
        self._threads.shutdown(wait=True)
        self._sender.close()

    def _deliver(self, claimed: Claimed) -> None:
        attempt = self._sender.send(claimed, self._clock())
        with self._database.transaction() as connection:
            settle(connection, claimed, attempt, self._clock())


def settle(connection: Connection, claimed: Claimed, attempt: Attempt, now: datetime) -> None:
    """Write what an attempt came to: delivered, to be tried again, or dead."""
    if attempt.is_delivered:
        queries.finish(connection, claimed, "delivered", attempt.answer, now)
        queries.note_success(connection, claimed.endpoint_id)
        return
    queries.note_failure(connection, claimed.endpoint_id, now)
    is_last = attempt.is_gone or claimed.attempts > len(WAITS_SECONDS)
    if not is_last:
        seconds = max(WAITS_SECONDS[claimed.attempts - 1] * random.uniform(1, 1 + JITTER), attempt.wait_seconds)  # noqa: S311 - spreads load
        queries.finish(connection, claimed, "pending", attempt.answer, now + timedelta(seconds=seconds))
        return
    queries.finish(connection, claimed, "dead", attempt.answer, now)
    if attempt.is_gone:
        queries.disable(connection, claimed.endpoint_id, "gone")
    elif claimed.failing_since is not None and now - claimed.failing_since >= FAILING_MAX:
        queries.disable(connection, claimed.endpoint_id, "failing")
