"""Policies of a merge: which tier the survivor has, and whose profile holds where both told something, also field by field."""

from __future__ import annotations

from typing import Any, Final, Literal, final

from regulars.core.values import Value

TierPolicy = Literal["higher", "survivor", "recompute"]
"""The higher of both; the survivor's own; what the joined figures reach now, which may be less than either had."""
ProfilePolicy = Literal["filled", "survivor", "newest"]
"""The survivor's, with its gaps filled; the survivor's alone; what was told last, with gaps filled."""
Choice = Literal["survivor", "absorbed"]
"""Whose word holds for one field, whatever the policy of the profile says."""

BIRTHDAY: Final = "birthday"
ATTRIBUTE: Final = "attribute."
"""The fields that core knows: the birthday, and an attribute by its name."""
NO_CHOICES: Final[dict[str, Choice]] = {}


@final
class MergePolicy(Value):
    """What was chosen for one merge."""

    def __init__(self, tier: TierPolicy, profile: ProfilePolicy, chosen: dict[str, Choice] = NO_CHOICES) -> None:
        self.tier: Final = tier
        self.profile: Final = profile
        self.chosen: Final = chosen
        """Whose word holds, by field. Who told nothing there has no say."""

    def plain(self) -> Any:
        """The fields in order; the choices where there are any."""
        return (self.tier, self.profile, self.chosen) if self.chosen else (self.tier, self.profile)


USUAL: Final = MergePolicy("higher", "filled")
"""What holds where nothing was chosen."""
