"""What other parts may do with fields and profiles."""

from regulars.features.profiles.queries import select_fields
from regulars.features.profiles.service.moving import PROFILE_MOVER
from regulars.features.profiles.service.read import read_profile
from regulars.features.profiles.values import shown

__all__ = ["PROFILE_MOVER", "read_profile", "select_fields", "shown"]
