"""What other slices may know of the organisation: units, and the limits of their tree."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final, Literal
from uuid import UUID

UnitKind = Literal["headquarters", "region", "store"]

UNITS_MAX: Final = 10_000
DEPTH_MAX: Final = 8
"""Headquarters is the first level, a store the last."""
CODE_LENGTH_MAX: Final = 64
NAME_LENGTH_MAX: Final = 100


@dataclass(frozen=True, slots=True)
class Unit:
    """One unit of the organisation."""

    unit_id: UUID
    parent_id: UUID | None
    line: tuple[UUID, ...]
    """From headquarters down to the unit itself."""
    kind: UnitKind
    code: str
    name: str
    """Empty at a headquarters that nobody has named."""
    time_zone: str | None
    closed_at: datetime | None

    @property
    def is_closed(self) -> bool:
        """Whether nothing new may be attached to it."""
        return self.closed_at is not None
