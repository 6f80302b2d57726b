"""Rate limits in memory: at most so many attempts per key in a sliding window.

The counts live in one process: several processes each allow the limit. The caller passes the instant (seconds, any
steady clock), so a test moves time by passing another number.
"""

from collections import OrderedDict, deque
from math import ceil
from threading import Lock

KEYS_MAX = 10_000


class RateLimit:
    """A sliding window of attempts per key. The least recently tried keys are forgotten beyond `KEYS_MAX`.

    >>> limit = RateLimit(attempts=2, window_seconds=60)
    >>> [limit.take("a", now) for now in (0.0, 10.0, 20.0, 61.0)]
    [0, 0, 40, 0]
    """

    def __init__(self, attempts: int, window_seconds: int) -> None:
        self.attempts = attempts
        self.window_seconds = window_seconds
        self._taken: OrderedDict[str, deque[float]] = OrderedDict()
        self._lock = Lock()

    def take(self, key: str, now_seconds: float) -> int:
        """Count an attempt and return 0, or return the seconds to wait before the next one, counting nothing."""
        with self._lock:
            taken = self._taken.setdefault(key, deque())
            self._taken.move_to_end(key)
            if len(self._taken) > KEYS_MAX:
                self._taken.popitem(last=False)
            while taken and taken[0] <= now_seconds - self.window_seconds:
                taken.popleft()
            if len(taken) >= self.attempts:
                return max(1, ceil(taken[0] + self.window_seconds - now_seconds))
            taken.append(now_seconds)
            return 0

    def give_back(self, key: str) -> None:
        """Take back the latest attempt of a key: it succeeded, and only failures should count."""
        with self._lock:
            taken = self._taken.get(key)
            if taken:
                taken.pop()
