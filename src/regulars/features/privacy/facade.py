"""What other slices and commands may ask of privacy."""

from regulars.features.privacy.masking import mask_identity, mask_name, name_for, sees_all
from regulars.features.privacy.queries import insert_consents, select_consents_of
from regulars.features.privacy.queries import select_who_consents as who_consents
from regulars.features.privacy.service.change_master_keys import add_master_key, retire_master_keys
from regulars.features.privacy.service.erase import erase_member
from regulars.features.privacy.service.examine_keys import KeysFound, examine_keys
from regulars.features.privacy.service.export import as_json, export_member
from regulars.features.privacy.service.export_page import as_page
from regulars.features.privacy.service.find import member_called
from regulars.features.privacy.service.moving import CONSENTS_MOVER
from regulars.features.privacy.service.rotate import Rotated, rotate_master_key

__all__ = [
    "CONSENTS_MOVER",
    "KeysFound",
    "Rotated",
    "add_master_key",
    "as_json",
    "as_page",
    "erase_member",
    "examine_keys",
    "export_member",
    "insert_consents",
    "mask_identity",
    "mask_name",
    "member_called",
    "name_for",
    "retire_master_keys",
    "rotate_master_key",
    "sees_all",
    "select_consents_of",
    "who_consents",
]
