"""What other parts may do with fields and profiles."""

from regulars.features.profiles.field_schemas import FieldChange, NewField
from regulars.features.profiles.queries import select_fields
from regulars.features.profiles.service.change import changed_fields
from regulars.features.profiles.service.declare import change_field, declare_field
from regulars.features.profiles.service.moving import PROFILE_MOVER, fields_replaced, fields_taken
from regulars.features.profiles.service.moving_names import NAME_MOVER
from regulars.features.profiles.service.read import read_profile, read_profiles, write_profiles
from regulars.features.profiles.values import kept, shown

__all__ = [
    "NAME_MOVER",
    "PROFILE_MOVER",
    "FieldChange",
    "NewField",
    "change_field",
    "changed_fields",
    "declare_field",
    "fields_replaced",
    "fields_taken",
    "kept",
    "read_profile",
    "read_profiles",
    "select_fields",
    "shown",
    "write_profiles",
]
