"""Rejections: what a member or a sender did that the program cannot honour, as values with a stable code.

A rejection is an answer, not an exception. It names the field that caused it, and carries the numbers a till would show.
"""

from __future__ import annotations

from typing import Any, Final, Literal, final

from regulars.core.values import Value

RejectionCode = Literal[
    "occurred_in_future",
    "too_late",
    "currency_mismatch",
    "wallet_unknown",
    "amount_too_large",
    "order_already_known",
    "order_unknown",
    "order_of_other_member",
    "order_already_completed",
    "line_unknown",
    "refund_already_known",
    "refund_exceeds_order",
    "refund_empty",
    "redemption_already_known",
    "redemption_unknown",
    "redemption_already_cancelled",
    "balance_insufficient",
    "activity_unknown",
    "activity_already_known",
    "attributes_too_many",
    "referrer_unknown",
    "referrer_is_self",
    "referrer_already_known",
    "referred_too_late",
    "card_unknown",
    "task_unknown",
    "task_not_needed",
    "task_not_open",
    "task_running",
    "honour_unknown",
    "honour_not_open",
    "honour_already_held",
    "card_already_known",
    "card_not_held",
    "cards_too_many",
    "points_as_cash_not_offered",
    "points_exceed_order_share",
    "confirmation_required",
    "hold_already_known",
    "hold_not_open",
    "hold_exceeded",
    "holds_exceeded",
    "member_frozen",
    "member_not_frozen",
    "member_erased",
    "transfer_not_offered",
    "transfer_already_known",
    "transfer_to_self",
    "receiver_unknown",
    "receiver_frozen",
    "transfer_too_small",
    "transfer_exceeds_share",
    "transfer_exceeds_month",
    "transfer_unknown",
    "transfer_already_reversed",
    "survivor_unknown",
    "merge_with_self",
    "merge_already_known",
    "already_merged",
    "merge_unknown",
    "merge_already_undone",
    "merge_not_last",
]


@final
class Rejection(Value):
    """Why an event changed nothing. `path` names the field inside the event, `facts` the numbers behind the refusal."""

    def __init__(
        self,
        code: RejectionCode,
        path: str,
        detail: str,
        hint: str = "",
        facts: dict[str, int | str] | None = None,
        quarantine: bool = False,
    ) -> None:
        self.code: Final[RejectionCode] = code
        self.path: Final = path
        self.detail: Final = detail
        self.hint: Final = hint
        self.facts: Final = {} if facts is None else facts
        self.quarantine: Final = quarantine
        """Kept in a list from which staff may release the event."""

    def plain(self) -> Any:
        """The fields in order."""
        return (self.code, self.path, self.detail, self.hint, self.facts, self.quarantine)
