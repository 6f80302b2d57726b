"""Columns: what a file of members holds, column by column, and the mapping by which the same file can be brought in again."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Final, NamedTuple
from zoneinfo import ZoneInfo

from regulars.features.member_files.headers import (
    ANSWERS,
    COLUMNS,
    CONTACT_PARTS,
    FIGURES,
    IDENTITIES,
    KINDS,
    LIFECYCLES,
    Language,
    consent_header,
    contact_header,
    said_header,
)
from regulars.features.member_files.known import KnownAttribute
from regulars.features.member_files.mapping import (
    AttributeColumn,
    ConsentColumn,
    ContactColumns,
    FieldColumn,
    IdentityColumn,
    MemberColumns,
    MemberMapping,
)
from regulars.features.member_files.written import (
    SEPARATOR,
    attribute_value,
    birthday,
    contact_part,
    field_value,
    local_time,
    money,
)
from regulars.features.members.contracts import ReadMember
from regulars.features.privacy.contracts import Channel, Consent, Purpose
from regulars.features.privacy.facade import mask_identity, mask_name
from regulars.features.profiles.contracts import CustomField, Profile
from regulars.store.told_profiles import ToldProfile

HIDDEN: Final = "***"
"""A personal field in a masked file."""


class Told(NamedTuple):
    """Everything that a file tells of one member."""

    member: ReadMember
    home_code: str
    profile: Profile
    consents: Mapping[tuple[str, str], Consent]
    told: ToldProfile
    """What rules ask for."""


class Column(NamedTuple):
    """One column: its header, what stands in it, and whether that is a whole number."""

    header: str
    cell: Callable[[Told], str | int | None]
    is_number: bool = False


class Wanted(NamedTuple):
    """What decides which columns there are and how they are written."""

    language: Language
    zone: ZoneInfo
    is_plain: bool
    """Names, identities and personal fields in full."""
    tiers: Mapping[str, str]
    digits: int
    """Of the currency's minor unit."""
    kinds: Sequence[str]
    """Of identities, the one to ask for first at the front."""
    fields: Sequence[CustomField]
    field_headers: Mapping[str, str]
    attributes: Sequence[KnownAttribute]
    attribute_headers: Mapping[str, str]
    contacts: int
    """So many contacts of a company have columns: as many as the company with the most of them has."""
    consents: Sequence[tuple[Channel, Purpose]]
    """Channels and purposes of which anybody has said anything."""


def columns_of(wanted: Wanted) -> list[Column]:
    """All columns in order."""
    return [
        *_who(wanted), *_figures(wanted), *_profile(wanted), *_attributes(wanted), *_contacts(wanted), *_consents(wanted),
    ]  # fmt: skip


def mapping_of(wanted: Wanted) -> MemberMapping:
    """The mapping that reads a file with these columns."""
    lang = wanted.language
    return MemberMapping(
        version=1,
        time_zone=str(wanted.zone),
        identities=tuple(
            IdentityColumn(kind=kind, column=identity_header(kind, lang), separator=SEPARATOR) for kind in wanted.kinds
        ),
        columns=MemberColumns(**{role: header.of(lang) for role, header in COLUMNS.items()}),
        fields=tuple(FieldColumn(field=field.key, column=wanted.field_headers[field.key]) for field in wanted.fields),
        attributes=tuple(
            AttributeColumn(attribute=each.key, column=wanted.attribute_headers[each.key]) for each in wanted.attributes
        ),
        contacts=tuple(
            ContactColumns(**{part: contact_header(number, part, lang) for part in CONTACT_PARTS})
            for number in range(wanted.contacts)
        ),
        consents=tuple(
            ConsentColumn(
                channel=channel, purpose=purpose, column=consent_header(channel, purpose, lang),
                said_at=said_header(channel, purpose, lang),
            )
            for channel, purpose in wanted.consents
        ),
    )  # fmt: skip


def identity_header(kind: str, language: Language) -> str:
    """The column of a kind of identity; one that has no words is called by itself."""
    return IDENTITIES[kind].of(language) if kind in IDENTITIES else kind


def field_headers(fields: Sequence[CustomField], language: Language) -> dict[str, str]:
    """The column of each field: its name, and its key beside it where another column is called so."""
    others = {header.of(language) for header in (*COLUMNS.values(), *FIGURES.values(), *IDENTITIES.values())}
    return {field.key: f"{field.name} ({field.key})" if field.name in others else field.name for field in fields}


def attribute_headers(attributes: Sequence[KnownAttribute], fields: Mapping[str, str], language: Language) -> dict[str, str]:
    """The column of each attribute: its name, and its key beside it where another column is called so."""
    names = [attribute.name.of(language) for attribute in attributes]
    others = [header.of(language) for header in (*COLUMNS.values(), *FIGURES.values(), *IDENTITIES.values())]
    taken = [*others, *fields.values(), *names]
    return {
        attribute.key: f"{name} ({attribute.key})" if taken.count(name) > 1 else name
        for attribute, name in zip(attributes, names, strict=True)
    }


