"""Take out: the members of a selection become a file, as of one moment, with a mapping by which it can be brought in again."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, BinaryIO, Final, NamedTuple
from uuid import UUID
from zoneinfo import ZoneInfo

from psycopg import Connection

from regulars.features.context import AppContext
from regulars.features.member_files.columns import Told, Wanted, attribute_headers, columns_of, field_headers, mapping_of
from regulars.features.member_files.headers import Language
from regulars.features.member_files.known import attributes_of
from regulars.features.member_files.mapping import MemberMapping
from regulars.features.member_files.queries.columns import select_companies, select_consents_said, select_kinds
from regulars.features.member_files.sheets import Format, sheet_of
from regulars.features.members.contracts import ReadMember
from regulars.features.members.facade import MemberSelection, read_pages, select_everybody
from regulars.features.organisation.facade import list_units
from regulars.features.privacy.facade import select_consents_of
from regulars.features.profiles.contracts import EMPTY
from regulars.features.profiles.facade import read_profiles, select_fields
from regulars.kit.problems import FieldError, Problem
from regulars.ledger.append import no_program
from regulars.store.identity_rules import read_rules, rule_of
from regulars.store.member_keys import member_keys
from regulars.store.members import find_present
from regulars.store.told_profiles import NOTHING_TOLD, read_told_profiles

COMPANIES_AT_ONCE: Final = 1_000


class Asked(NamedTuple):
    """What is to be taken out, and how it is written."""

    selection: MemberSelection
    condition: dict[str, Any] | None
    form: Format
    language: Language
    is_plain: bool
    members_max: int | None


class TakenOut(NamedTuple):
    """What became a file."""

    member_ids: list[UUID]
    mapping: MemberMapping


def take_out(
    context: AppContext, asked: Asked, file: BinaryIO, progress: Callable[[int, int], None] = lambda _done, _total: None
) -> TakenOut:
    """Write the members of a selection into a file.

    Problem `export_too_large`, `program_missing`, or those of `select_everybody`, before anything is written.
    """
    with context.database.snapshot() as connection:
        member_ids = select_everybody(context, connection, asked.selection, asked.condition, in_names=asked.is_plain)
        if asked.members_max is not None and len(member_ids) > asked.members_max:
            field = FieldError("condition", f"holds for {len(member_ids)} members", expected=f"at most {asked.members_max}")
            hint = "Narrow it down, or use `regulars export members` on the server."
            raise Problem("export_too_large", "There are too many members for one file.", errors=(field,), hint=hint)
        wanted = _wanted(context, connection, asked, member_ids)
        columns = columns_of(wanted)
        homes = {unit.unit_id: unit.code for unit in list_units(connection)}
        done = 0
        with sheet_of(asked.form, file, columns, len(member_ids)) as sheet:
            for page in read_pages(connection, member_ids):
                sheet.add([[column.cell(told) for column in columns] for told in _told(connection, page, homes)])
                done += len(page)
                progress(done, len(member_ids))
    return TakenOut(member_ids, mapping_of(wanted))


def _wanted(context: AppContext, connection: Connection, asked: Asked, member_ids: Sequence[UUID]) -> Wanted:
    published = context.programs.published(connection)
    if not published:
        raise no_program()
    document, rules = published[-1].document, read_rules(connection)
    kinds = sorted(
        (kind for kind in select_kinds(connection) if not rule_of(rules, kind).is_device),
        key=lambda kind: (rule_of(rules, kind).priority, kind),
    )
    fields = [field for field in select_fields(connection) if field.is_open]
    attributes, headers = attributes_of(document), field_headers(fields, asked.language)
    return Wanted(
        language=asked.language,
        zone=ZoneInfo(document.time_zone),
        is_plain=asked.is_plain,
        tiers={tier.key: getattr(tier.name, asked.language) for ladder in document.ladders for tier in ladder.tiers},
        digits=document.currency.digits,
        kinds=kinds or ["phone"],
        fields=fields,
        field_headers=headers,
        attributes=attributes,
        attribute_headers=attribute_headers(attributes, headers, asked.language),
        contacts=_most_contacts(connection, member_ids),
        consents=select_consents_said(connection),
    )


def _most_contacts(connection: Connection, member_ids: Sequence[UUID]) -> int:
    """How many contacts the company with the most of them has. They are sealed, so companies are opened a few at a time."""
    companies, most = select_companies(connection, member_ids), 0
    for start in range(0, len(companies), COMPANIES_AT_ONCE):
        some = companies[start : start + COMPANIES_AT_ONCE]
        profiles = read_profiles(connection, member_keys(connection, some))
        most = max([most, *(len(profile.contacts) for profile in profiles.values())])
    return most


def _told(connection: Connection, page: tuple[ReadMember, ...], homes: Mapping[UUID, str]) -> list[Told]:
    member_ids = [member.row.member_id for member in page]
    profiles = read_profiles(connection, member_keys(connection, member_ids))
    consents = select_consents_of(connection, member_ids)
    present = find_present(connection, member_ids, holds=False)
    told = read_told_profiles(connection, member_ids)
    return [
        Told(
            member=member,
            home_code=homes.get(present[member.row.member_id].home_id, ""),
            profile=profiles.get(member.row.member_id, EMPTY),
            consents={(each.channel, each.purpose): each for each in consents.get(member.row.member_id, ())},
            told=told.get(member.row.member_id, NOTHING_TOLD),
        )
        for member in page
    ]
