"""What other slices and commands may ask of privacy."""

from regulars.features.privacy.masking import mask_identity, name_for, sees_all
from regulars.features.privacy.service.change_master_keys import add_master_key, retire_master_keys
from regulars.features.privacy.service.examine_keys import KeysFound, examine_keys
from regulars.features.privacy.service.rotate import Rotated, rotate_master_key

__all__ = [
    "KeysFound",
    "Rotated",
    "add_master_key",
    "examine_keys",
    "mask_identity",
    "name_for",
    "retire_master_keys",
    "rotate_master_key",
    "sees_all",
]
