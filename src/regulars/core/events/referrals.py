"""Referrals: who brought a member, and what the referrer has of it.

The referrer's side is caused by the member whom they brought, and by the orders of that member: `ReferralBegun`,
`ReferralConverted`, `ReferralUndone`.
"""

from __future__ import annotations

from typing import Any, Final, final

from regulars.core.events.base import EventData


@final
class MemberReferred(EventData):
    """Somebody brought the member, who has not bought yet."""

    def __init__(self, referrer: tuple[str, str]) -> None:
        self.referrer: Final = referrer

    def other_member(self) -> tuple[str, str]:
        """The one who brought them."""
        return self.referrer

    def plain(self) -> Any:
        """The fields in order."""
        return (self.referrer,)


@final
class ReferralBegun(EventData):
    """Somebody named the member as the one who brought them. Only programs that watch for it cause this."""


@final
class ReferralConverted(EventData):
    """Somebody whom the member brought has bought; `order_id` is the order that made it count."""

    def __init__(self, order_id: str) -> None:
        self.order_id: Final = order_id

    def reference(self) -> str:
        """The referral."""
        return f"referral:{self.order_id}"

    def plain(self) -> Any:
        """The fields in order."""
        return (self.order_id,)


@final
class ReferralUndone(EventData):
    """That order was refunded in full."""

    def __init__(self, order_id: str) -> None:
        self.order_id: Final = order_id

    def reference(self) -> str:
        """The end of the referral."""
        return f"referral_end:{self.order_id}"

    def needed_record(self) -> str:
        """The referral."""
        return f"referral:{self.order_id}"

    def plain(self) -> Any:
        """The fields in order."""
        return (self.order_id,)
