"""Fields of the base: what stands in tables beside the ledger. They are asked of the whole base, never of one member's state."""

from __future__ import annotations

from typing import Any, Final, Literal, final

from regulars.core.conditions.field import Field, FieldKind
from regulars.core.conditions.sight import Sight


@final
class Tagged(Field):
    """The tags that a member bears. `numbers` are those by which the base keeps them."""

    def __init__(self, numbers: dict[str, int]) -> None:
        super().__init__("tags", "words", "base", tuple(numbers))
        self.numbers: Final = numbers

    def read(self, sight: Sight) -> Any:
        """Not to be had from a state: readers of rules refuse the field."""
        raise NotImplementedError(self.name)


ProfilePart = Literal["value", "age", "kind"]
"""What of a profile is looked at: a field's value, the days since it was told or confirmed, or the kind of member."""


@final
class Profiled(Field):
    """Something of the member's profile. Who never told anything has none: it is not known, as a value that was not told."""

    def __init__(self, part: ProfilePart, key: str, kind: FieldKind, choices: tuple[str, ...] = ()) -> None:
        names = {"value": f"field.{key}", "age": f"confirmed_days.{key}", "kind": "member_kind"}
        super().__init__(names[part], kind, "base", choices)
        self.part: Final[ProfilePart] = part
        self.key: Final = key

    def read(self, sight: Sight) -> Any:
        """Not to be had from a state: readers of rules refuse the field."""
        raise NotImplementedError(self.name)


STAGES: Final = ("new", "active", "dormant", "lost", "without_order")


@final
class Stage(Field):
    """The stage of a member's life as a customer, as lists show it."""

    def __init__(self, new_days: int, active_days: int, lost_days: int) -> None:
        super().__init__("lifecycle", "text", "base", STAGES)
        self.new_days: Final = new_days
        self.active_days: Final = active_days
        self.lost_days: Final = lost_days

    def read(self, sight: Sight) -> Any:
        """Not to be had from a state: readers of rules refuse the field."""
        raise NotImplementedError(self.name)
