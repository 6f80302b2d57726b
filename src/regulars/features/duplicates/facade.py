"""What others may do with duplicates."""

from regulars.features.duplicates.contracts import Round
from regulars.features.duplicates.service.moving import DUPLICATES_MOVER
from regulars.features.duplicates.service.search import search_again, search_round

__all__ = ["DUPLICATES_MOVER", "Round", "search_again", "search_round"]