def _who(wanted: Wanted) -> list[Column]:
    lang = wanted.language

    def name(told: Told) -> str:
        full = told.member.row.display_name
        return full if wanted.is_plain else mask_name(full)

    def identities(kind: str) -> Callable[[Told], str]:
        def cell(told: Told) -> str:
            values = [each.value for each in told.member.identities if each.kind == kind]
            return SEPARATOR.join(value if wanted.is_plain else mask_identity(kind, value) for value in values)

        return cell

    def day(told: Told) -> str:
        full = birthday(told.told.birthday)
        return full if wanted.is_plain or not full else HIDDEN

    return [
        Column(FIGURES["member_no"].of(lang), lambda told: told.member.row.member_no, is_number=True),
        Column(COLUMNS["name"].of(lang), name),
        *(Column(identity_header(kind, lang), identities(kind)) for kind in wanted.kinds),
        Column(COLUMNS["joined_at"].of(lang), lambda told: local_time(told.member.row.joined_at, wanted.zone)),
        Column(COLUMNS["channel"].of(lang), lambda told: told.member.row.join_channel),
        Column(COLUMNS["home_unit"].of(lang), lambda told: told.home_code),
        Column(COLUMNS["kind"].of(lang), lambda told: KINDS[told.profile.kind].of(lang)),
        Column(COLUMNS["tags"].of(lang), lambda told: _tags(told, is_rule=False)),
        Column(COLUMNS["birthday"].of(lang), day),
        Column(FIGURES["rule_tags"].of(lang), lambda told: _tags(told, is_rule=True)),
    ]


def _figures(wanted: Wanted) -> list[Column]:
    lang = wanted.language
    whole = ("points_available", "points_pending", "points_debt", "growth", "orders")

    def figure(name: str) -> Callable[[Told], int]:
        return lambda told: getattr(told.member.row, name)

    return [
        Column(FIGURES["tier"].of(lang), lambda told: wanted.tiers.get(told.member.row.tier_key, told.member.row.tier_key)),
        Column(FIGURES["lifecycle"].of(lang), lambda told: LIFECYCLES[told.member.row.lifecycle].of(lang)),
        *(Column(FIGURES[name].of(lang), figure(name), is_number=True) for name in whole),
        Column(FIGURES["spend"].of(lang), lambda told: money(told.member.row.spend_minor, wanted.digits)),
        Column(FIGURES["last_order_at"].of(lang), lambda told: local_time(told.member.row.last_order_at, wanted.zone)),
    ]


def _profile(wanted: Wanted) -> list[Column]:
    def field_cell(field: CustomField) -> Callable[[Told], str | int | None]:
        def cell(told: Told) -> str | int | None:
            value = told.profile.values.get(field.key)
            if value is None:
                return None
            return HIDDEN if field.is_personal and not wanted.is_plain else field_value(field, value, wanted.language)

        return cell

    return [
        Column(wanted.field_headers[field.key], field_cell(field), is_number=field.kind == "number") for field in wanted.fields
    ]


def _attributes(wanted: Wanted) -> list[Column]:
    def cell(attribute: KnownAttribute) -> Callable[[Told], str | int | None]:
        return lambda told: attribute_value(attribute, told.told.attributes.get(attribute.key), wanted.language)

    return [Column(wanted.attribute_headers[each.key], cell(each), is_number=each.kind == "number") for each in wanted.attributes]


def _contacts(wanted: Wanted) -> list[Column]:
    def cell(number: int, part: str) -> Callable[[Told], str]:
        def text(told: Told) -> str:
            contacts = told.profile.contacts
            return contact_part(contacts[number], part, is_plain=wanted.is_plain) if number < len(contacts) else ""

        return text

    return [
        Column(contact_header(number, part, wanted.language), cell(number, part))
        for number in range(wanted.contacts)
        for part in CONTACT_PARTS
    ]


def _consents(wanted: Wanted) -> list[Column]:
    lang = wanted.language

    def granted(key: tuple[str, str]) -> Callable[[Told], str]:
        return lambda told: ANSWERS[told.consents[key].is_granted].of(lang) if key in told.consents else ""

    def said_at(key: tuple[str, str]) -> Callable[[Told], str]:
        return lambda told: local_time(told.consents[key].said_at, wanted.zone) if key in told.consents else ""

    return [
        column
        for key in wanted.consents
        for column in (Column(consent_header(*key, lang), granted(key)), Column(said_header(*key, lang), said_at(key)))
    ]


def _tags(told: Told, *, is_rule: bool) -> str:
    return SEPARATOR.join(tag.name for tag in told.member.tags if tag.is_rule == is_rule)
