"""Policies of a merge: which tier the survivor has, and whose profile holds where both told something."""

from __future__ import annotations

from typing import Final, Literal, final

from regulars.core.values import Value

TierPolicy = Literal["higher", "survivor", "recompute"]
"""The higher of both; the survivor's own; what the joined figures reach now, which may be less than either had."""
ProfilePolicy = Literal["filled", "survivor", "newest"]
"""The survivor's, with its gaps filled; the survivor's alone; what was told last, with gaps filled."""


@final
class MergePolicy(Value):
    """What was chosen for one merge."""

    def __init__(self, tier: TierPolicy, profile: ProfilePolicy) -> None:
        self.tier: Final = tier
        self.profile: Final = profile

    def plain(self) -> tuple[TierPolicy, ProfilePolicy]:
        """The fields in order."""
        return (self.tier, self.profile)


USUAL: Final = MergePolicy("higher", "filled")
"""What holds where nothing was chosen."""
