"""The shapes of the clock over HTTP."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Annotated, Literal

from pydantic import AfterValidator, AwareDatetime, BaseModel, ConfigDict, Field

from regulars.features.sandbox.contracts import DAYS_MAX

YEARS = range(1900, 9999)
_NEXT_YEAR = "2027-01-01T00:00:00+08:00"


def _in_range(instant: datetime) -> datetime:
    if instant.year not in YEARS:
        raise ValueError(f"a year from {YEARS[0]} to {YEARS[-1]} is expected")
    return instant.astimezone(UTC)


Instant = Annotated[AwareDatetime, AfterValidator(_in_range)]


class Clock(BaseModel):
    """The time that members live by. `clock` is `test` in a sandbox, where an instant set by hand stands for now."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "clock": "test",
                    "now": "2026-12-01T00:00:00Z",
                    "time_zone": "Asia/Shanghai",
                    "next_due_at": "2026-12-31T16:00:00Z",
                }
            ]
        }
    )

    clock: Literal["system", "test"]
    now: AwareDatetime
    time_zone: str
    next_due_at: AwareDatetime | None = Field(description="When something is due next, for anybody; null if nothing ever is.")


class DueQuery(BaseModel):
    """By when: an instant, the start of a day in the program's time zone, or so many days from now; exactly one of them."""

    model_config = ConfigDict(extra="forbid")

    to: Instant | None = Field(None, examples=[_NEXT_YEAR])
    on: date | None = Field(None, ge=date(YEARS[0], 1, 1), le=date(YEARS[-1], 12, 31), examples=["2027-01-01"])
    days: int | None = Field(None, ge=1, le=DAYS_MAX, examples=[30])


class Due(BaseModel):
    """How many members have something due by `to`: an activation, an expiry, a review. `to` is what an advance takes."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"to": "2026-12-31T16:00:00Z", "members_due": 412}]})

    to: AwareDatetime
    members_due: int


class Advance(BaseModel):
    """Where to move the clock. An instant, not a number of days, so that a repeated call moves it no further."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [{"to": _NEXT_YEAR}]})

    to: Instant


class AdvancedShape(BaseModel):
    """How far the clock has come. While `is_done` is false, the same call again goes on from there."""

    model_config = ConfigDict(
        json_schema_extra={"examples": [{"now": "2026-12-31T16:00:00Z", "settlements": 530, "is_done": True}]}
    )

    now: AwareDatetime
    settlements: int = Field(description="How often a member was settled in this call; one may be due many times on the way.")
    is_done: bool
