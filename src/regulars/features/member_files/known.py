"""Known: what all rows of a file are judged by, read once before the first: fields, units, tags, identity rules, the time."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final, NamedTuple
from uuid import UUID

from psycopg import Connection

from regulars.features.context import AppContext
from regulars.features.member_files.cells import AttributeKind
from regulars.features.member_files.headers import Header
from regulars.features.member_files.mapping import MemberMapping
from regulars.features.organisation.contracts import Unit
from regulars.features.organisation.facade import list_units
from regulars.features.profiles.contracts import CustomField
from regulars.features.profiles.facade import select_fields
from regulars.features.programs.facade import ProgramDocument
from regulars.features.tags.contracts import Tag
from regulars.features.tags.facade import select_tags
from regulars.kit.instants import instant_of
from regulars.kit.problems import FieldError, Problem
from regulars.ledger.append import no_program
from regulars.store.homes import HEADQUARTERS
from regulars.store.identity_rules import IdentityRule, read_rules, rule_of
from regulars.store.reach import Reach

EVERYWHERE: Final = None


class KnownAttribute(NamedTuple):
    """An attribute that the program declares."""

    key: str
    name: Header
    kind: AttributeKind
    names: Mapping[str, Header]
    """Of the values that it can have, where the program names them all."""

    def choices(self) -> dict[str, str]:
        """What may be written for each value: itself, or its name in either language."""
        return {text: value for value, name in self.names.items() for text in (name.en, name.zh, value)}


def attributes_of(document: ProgramDocument) -> list[KnownAttribute]:
    """The attributes of a program."""
    return [
        KnownAttribute(
            key,
            Header(held.name.zh, held.name.en),
            held.kind,
            {value: Header(name.zh, name.en) for value, name in held.values.items()},
        )
        for key, held in document.attributes.items()
    ]


@dataclass(frozen=True, slots=True)
class Known:
    """What rows are judged by. `reached`: the units of whoever brings the file; None: all of them."""

    now: datetime
    today: int
    rules: dict[str, IdentityRule]
    fields: dict[str, CustomField]
    attributes: dict[str, KnownAttribute]
    units: dict[str, Unit]
    tags: dict[str, Tag]
    """By key and by name."""
    reached: frozenset[UUID] | None
    first_home: UUID | None
    """Where somebody belongs of whom no store is said; None: it has to be said."""

    def reaches(self, unit_id: UUID) -> bool:
        """Whether members of a unit may be brought in and changed."""
        return self.reached is None or unit_id in self.reached


def look_around(context: AppContext, connection: Connection, mapping: MemberMapping, reach: Reach | None) -> Known:
    """Read what rows are judged by.

    Problem `program_missing`, or `mapping_invalid` for a field that nobody declared, an attribute that the program does not, or
    a kind of identity that knows no person.
    """
    published = context.programs.published(connection)
    if not published:
        raise no_program()
    now = context.ledger.now(connection)
    units = list_units(connection)
    reached = _within(units, reach)
    open_stores = [unit.unit_id for unit in units if unit.kind == "store" and not unit.is_closed]
    if reached is None or HEADQUARTERS in reached:
        first_home: UUID | None = HEADQUARTERS
    else:
        own = [unit_id for unit_id in open_stores if unit_id in reached]
        first_home = own[0] if len(own) == 1 else None
    tags = select_tags(connection)
    known = Known(
        now=now,
        today=published[-1].program.calendar.day_of(instant_of(now)),
        rules=read_rules(connection),
        fields={field.key: field for field in select_fields(connection) if field.is_open},
        attributes={attribute.key: attribute for attribute in attributes_of(published[-1].document)},
        units={unit.code: unit for unit in units},
        tags={tag.name: tag for tag in tags} | {tag.key: tag for tag in tags},
        reached=reached,
        first_home=first_home,
    )
    _check(mapping, known)
    return known


def _within(units: list[Unit], reach: Reach | None) -> frozenset[UUID] | None:
    if reach is None:
        return EVERYWHERE
    return frozenset(unit.unit_id for unit in units if unit.unit_id in reach.only or not reach.below.isdisjoint(unit.line))


def _check(mapping: MemberMapping, known: Known) -> None:
    errors = [
        FieldError(f"fields[{number}].field", f"there is no field {each.field}", f"one of {', '.join(known.fields) or 'none'}")
        for number, each in enumerate(mapping.fields)
        if each.field not in known.fields
    ]
    errors += [
        FieldError(
            f"attributes[{number}].attribute", f"the program has no attribute {each.attribute}",
            f"one of {', '.join(known.attributes) or 'none'}",
        )
        for number, each in enumerate(mapping.attributes)
        if each.attribute not in known.attributes
    ]  # fmt: skip
    errors += [
        FieldError(f"identities[{number}].kind", f"{each.kind} knows a device, not a person", "a kind that knows a person")
        for number, each in enumerate(mapping.identities)
        if rule_of(known.rules, each.kind).is_device
    ]
    if errors:
        hint = "Mend the mapping, or declare the field first."
        raise Problem("mapping_invalid", "The mapping does not fit this installation.", errors=tuple(errors), hint=hint)
