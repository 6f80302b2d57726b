"""Conflicts: the fields in which two members told something, each something else, and whose word holds by what was chosen.

Where only one of the two told something there is nothing to choose: it holds, or not, by the policy of the profile.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final
from uuid import UUID

from psycopg import Connection

from regulars.core.joining import winner
from regulars.core.merge_policies import ATTRIBUTE, BIRTHDAY, Choice, MergePolicy
from regulars.features.context import AppContext
from regulars.features.merges import queries
from regulars.features.merges.contracts import FIELD, HOME, NAME, Both, Conflict, Words
from regulars.features.organisation.facade import unit_names
from regulars.features.profiles.contracts import CustomField
from regulars.features.profiles.facade import fields_replaced, read_profile, select_fields, shown
from regulars.features.programs.facade import ProgramDocument
from regulars.kit.problems import FieldError, Problem
from regulars.store.codec import state_from_json
from regulars.store.homes import HEADQUARTERS
from regulars.store.members import find_present
from regulars.store.names import read_names
from regulars.store.told_profiles import NOTHING_TOLD, read_told_profiles

FIXED: Final = frozenset({NAME, HOME, BIRTHDAY})
BY_KEY: Final = (FIELD, ATTRIBUTE)
KEY_LENGTH_MAX: Final = 80
FLAGS: Final = {True: Words("是", "yes"), False: Words("否", "no")}


def check_chosen(policy: MergePolicy) -> None:
    """Raise Problem `request_invalid` for a choice about something that is no field of a member."""
    for key in policy.chosen:
        is_known = key in FIXED or any(key.startswith(prefix) and key != prefix for prefix in BY_KEY)
        if not is_known or len(key) > KEY_LENGTH_MAX or not key.isprintable():
            expected = f"one of {', '.join(sorted(FIXED))}, or {FIELD}<key>, {ATTRIBUTE}<name>"
            raise Problem(
                "request_invalid", "There is no such field.", errors=(FieldError(f"fields.{key}", "is no field", expected),)
            )


def conflicts(context: AppContext, connection: Connection, both: Both, policy: MergePolicy) -> Iterator[Conflict]:
    """Every field in conflict: name and home, what rules ask for, and custom fields in their order."""
    yield from _names(connection, both, policy)
    yield from _homes(connection, both, policy)
    yield from _told(context, connection, both, policy)
    own, other = read_profile(connection, both.survivor), read_profile(connection, both.absorbed)
    replaced = set(fields_replaced(own, other, policy.profile, policy.chosen))
    for field in select_fields(connection):
        key = field.key
        if key in own.values and key in other.values and own.values[key] != other.values[key]:
            sides = (_of_field(field, own.values[key]), _of_field(field, other.values[key]))
            stands: Choice = "absorbed" if key in replaced else "survivor"
            yield Conflict(FIELD + key, *sides, stands, is_personal=field.is_personal, label=_same(field.name))


def _names(connection: Connection, both: Both, policy: MergePolicy) -> Iterator[Conflict]:
    names = read_names(connection, list(both))
    if names[both.survivor] and names[both.absorbed] and names[both.survivor] != names[both.absorbed]:
        stands = policy.chosen.get(NAME, "survivor")
        yield Conflict(NAME, _same(names[both.survivor]), _same(names[both.absorbed]), stands, is_personal=True)


def _homes(connection: Connection, both: Both, policy: MergePolicy) -> Iterator[Conflict]:
    homes = {member_id: present.home_id for member_id, present in find_present(connection, list(both), holds=False).items()}
    own, theirs = homes[both.survivor], homes[both.absorbed]
    if HEADQUARTERS not in (own, theirs) and own != theirs:
        named = unit_names(connection, [own, theirs])
        stands = policy.chosen.get(HOME, "survivor")
        yield Conflict(HOME, _same(named[own]), _same(named[theirs]), stands, is_personal=False)


def _told(context: AppContext, connection: Connection, both: Both, policy: MergePolicy) -> Iterator[Conflict]:
    """Birthday and attributes."""
    told = read_told_profiles(connection, list(both))
    own, theirs = told.get(both.survivor, NOTHING_TOLD), told.get(both.absorbed, NOTHING_TOLD)
    usual: Choice = "absorbed" if _theirs_win(connection, both, policy) else "survivor"
    if own.birthday and theirs.birthday and own.birthday != theirs.birthday:
        stands = policy.chosen.get(BIRTHDAY, usual)
        yield Conflict(BIRTHDAY, _day(own.birthday), _day(theirs.birthday), stands, is_personal=True)
    published = context.programs.published(connection)
    document = published[-1].document if published else None
    for name, value in own.attributes.items():
        other = theirs.attributes.get(name, value)
        if other != value:
            stands, known = policy.chosen.get(ATTRIBUTE + name, usual), document and document.attributes.get(name)
            label = _same(name) if known is None else Words(known.name.zh, known.name.en)
            sides = (_of_attribute(document, name, value), _of_attribute(document, name, other))
            yield Conflict(ATTRIBUTE + name, *sides, stands, is_personal=False, label=label)


def _theirs_win(connection: Connection, both: Both, policy: MergePolicy) -> bool:
    own, theirs = (state_from_json(_document(connection, member_id)) for member_id in (both.survivor, both.absorbed))
    return winner(policy, own, theirs) == "theirs"


def _document(connection: Connection, member_id: UUID) -> str:
    found = queries.select_document(connection, member_id)
    assert found is not None, "the merge was tried before"
    return found


def _day(birthday: int) -> Words:
    return _same(f"{birthday // 100:02}-{birthday % 100:02}")


def _of_field(field: CustomField, value: Any) -> Words:
    """A value as people read it: choices by their names."""
    if isinstance(value, bool):
        return FLAGS[value]
    chosen = value if isinstance(value, list) else [value]
    return _same(", ".join(str(field.choices.get(str(each), shown(field, each))) for each in chosen))


def _of_attribute(document: ProgramDocument | None, name: str, value: Any) -> Words:
    if isinstance(value, bool):
        return FLAGS[value]
    known = None if document is None else document.attributes.get(name)
    named = None if known is None else known.values.get(str(value))
    return _same(str(value)) if named is None else Words(named.zh, named.en)


def _same(text: str) -> Words:
    return Words(text, text)
