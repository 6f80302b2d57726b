"""Values of security: what a change of the rules did."""

from typing import NamedTuple


class Change(NamedTuple):
    """A change of rules: what stood there, what stands there, and whom it shut out at once."""

    before: dict[str, int]
    """By full name, as in `staff.session_hours`: the rules that are other ones now."""
    after: dict[str, int]
    staff_sessions_ended: int
    member_sessions_ended: int
