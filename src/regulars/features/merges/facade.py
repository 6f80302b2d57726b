"""What others may do with merges."""

from regulars.features.merges.contracts import Holdings, Side
from regulars.features.merges.service.merge import merge, preview_merge
from regulars.features.merges.service.unmerge import preview_unmerge, unmerge

__all__ = ["Holdings", "Side", "merge", "preview_merge", "preview_unmerge", "unmerge"]
