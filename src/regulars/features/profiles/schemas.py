"""The shapes of profiles over HTTP."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field

from regulars.features.access.contracts import Principal
from regulars.features.privacy.facade import mask_identity, name_for, sees_all
from regulars.features.profiles.contracts import (
    CONTACTS_MAX,
    FIELDS_MAX,
    Contact,
    CustomField,
    FieldKind,
    MemberKind,
    Profile,
)
from regulars.features.profiles.field_schemas import Key
from regulars.features.profiles.values import shown
from regulars.kit.calendars import date_of

PRINTABLE = r"^[^\x00-\x1f\x7f]*$"

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

Line = Annotated[str, Field(max_length=128, pattern=PRINTABLE)]


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
