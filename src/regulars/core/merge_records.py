"""Records of merges: what a survivor took in, and what went back."""

from __future__ import annotations

from typing import Any, Final, final

from regulars.core.merge_policies import USUAL, MergePolicy
from regulars.core.records import Record
from regulars.core.state import Standing, State
from regulars.core.strands import Tally


@final
class AbsorptionRecord(Record):
    """What a survivor took in, and how they stood before and right after: what undoing the merge goes by."""

    def __init__(
        self,
        absorbed: str,
        brought: State,
        before: State,
        after: dict[str, Standing],
        trimmed: Tally,
        policy: MergePolicy = USUAL,
    ) -> None:
        self.absorbed: Final = absorbed
        self.brought: Final = brought
        """The absorbed member's state, its lots under their new numbers."""
        self.before: Final = before
        self.after: Final = after
        self.trimmed: Final = trimmed
        """What of the brought counters was not added, because it would have taken away what was given."""
        self.policy: Final = policy

    def plain(self) -> Any:
        """The fields in order; of the policy, what is not usual."""
        after = {ladder: standing.plain() for ladder, standing in self.after.items()}
        told = (self.absorbed, self.brought.plain(), self.before.plain(), after, self.trimmed)
        return told if self.policy == USUAL else (*told, self.policy.plain())


@final
class ReturnedRecord(Record):
    """What was recorded went back with the absorbed member, whose it is, when the merge was undone."""

    def __init__(self, member_id: str) -> None:
        self.member_id: Final = member_id

    def plain(self) -> str:
        """The member's id alone: no other record is a text."""
        return self.member_id
