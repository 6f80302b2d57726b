"""Read: what is known of a member, opened with the member's key."""

from __future__ import annotations

import json
from collections.abc import Mapping
from uuid import UUID

from psycopg import Connection

from regulars.features.profiles import queries
from regulars.features.profiles.contracts import EMPTY, Contact, Profile
from regulars.kit.problems import FieldError, Problem
from regulars.kit.sealing import DataKey
from regulars.store.member_keys import member_keys

PLACE = "profile"


def read_profile(connection: Connection, member_id: UUID) -> Profile:
    """What is known of a member; Problem `member_unknown`."""
    row = queries.select_profile(connection, member_id)
    if row is None:
        if not queries.is_member(connection, member_id):
            raise unknown_member()
        return EMPTY
    return _opened(row, None if row.sealed is None else member_keys(connection, [member_id]).get(member_id))


def read_profiles(connection: Connection, keys: Mapping[UUID, DataKey]) -> dict[UUID, Profile]:
    """What is known of some members, whose keys are given."""
    rows = queries.select_profiles(connection, list(keys))
    return {member_id: _opened(rows[member_id], key) if member_id in rows else EMPTY for member_id, key in keys.items()}


def write_profile(connection: Connection, member_id: UUID, profile: Profile, personal: frozenset[str]) -> None:
    """Keep a profile, what is personal in it sealed."""
    is_sealed = bool(profile.contacts) or not personal.isdisjoint(profile.values)
    key = member_keys(connection, [member_id])[member_id] if is_sealed else None
    queries.save_profile(connection, member_id, _closed(profile, key, personal))


def write_profiles(
    connection: Connection, profiles: Mapping[UUID, Profile], keys: Mapping[UUID, DataKey], personal: frozenset[str]
) -> None:
    """Keep many profiles of members whose keys are given."""
    rows = {member_id: _closed(profile, keys[member_id], personal) for member_id, profile in profiles.items()}
    queries.save_profiles(connection, rows)


def _opened(row: queries.ProfileRow, key: DataKey | None) -> Profile:
    values, contacts = dict(row.fields), []
    if row.sealed is not None and key is not None:  # without a key the member was erased
        opened = json.loads(key.open_text(row.sealed, PLACE))
        values |= opened["fields"]
        contacts = [Contact(*contact) for contact in opened["contacts"]]
    return Profile(row.kind, values, row.told, tuple(contacts))


def _closed(profile: Profile, key: DataKey | None, personal: frozenset[str]) -> queries.ProfileRow:
    plain = {name: value for name, value in profile.values.items() if name not in personal}
    secret = {name: value for name, value in profile.values.items() if name in personal}
    sealed = None
    if secret or profile.contacts:
        assert key is not None, "what is personal needs the member's key"
        text = json.dumps({"fields": secret, "contacts": [list(contact) for contact in profile.contacts]}, ensure_ascii=False)
        sealed = key.seal_text(text, PLACE)
    return queries.ProfileRow(profile.kind, plain, profile.told, sealed)


def personal_keys(connection: Connection) -> frozenset[str]:
    """The fields whose values are personal."""
    return frozenset(field.key for field in queries.select_fields(connection) if field.is_personal)


def unknown_member() -> Problem:
    """Nobody has this id, or was erased."""
    return Problem("member_unknown", "There is no member with this id.", errors=(FieldError("member_id", "is not known"),))
