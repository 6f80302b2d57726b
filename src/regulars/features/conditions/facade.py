"""What other slices may do with conditions."""

from regulars.features.conditions.queries import SECONDS_MAX, limit_time
from regulars.features.conditions.reader import ConditionReader

__all__ = ["SECONDS_MAX", "ConditionReader", "limit_time"]
