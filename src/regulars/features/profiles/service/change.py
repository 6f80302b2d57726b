"""Change: values are told, taken back or confirmed, contacts and the kind of a member kept; all of it, or nothing changes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple
from uuid import UUID

from psycopg import Connection

from regulars.core.entries import Fact
from regulars.features.profiles import queries
from regulars.features.profiles.contracts import CHANGED, Contact, CustomField, MemberKind, Profile
from regulars.features.profiles.service.read import personal_keys, read_profile, unknown_member, write_profile
from regulars.features.profiles.values import kept
from regulars.kit.instants import Instant
from regulars.kit.problems import FieldError, Problem
from regulars.store.outbox import tell


class ProfileChange(NamedTuple):
    """What is said of a member; None leaves a part as it is."""

    kind: MemberKind | None
    fields: dict[str, Any]
    """Values by key; None takes a value back."""
    confirmed: Sequence[str]
    """Fields whose values the member says are still true."""
    contacts: Sequence[Contact] | None


def change_profile(
    connection: Connection, member_id: UUID, change: ProfileChange, *, by: str, at: Instant, today: int
) -> tuple[Profile, Profile]:
    """Keep what is said, and return the profile before and after. Problem `member_unknown` or `profile_invalid`."""
    if not queries.lock_member(connection, member_id):
        raise unknown_member()
    before = read_profile(connection, member_id)
    kind = before.kind if change.kind is None else change.kind
    contacts = before.contacts if change.contacts is None else tuple(change.contacts)
    declared = {field.key: field for field in queries.select_fields(connection) if field.is_for(kind)}
    values, told, errors = dict(before.values), dict(before.told), []
    for key, given in change.fields.items():
        error = _tell(declared, key, given, values)
        if error is None:
            told[key] = today
        else:
            errors.append(error)
    for place, key in enumerate(change.confirmed):
        if key not in values or key not in declared:
            errors.append(FieldError(f"confirmed[{place}]", "nothing is known there that could be confirmed"))
        told[key] = today
    if contacts and kind == "person":
        errors.append(
            FieldError("contacts", "only companies have contacts", hint="Make the member a company, or leave them out.")
        )
    if errors:
        raise Problem("profile_invalid", "What is said does not fit the fields.", errors=tuple(errors))
    after = Profile(kind, values, {key: day for key, day in told.items() if key in values}, contacts)
    if after != before:
        write_profile(connection, member_id, after, personal_keys(connection))
        data = {"fields": changed_fields(before, after), "confirmed": list(change.confirmed), "by": by}
        tell(connection, member_id, [Fact(CHANGED, at, data)])
    return before, after


def _tell(declared: dict[str, CustomField], key: str, given: Any, values: dict[str, Any]) -> FieldError | None:
    """Keep one value among others, or take it back; what is wrong with it, if anything is."""
    path = f"fields.{key}"
    if key not in declared:
        return FieldError(path, "there is no such field for members of this kind", f"one of {', '.join(declared)}")
    if given is None:
        values.pop(key, None)
        return None
    value = kept(declared[key], given, path)
    if isinstance(value, FieldError):
        return value
    values[key] = value
    return None


def changed_fields(before: Profile, after: Profile) -> list[str]:
    """The fields whose values differ, by key; values are nobody's business here."""
    keys = before.values.keys() | after.values.keys()
    return sorted(key for key in keys if before.values.get(key) != after.values.get(key))
