"""The shapes of the organisation over HTTP."""

from typing import Any, Literal
from uuid import UUID

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field

from regulars.features.organisation.contracts import CODE_LENGTH_MAX, NAME_LENGTH_MAX, Unit, UnitKind

UNIT_EXAMPLE: dict[str, Any] = {
    "unit_id": "01926f5e-7a10-7c3b-9f2e-0c5d1f0a9b21",
    "parent_id": "00000000-0000-7000-8000-000000000001",
    "kind": "store",
    "code": "S001",
    "name": "People's Square",
    "time_zone": None,
    "closed_at": None,
    "members": 1280,
}
HOME_EXAMPLE = {key: UNIT_EXAMPLE[key] for key in ("unit_id", "kind", "code", "name")}


class UnitShape(BaseModel):
    """One unit."""

    model_config = ConfigDict(json_schema_extra={"examples": [UNIT_EXAMPLE]})

    unit_id: UUID
    parent_id: UUID | None = Field(description="Null at headquarters.")
    kind: UnitKind
    code: str = Field(description="What tills and files call it.")
    name: str = Field(description="Empty at a headquarters that nobody has named.")
    time_zone: str | None = Field(description="Null: as the unit above it; at headquarters, as the program.")
    closed_at: AwareDatetime | None
    members: int = Field(description="Members whose home it is, without those of units below it.")

    @classmethod
    def of(cls, unit: Unit, members: int) -> "UnitShape":
        """A unit as lists show it."""
        shown = {name: getattr(unit, name) for name in cls.model_fields if name != "members"}
        return cls.model_validate(shown | {"members": members})


class UnitList(BaseModel):
    """Every unit, each behind the one above it."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"items": [UNIT_EXAMPLE]}]})

    items: list[UnitShape]


class NewUnit(BaseModel):
    """A region or a store to be added."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "examples": [{key: UNIT_EXAMPLE[key] for key in ("parent_id", "kind", "code", "name")}],
        },
    )

    parent_id: UUID = Field(description="Headquarters or a region.")
    kind: Literal["region", "store"]
    code: str = Field(min_length=1, max_length=CODE_LENGTH_MAX)
    name: str = Field(min_length=1, max_length=NAME_LENGTH_MAX)
    time_zone: str | None = Field(None, max_length=64)


class UnitChange(BaseModel):
    """What is to change; what is left out stays."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [{"name": "People's Square (east)"}]})

    parent_id: UUID | None = Field(None, description="Moves the unit with everything below it.")
    code: str | None = Field(None, min_length=1, max_length=CODE_LENGTH_MAX)
    name: str | None = Field(None, max_length=NAME_LENGTH_MAX)
    time_zone: str | None = Field(None, max_length=64, description="Null or an empty text takes it away.")
    is_closed: bool | None = None


class HomeShape(BaseModel):
    """The unit whose member it is: a store, or headquarters for whoever has none."""

    model_config = ConfigDict(json_schema_extra={"examples": [HOME_EXAMPLE]})

    unit_id: UUID
    kind: UnitKind
    code: str
    name: str

    @classmethod
    def of(cls, unit: Unit) -> "HomeShape":
        """A member's home."""
        return cls.model_validate({name: getattr(unit, name) for name in cls.model_fields})


class HomeChange(BaseModel):
    """The new home."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [{"unit_id": UNIT_EXAMPLE["unit_id"]}]})

    unit_id: UUID = Field(description="An open store, or headquarters.")
