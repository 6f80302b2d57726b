"""The shapes of fields and profiles over HTTP."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field

from regulars.features.access.contracts import Principal
from regulars.features.privacy.facade import mask_identity, name_for, sees_all
from regulars.features.profiles.contracts import (
    CHOICES_MAX,
    CONFIRM_DAYS_MAX,
    CONTACTS_MAX,
    FIELDS_MAX,
    KEY,
    NAME_LENGTH_MAX,
    AskedOf,
    Contact,
    CustomField,
    FieldKind,
    MemberKind,
    Profile,
)
from regulars.features.profiles.values import shown
from regulars.kit.calendars import date_of

PRINTABLE = r"^[^\x00-\x1f\x7f]*$"
VISIBLE = r"^[^\x00-\x1f\x7f]*[^\s\x00-\x1f\x7f][^\x00-\x1f\x7f]*$"

EXAMPLE_FIELD: dict[str, Any] = {
    "key": "children", "name": "有无孩子", "kind": "choice", "choices": {"none": "没有", "one": "一个", "more": "两个以上"},
    "asked_of": "person", "is_personal": False, "is_counted": True, "confirm_days": 365, "is_open": True,
    "created_at": "2026-02-01T02:00:00Z", "created_by": "staff:anna",
}  # fmt: skip
EXAMPLE_CONTACT: dict[str, Any] = {"name": "王敏", "role": "采购", "phone": "13800138000", "email": "min@example.com"}
EXAMPLE_PROFILE: dict[str, Any] = {
    "kind": "enterprise",
    "fields": [
        {
            "key": "industry", "name": "行业", "kind": "text", "choices": {}, "is_personal": False, "is_masked": False,
            "is_counted": True, "value": "零售", "told_on": "2025-01-01", "needs_confirming": True,
        }
    ],
    "contacts": [EXAMPLE_CONTACT], "contacts_masked": False, "completeness": 100,
}  # fmt: skip

Key = Annotated[str, Field(pattern=KEY)]
Name = Annotated[str, Field(min_length=1, max_length=NAME_LENGTH_MAX, pattern=VISIBLE)]
Choices = Annotated[dict[Annotated[str, Field(pattern="^[a-z0-9][a-z0-9_]{0,39}$")], Name], Field(max_length=CHOICES_MAX)]
ConfirmDays = Annotated[int, Field(ge=0, le=CONFIRM_DAYS_MAX, description="Asked again after so many days; 0 or null: never.")]
Line = Annotated[str, Field(max_length=128, pattern=PRINTABLE)]


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


class ContactShape(BaseModel):
    """A person to speak to at a company."""

    model_config = ConfigDict(extra="forbid")

    name: Annotated[Line, Field(min_length=1)]
    role: Line = ""
    phone: Line = ""
    email: Line = ""


class ProfileChangeShape(BaseModel):
    """What is said of a member; what is left out stays. A value of null is taken back; `confirmed` names what is still true."""

    model_config = ConfigDict(
        extra="forbid", json_schema_extra={"examples": [{"fields": {"children": "one"}, "confirmed": ["birth_place"]}]}
    )

    kind: MemberKind | None = None
    fields: Annotated[dict[Key, Any], Field(max_length=FIELDS_MAX)] = {}
    confirmed: Annotated[list[Key], Field(max_length=FIELDS_MAX)] = []
    contacts: Annotated[list[ContactShape], Field(max_length=CONTACTS_MAX)] | None = None


class FieldValue(BaseModel):
    """A field with what is known. `needs_confirming`: it was told longer ago than the field allows."""

    key: str
    name: str
    kind: FieldKind
    choices: dict[str, str]
    is_personal: bool
    is_masked: bool
    is_counted: bool
    value: Any
    told_on: date | None
    needs_confirming: bool


class ProfileShape(BaseModel):
    """What is known of a member. `completeness`: percent of what counts; null where nothing does."""

    model_config = ConfigDict(json_schema_extra={"examples": [EXAMPLE_PROFILE]})

    kind: MemberKind
    fields: list[FieldValue]
    contacts: list[ContactShape]
    contacts_masked: bool
    completeness: int | None

    @classmethod
    def of(cls, profile: Profile, fields: list[CustomField], caller: Principal, today: int) -> ProfileShape:
        """A profile as a caller may see it."""
        asked = [field for field in fields if field.is_for(profile.kind)]
        counted = [field for field in asked if field.is_counted]
        is_masked = not sees_all(caller)
        return cls(
            kind=profile.kind,
            fields=[_value(field, profile, today, is_masked=is_masked) for field in asked],
            contacts=[_contact(contact, caller) for contact in profile.contacts],
            contacts_masked=is_masked,
            completeness=100 * sum(field.key in profile.values for field in counted) // len(counted) if counted else None,
        )


def _value(field: CustomField, profile: Profile, today: int, *, is_masked: bool) -> FieldValue:
    is_known = field.key in profile.values
    is_hidden = is_known and field.is_personal and is_masked
    told = profile.told.get(field.key)
    is_old = told is not None and field.confirm_days is not None and today - told > field.confirm_days
    return FieldValue(
        key=field.key,
        name=field.name,
        kind=field.kind,
        choices=field.choices,
        is_personal=field.is_personal,
        is_masked=is_hidden,
        is_counted=field.is_counted,
        value=shown(field, profile.values[field.key]) if is_known and not is_hidden else None,
        told_on=None if told is None else date_of(told),
        needs_confirming=is_known and is_old,
    )


def _contact(contact: Contact, caller: Principal) -> ContactShape:
    if sees_all(caller):
        return ContactShape(**contact._asdict())
    return ContactShape(
        name=name_for(caller, contact.name),
        role=contact.role,
        phone=mask_identity("phone", contact.phone) if contact.phone else "",
        email=mask_identity("email", contact.email) if "@" in contact.email else "",
    )
