"""What others may do with merges."""

from regulars.core.merge_policies import USUAL, Choice, MergePolicy, ProfilePolicy, TierPolicy
from regulars.features.merges.contracts import Effect, Holdings, Side
from regulars.features.merges.service.merge import merge, preview_merge
from regulars.features.merges.service.unmerge import find_merge, preview_unmerge, undo_merge, unmerge

__all__ = [
    "USUAL",
    "Choice",
    "Effect",
    "Holdings",
    "MergePolicy",
    "ProfilePolicy",
    "Side",
    "TierPolicy",
    "find_merge",
    "merge",
    "preview_merge",
    "preview_unmerge",
    "undo_merge",
    "unmerge",
]
