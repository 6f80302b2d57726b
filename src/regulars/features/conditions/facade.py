"""What other slices may do with conditions."""

from regulars.features.conditions.reader import ConditionReader

__all__ = ["ConditionReader"]
