"""The shapes of custom fields, over HTTP and by command."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field

from regulars.features.profiles.contracts import (
    CHOICES_MAX,
    CONFIRM_DAYS_MAX,
    KEY,
    NAME_LENGTH_MAX,
    AskedOf,
    CustomField,
    FieldKind,
)

VISIBLE = r"^[^\x00-\x1f\x7f]*[^\s\x00-\x1f\x7f][^\x00-\x1f\x7f]*$"

EXAMPLE_FIELD: dict[str, Any] = {
    "key": "children", "name": "有无孩子", "kind": "choice", "choices": {"none": "没有", "one": "一个", "more": "两个以上"},
    "asked_of": "person", "is_personal": False, "is_counted": True, "confirm_days": 365, "is_open": True,
    "created_at": "2026-02-01T02:00:00Z", "created_by": "staff:anna",
}  # fmt: skip

Key = Annotated[str, Field(pattern=KEY)]
Name = Annotated[str, Field(min_length=1, max_length=NAME_LENGTH_MAX, pattern=VISIBLE)]
Choices = Annotated[dict[Annotated[str, Field(pattern="^[a-z0-9][a-z0-9_]{0,39}$")], Name], Field(max_length=CHOICES_MAX)]
ConfirmDays = Annotated[int, Field(ge=0, le=CONFIRM_DAYS_MAX, description="Asked again after so many days; 0 or null: never.")]


class NewField(BaseModel):
    """A field to declare."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "examples": [{"key": "children", "name": "有无孩子", "kind": "choice", "choices": EXAMPLE_FIELD["choices"]}]
        },
    )

    key: Key
    name: Name
    kind: FieldKind
    choices: Choices = {}
    asked_of: AskedOf = "all"
    is_personal: bool = Field(default=False, description="Sealed under the member's key, masked by role, not for conditions.")
    is_counted: bool = Field(default=True, description="Counts towards how complete a profile is.")
    confirm_days: ConfirmDays | None = None

    def declared(self, at: datetime, by: str) -> CustomField:
        """The field as it is from now on."""
        return CustomField(
            **self.model_dump(exclude={"name", "confirm_days"}), name=self.name.strip(), confirm_days=self.confirm_days or None,
            is_open=True, created_at=at, created_by=by,
        )  # fmt: skip


class FieldChange(BaseModel):
    """What changes; what is left out stays. `is_open` false: it is not asked any more, what is known stays."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [{"confirm_days": 180}]})

    name: Name | None = None
    choices: Choices | None = None
    asked_of: AskedOf | None = None
    is_counted: bool | None = None
    confirm_days: ConfirmDays | None = None
    is_open: bool | None = None


class MemberField(BaseModel):
    """A field that the operator declared."""

    model_config = ConfigDict(json_schema_extra={"examples": [EXAMPLE_FIELD]})

    key: str
    name: str
    kind: FieldKind
    choices: dict[str, str]
    asked_of: AskedOf
    is_personal: bool
    is_counted: bool
    confirm_days: int | None
    is_open: bool
    created_at: datetime
    created_by: str

    @classmethod
    def of(cls, field: CustomField) -> MemberField:
        """A field."""
        return cls.model_validate(field._asdict())


class FieldList(BaseModel):
    """All fields, in the order in which they were declared."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"items": [EXAMPLE_FIELD]}]})

    items: list[MemberField]
