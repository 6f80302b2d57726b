"""Fields of the base: what stands in tables beside the ledger. They are asked of the whole base, never of one member's state."""

from __future__ import annotations

from typing import Any, Final, final

from regulars.core.conditions.field import Field
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
