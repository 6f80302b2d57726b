"""What others may do with merges."""

from regulars.features.merges.contracts import Effect, Holdings, Side
from regulars.features.merges.service.merge import merge, preview_merge
from regulars.features.merges.service.unmerge import find_merge, preview_unmerge, undo_merge, unmerge

__all__ = [
    "Effect",
    "Holdings",
    "Side",
    "find_merge",
    "merge",
    "preview_merge",
    "preview_unmerge",
    "undo_merge",
    "unmerge",
]
