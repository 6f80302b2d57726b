"""The shapes of the stages of life over HTTP."""

from __future__ import annotations

from datetime import date
from typing import Any, Self

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, model_validator

from regulars.store.lifecycle import LifecycleDays, LifecycleSetting

NEW_DAYS_MAX = 365
ACTIVE_DAYS_MAX = 365
LOST_DAYS_MAX = 1_825
EXAMPLE: dict[str, Any] = {"new_days": 30, "active_days": 90, "lost_days": 180}


class LifecycleIn(BaseModel):
    """The days that part the stages of life."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [EXAMPLE]})

    new_days: int = Field(ge=0, le=NEW_DAYS_MAX, description="`new`: joined within so many days, with one order at most.")
    active_days: int = Field(ge=1, le=ACTIVE_DAYS_MAX, description="`active`: a customer who did something within so many days.")
    lost_days: int = Field(
        ge=2, le=LOST_DAYS_MAX, description="`lost`: not active, and no order in so many days. In between: `dormant`."
    )

    @model_validator(mode="after")
    def lost_comes_later(self) -> Self:
        """Nobody is lost while they are active."""
        if self.lost_days <= self.active_days:
            raise ValueError("lost_days: must be more than active_days")
        return self

    def days(self) -> LifecycleDays:
        """The same as a value."""
        return LifecycleDays(self.new_days, self.active_days, self.lost_days)


class LifecycleShape(BaseModel):
    """The days that part the stages of life, and who changed them last."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                EXAMPLE | {"counted_from": "2026-03-01", "changed_at": "2026-03-01T09:00:00Z", "changed_by": "staff:anna"}
            ]
        }
    )

    new_days: int
    active_days: int
    lost_days: int
    counted_from: date | None = Field(
        description="The board counts active members by the present days from here on; null: it always did."
    )
    changed_at: AwareDatetime | None
    changed_by: str

    @classmethod
    def of(cls, setting: LifecycleSetting) -> LifecycleShape:
        """A setting."""
        return cls(
            **setting.days._asdict(), counted_from=setting.counted_from, changed_at=setting.changed_at,
            changed_by=setting.changed_by,
        )  # fmt: skip
