"""Group commit: single events that arrive together share one transaction, and none waits for a timer.

While a batch is being committed the next one gathers; when a place is free, all that has gathered goes together. A lone event
starts at once. Under load the batch grows by itself, so the cost of a durable commit is shared by all who wait for it.
"""

from __future__ import annotations

import asyncio
from collections import deque
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import NamedTuple

from regulars.kit.problems import Problem
from regulars.ledger.answers import Answer
from regulars.ledger.append import Ledger

BATCH_EVENTS_MAX = 500
BATCHES_AT_ONCE = 1
"""Two would share one interpreter, and each be half as large: measured, one is faster."""


class _Waiting(NamedTuple):
    raw: bytes
    sent_by: str
    answer: asyncio.Future[Answer]


class GroupCommit:
    """Coalesces single events of one process, on its event loop."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._waiting: deque[_Waiting] = deque()
        self._in_flight = 0
        self._is_closed = False
        self._threads = ThreadPoolExecutor(BATCHES_AT_ONCE, thread_name_prefix="group-commit")

    async def append(self, raw: bytes, sent_by: str = "") -> Answer:
        """Decide and store one event; returns once it is durable."""
        if self._is_closed:
            raise _stopping()
        answer: asyncio.Future[Answer] = asyncio.get_running_loop().create_future()
        self._waiting.append(_Waiting(raw, sent_by, answer))
        self._start()
        return await answer

    def close(self) -> None:
        """Finish what has begun; who still waits for a place is refused, and may send the event again elsewhere."""
        self._is_closed = True
        while self._waiting:
            answer = self._waiting.popleft().answer
            if not answer.done():
                answer.set_exception(_stopping())
        self._threads.shutdown(wait=True)

    def _start(self) -> None:
        while self._waiting and self._in_flight < BATCHES_AT_ONCE:
            batch = [self._waiting.popleft() for _ in range(min(len(self._waiting), BATCH_EVENTS_MAX))]
            self._in_flight += 1
            append = partial(self._ledger.answer, [each.raw for each in batch], sent_by=[each.sent_by for each in batch])
            running = asyncio.get_running_loop().run_in_executor(self._threads, append)
            running.add_done_callback(partial(self._finish, batch))

    def _finish(self, batch: list[_Waiting], done: asyncio.Future[list[Answer]]) -> None:
        self._in_flight -= 1
        error = done.exception()
        for position, (_, _, answer) in enumerate(batch):
            if answer.done():  # the caller has gone away; the event is stored all the same
                continue
            if error is not None:
                answer.set_exception(error)
            else:
                answer.set_result(done.result()[position])
        self._start()


def _stopping() -> Problem:
    return Problem("not_ready", "The service is stopping; the event was not stored.", hint="Send the same event again.")
