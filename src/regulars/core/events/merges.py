"""Merges: one member becomes part of another, and is taken out again.

Each has two sides. The absorbed member's event hands over all that they have and causes the survivor's; undoing is an event of
the survivor, which causes the one that gives the absorbed member back their own. So both events hold what moved, and either
history alone can be decided again.
"""

from __future__ import annotations

from typing import Any, Final, final

from regulars.core.events.base import EventData
from regulars.core.merge_policies import USUAL, MergePolicy
from regulars.core.state import State


@final
class MemberMerged(EventData):
    """Staff merge the member into another one, with a reason."""

    def __init__(self, merge_id: str, absorbed: str, into: str, reason: str, policy: MergePolicy = USUAL) -> None:
        self.merge_id: Final = merge_id
        self.absorbed: Final = absorbed
        """Our id of the member whose event it is."""
        self.into: Final = into
        """Our id of the survivor."""
        self.reason: Final = reason
        self.policy: Final = policy

    def reference(self) -> str:
        """The merge."""
        return f"merge:{self.merge_id}"

    def other_member(self) -> tuple[str, str]:
        """The survivor."""
        return ("", self.into)

    def plain(self) -> Any:
        """The fields in order."""
        return (self.merge_id, self.absorbed, self.into, self.reason, self.policy.plain())


@final
class MemberAbsorbed(EventData):
    """The survivor takes in all that another member had."""

    def __init__(
        self, merge_id: str, absorbed: str, survivor: str, reason: str, carried: State, policy: MergePolicy = USUAL
    ) -> None:
        self.merge_id: Final = merge_id
        self.absorbed: Final = absorbed
        self.survivor: Final = survivor
        self.reason: Final = reason
        self.carried: Final = carried
        """The absorbed member's state, settled to the merge."""
        self.policy: Final = policy

    def reference(self) -> str:
        """The absorption."""
        return absorption_of(self.merge_id)

    def plain(self) -> Any:
        """The fields in order."""
        return (self.merge_id, self.absorbed, self.survivor, self.reason, self.carried.plain(), self.policy.plain())


@final
class MemberUnmerged(EventData):
    """Staff undo a merge, with a reason; it is an event of the survivor."""

    def __init__(self, merge_id: str, survivor: str, reason: str) -> None:
        self.merge_id: Final = merge_id
        self.survivor: Final = survivor
        """Our id of the member whose event it is."""
        self.reason: Final = reason

    def reference(self) -> str:
        """The undoing."""
        return f"unmerge:{self.merge_id}"

    def needed_record(self) -> str:
        """The absorption."""
        return absorption_of(self.merge_id)

    def plain(self) -> Any:
        """The fields in order."""
        return (self.merge_id, self.survivor, self.reason)


@final
class MemberRestored(EventData):
    """The absorbed member has their own again, with what came under their name since."""

    def __init__(self, merge_id: str, survivor: str, carried: State, records: dict[str, Any]) -> None:
        self.merge_id: Final = merge_id
        self.survivor: Final = survivor
        self.carried: Final = carried
        self.records: Final = records
        """reference -> the record that comes back with it, as plain data."""

    def reference(self) -> str:
        """The restoration."""
        return f"restoration:{self.merge_id}"

    def plain(self) -> Any:
        """The fields in order."""
        return (self.merge_id, self.survivor, self.carried.plain(), self.records)


def absorption_of(merge_id: str) -> str:
    """The business reference of what the survivor took in."""
    return f"absorption:{merge_id}"
