"""What a unit may be called, and which time zones there are."""

from zoneinfo import available_timezones

from regulars.features.organisation.contracts import CODE_LENGTH_MAX, NAME_LENGTH_MAX
from regulars.kit.problems import FieldError, Problem


def check_code(code: str) -> str:
    """The code without blanks around it. Raises Problem `unit_invalid`."""
    folded = code.strip()
    if not 0 < len(folded) <= CODE_LENGTH_MAX or not folded.isprintable():
        raise _invalid("code", f"1 to {CODE_LENGTH_MAX} printable characters, as tills send it")
    return folded


def check_name(name: str, *, may_be_empty: bool = False) -> str:
    """The name without blanks around it. Raises Problem `unit_invalid`."""
    folded = name.strip()
    if (not folded and not may_be_empty) or len(folded) > NAME_LENGTH_MAX or not folded.isprintable():
        raise _invalid("name", f"1 to {NAME_LENGTH_MAX} printable characters")
    return folded


def check_time_zone(time_zone: str | None) -> str | None:
    """A time zone that there is; none for an empty text. Raises Problem `unit_invalid`."""
    if not time_zone:
        return None
    if time_zone not in available_timezones():
        raise _invalid("time_zone", "a name such as Asia/Shanghai, or nothing")
    return time_zone


def code_taken(code: str) -> Problem:
    """Another unit has the code."""
    field = FieldError("code", "belongs to another unit", hint="Choose another one; closed units keep theirs.")
    return Problem("unit_exists", f"There is already a unit {code!r}.", errors=(field,))


def _invalid(path: str, expected: str) -> Problem:
    return Problem("unit_invalid", "The unit cannot be called so.", errors=(FieldError(path, "cannot be used", expected),))
