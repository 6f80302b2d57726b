"""What others may do with merges."""

from regulars.features.merges.service.merge import merge, preview_merge
from regulars.features.merges.service.unmerge import preview_unmerge, unmerge

__all__ = ["merge", "preview_merge", "preview_unmerge", "unmerge"]
