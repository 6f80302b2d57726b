"""API keys found good a moment ago, so that the hot path asks the database once in 30 seconds and not once an event.

The price is stated: a revoked key may still be taken for up to 30 seconds by a process that has just used it.
"""

import hmac
import time
from collections.abc import Callable
from datetime import datetime

from regulars.features.access.contracts import Principal
from regulars.features.access.service.keys import CheckedKey
from regulars.features.access.tokens import BearerKey, hash_token

KEPT_SECONDS = 30.0
KEYS_MAX = 1_000


class KeyCache:
    """Checked keys by key id. The secret is compared every time, in constant time."""

    def __init__(self, clock_seconds: Callable[[], float] = time.monotonic) -> None:
        self._clock_seconds = clock_seconds
        self._kept: dict[str, tuple[float, CheckedKey]] = {}

    def find(self, bearer: BearerKey, now: datetime) -> Principal | None:
        """The key's principal if it was checked within the last 30 seconds and has not expired since."""
        kept = self._kept.get(bearer.key_id)
        if kept is None or kept[0] <= self._clock_seconds():
            return None
        checked = kept[1]
        if checked.expires_at is not None and checked.expires_at <= now:
            return None
        return checked.principal if hmac.compare_digest(checked.secret_hash, hash_token(bearer.secret)) else None

    def keep(self, bearer: BearerKey, checked: CheckedKey) -> None:
        """Remember a key just checked; when full, start afresh rather than grow."""
        if len(self._kept) >= KEYS_MAX:
            self._kept.clear()
        self._kept[bearer.key_id] = (self._clock_seconds() + KEPT_SECONDS, checked)
