"""What commands and workers may do with files of members."""

from regulars.features.member_files.mapping import MemberMapping, mapping_text, parse_member_mapping, read_member_mapping
from regulars.features.member_files.queries.tasks import COMMAND_LINE
from regulars.features.member_files.queries.tasks import hold as hold_import
from regulars.features.member_files.service.ask import find_import, foresee_import, start_import
from regulars.features.member_files.service.by_command import import_by_command
from regulars.features.member_files.service.take_out import Asked, take_out
from regulars.features.member_files.service.work_off import work_off

__all__ = [
    "COMMAND_LINE",
    "Asked",
    "MemberMapping",
    "find_import",
    "foresee_import",
    "hold_import",
    "import_by_command",
    "mapping_text",
    "parse_member_mapping",
    "read_member_mapping",
    "start_import",
    "take_out",
    "work_off",
]
