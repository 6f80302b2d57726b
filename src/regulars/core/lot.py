"""A lot: points earned together, as a value."""

from __future__ import annotations

from typing import Any, Final, final

from regulars.core.values import Value
from regulars.kit.instants import Instant


@final
class Lot(Value):
    """Points earned together, with one expiry. Usable from `active_at` until just before `expires_at`."""

    def __init__(
        self,
        no: int,
        amount: int,
        remaining: int,
        earned_at: Instant,
        active_at: Instant,
        expires_at: Instant,
        rule: str,
        reference: str,
        program_version: int,
        plain: Any = None,
    ) -> None:
        self.no: Final = no
        self.amount: Final = amount
        self.remaining: Final = remaining
        self.earned_at: Final = earned_at
        self.active_at: Final = active_at
        self.expires_at: Final = expires_at
        self.rule: Final = rule
        self.reference: Final = reference
        self.program_version: Final = program_version
        self._plain: Final = plain
        """The fields in order, where the lot was read from them: nearly all lots are written back as they were read."""

    def with_remaining(self, remaining: int) -> Lot:
        """The same lot with another remainder."""
        return Lot(
            self.no, self.amount, remaining, self.earned_at, self.active_at, self.expires_at, self.rule, self.reference,
            self.program_version,
        )  # fmt: skip

    def plain(self) -> Any:
        """The fields in order."""
        return self._plain or (
            self.no, self.amount, self.remaining, self.earned_at, self.active_at, self.expires_at, self.rule, self.reference,
            self.program_version,
        )  # fmt: skip
