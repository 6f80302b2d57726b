"""Group commit: single events that arrive together share one transaction, and none waits for a timer.

A lone event starts at once. While a batch is under way the next one gathers, and starts when the first is done, or beside it once
it has become as large as batches were lately. So under load two batches of equal size take turns: one decides while the other
waits for the database. The batch grows by itself, and the cost of a durable commit is shared by all who wait for it.
"""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import NamedTuple, Protocol

from regulars.kit.problems import Problem
from regulars.ledger.answers import Answer

BATCH_EVENTS_MAX = 500
BATCHES_AT_ONCE = 2
"""More would be smaller each."""


class Append(Protocol):
    """Decides and stores events given as JSON, each from its sender; one answer each, as `Ledger.answer` gives them."""

    def __call__(self, raws: Sequence[bytes], *, sent_by: Sequence[str]) -> list[Answer]:
        """Called in a thread."""
        ...


class _Waiting(NamedTuple):
    raw: bytes
    sent_by: str
    answer: asyncio.Future[Answer]


class GroupCommit:
    """Coalesces single events of one process, on its event loop."""

    def __init__(self, append: Append) -> None:
        """`append`: `Ledger.answer`, or what stands for it in another process."""
        self._append = append
        self._waiting: deque[_Waiting] = deque()
        self._in_flight = 0
        self._lately = deque([1, 1], maxlen=BATCHES_AT_ONCE)
        """How large the last batches were."""
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
        while self._waiting and self._is_time():
            batch = [self._waiting.popleft() for _ in range(min(len(self._waiting), BATCH_EVENTS_MAX))]
            self._lately.append(len(batch))
            self._in_flight += 1
            append = partial(self._append, [each.raw for each in batch], sent_by=[each.sent_by for each in batch])
            running = asyncio.get_running_loop().run_in_executor(self._threads, append)
            running.add_done_callback(partial(self._finish, batch))

    def _is_time(self) -> bool:
        """Whether what waits goes now.

        Beside another batch it waits to be worth it: else the first event to come would go alone and all others together, again
        and again, and a transaction of one event takes nearly as long as one of many.
        """
        if not self._in_flight:
            return True
        return self._in_flight < BATCHES_AT_ONCE and len(self._waiting) * BATCHES_AT_ONCE >= sum(self._lately)

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
