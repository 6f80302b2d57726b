"""The mapping of a file of members: which column means what, and what becomes of a row whose member is there already.

It is a YAML document for commands and the same as JSON over HTTP.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Literal

import yaml
from pydantic import ConfigDict, Field, model_validator

from regulars.features.imports.facade import Column, Part, Reading, Zone, parse_document, read_document
from regulars.features.member_files.contracts import (
    ATTRIBUTE_COLUMNS_MAX,
    CONSENT_COLUMNS_MAX,
    CONTACTS_PER_ROW_MAX,
    FIELD_COLUMNS_MAX,
    IDENTITY_COLUMNS_MAX,
    Existing,
)
from regulars.features.member_files.examples import MAPPING
from regulars.features.privacy.contracts import Channel, Purpose
from regulars.features.profiles.contracts import KEY as FIELD_KEY
from regulars.features.profiles.contracts import MemberKind

IMPORT_FORMAT = 1
"""Raise when the same file and mapping would make other members than before."""

Text = Annotated[str, Field(min_length=1, max_length=64)]
DAYS = (
    "%Y-%m-%d", "%Y/%m/%d", "%Y.%m.%d", "%Y年%m月%d日", "%Y-%m-%d %H:%M:%S", "%Y-%m-%d %H:%M",
    "%Y/%m/%d %H:%M:%S", "%Y/%m/%d %H:%M",
)  # fmt: skip
"""How days and times are usually written."""


class MemberReading(Reading):
    """How the file is written."""

    time_formats: Annotated[tuple[str, ...], Field(min_length=1, max_length=8)] = DAYS


class IdentityColumn(Part):
    """One kind of identity and the column it stands in. Several columns may hold one kind; a cell, several identities."""

    kind: Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]{0,31}$")]
    column: Column
    separator: Annotated[str, Field(min_length=1, max_length=1)] | None = None
    """What stands between the identities of one cell; None: a cell holds one."""


class MemberColumns(Part):
    """The columns of what every member has."""

    name: Column | None = None
    joined_at: Column | None = None
    channel: Column | None = None
    home_unit: Column | None = None
    kind: Column | None = None
    birthday: Column | None = None
    tags: Column | None = None


class FieldColumn(Part):
    """A field that the operator declared, and the column of its values."""

    field: Annotated[str, Field(pattern=FIELD_KEY)]
    column: Column
    values: dict[Text, Text] = Field(default_factory=dict, max_length=200)
    """What the file writes: the choice it means."""


class AttributeColumn(Part):
    """An attribute of the program, which its rules ask for, and the column of its values."""

    attribute: Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]{0,47}$")]
    column: Column
    values: dict[Text, Text] = Field(default_factory=dict, max_length=200)
    """What the file writes: the value it means."""


class ContactColumns(Part):
    """The columns of one contact of a company."""

    name: Column
    role: Column | None = None
    phone: Column | None = None
    email: Column | None = None


class ConsentColumn(Part):
    """What members agreed to, as a column of yes and no."""

    channel: Channel
    purpose: Purpose
    column: Column
    said_at: Column | None = None
    source: Annotated[str, Field(min_length=1, max_length=64)] = "import"


class MemberMapping(Part):
    """The whole mapping."""

    model_config = ConfigDict(json_schema_extra={"examples": [MAPPING]})

    version: Literal[1]
    time_zone: Zone = "Asia/Shanghai"
    existing: Existing = "update"
    identities: Annotated[tuple[IdentityColumn, ...], Field(min_length=1, max_length=IDENTITY_COLUMNS_MAX)]
    read: MemberReading = MemberReading()
    columns: MemberColumns = MemberColumns()
    kinds: dict[Text, MemberKind] = Field(default_factory=dict, max_length=50)
    fields: Annotated[tuple[FieldColumn, ...], Field(max_length=FIELD_COLUMNS_MAX)] = ()
    attributes: Annotated[tuple[AttributeColumn, ...], Field(max_length=ATTRIBUTE_COLUMNS_MAX)] = ()
    contacts: Annotated[tuple[ContactColumns, ...], Field(max_length=CONTACTS_PER_ROW_MAX)] = ()
    consents: Annotated[tuple[ConsentColumn, ...], Field(max_length=CONSENT_COLUMNS_MAX)] = ()

    @model_validator(mode="after")
    def nothing_is_said_twice(self) -> MemberMapping:
        """A field, an attribute, or a consent, comes from one column."""
        for part, keys in (
            ("fields", [each.field for each in self.fields]), ("attributes", [each.attribute for each in self.attributes]),
        ):  # fmt: skip
            if twice := sorted({key for key in keys if keys.count(key) > 1}):
                raise ValueError(f"{part}: {', '.join(twice)} is given twice")
        said = [(each.channel, each.purpose) for each in self.consents]
        if again := sorted({f"{channel} for {purpose}" for channel, purpose in said if said.count((channel, purpose)) > 1}):
            raise ValueError(f"consents: {', '.join(again)} is given twice")
        return self

    @property
    def asks_ledger(self) -> bool:
        """Whether a file says what the ledger keeps of members: birthday or attributes."""
        return self.columns.birthday is not None or bool(self.attributes)

    def headers(self) -> dict[str, str]:
        """Each role that the mapping fills, and the column of the file that fills it."""
        return dict(self._roles())

    def sha256(self) -> str:
        """The mapping's fingerprint: comments and layout of the YAML do not change it."""
        return hashlib.sha256(f"{IMPORT_FORMAT}:{self.model_dump_json()}".encode()).hexdigest()

    def _roles(self) -> Iterator[tuple[str, str]]:
        for number, identity in enumerate(self.identities):
            yield f"identity_{number}", identity.column
        for role, column in self.columns:
            if column is not None:
                yield role, column
        for field in self.fields:
            yield f"field_{field.field}", field.column
        for attribute in self.attributes:
            yield f"attribute_{attribute.attribute}", attribute.column
        yield from self._contact_roles()
        for number, consent in enumerate(self.consents):
            yield f"consent_{number}", consent.column
            if consent.said_at is not None:
                yield f"said_at_{number}", consent.said_at

    def _contact_roles(self) -> Iterator[tuple[str, str]]:
        for number, contact in enumerate(self.contacts):
            for part, column in contact:
                if column is not None:
                    yield f"contact_{number}_{part}", column


def read_member_mapping(path: Path) -> MemberMapping:
    """Read a mapping file; Problem `mapping_invalid` names each fault with its path, line and what was expected."""
    return read_document(path, MemberMapping)


def parse_member_mapping(text: str, name: str = "mapping.yaml") -> MemberMapping:
    """Read a mapping from YAML text."""
    return parse_document(text, name, MemberMapping)


def mapping_text(mapping: MemberMapping) -> str:
    """A mapping as YAML, without what is as it would be anyhow."""
    plain = mapping.model_dump(mode="json", exclude_defaults=True)
    return yaml.safe_dump(plain, allow_unicode=True, sort_keys=False)
