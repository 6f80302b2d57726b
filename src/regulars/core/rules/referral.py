"""`referral`: points when somebody whom a member brought buys for the first time - for the referrer, or for the one brought."""

from __future__ import annotations

from typing import Any, Final, Literal, final

from regulars.core.rules.base import Rule
from regulars.core.rules.limit import Limit

ReferralSide = Literal["referrer", "referred"]


@final
class Referral(Rule):
    """`points` for one side, once per member brought."""

    def __init__(
        self,
        key: str,
        wallet: str,
        side: ReferralSide,
        points: int,
        pending_days: int = 0,
        dimension: str = "loyalty",
        limit: Limit | None = None,
    ) -> None:
        super().__init__(key, wallet, pending_days, dimension, limit)
        self.side: Final[ReferralSide] = side
        self.points: Final = points

    def plain(self) -> Any:
        """The fields in order."""
        return (super().plain(), self.side, self.points)
