"""What commands may do with contests."""

from regulars.features.contests.service.close import close
from regulars.features.contests.service.find import find_contest, find_contests, standing

__all__ = ["close", "find_contest", "find_contests", "standing"]
