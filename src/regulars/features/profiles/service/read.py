"""Read: what is known of a member, opened with the member's key."""

from __future__ import annotations

import json
from uuid import UUID

from psycopg import Connection

from regulars.features.profiles import queries
from regulars.features.profiles.contracts import EMPTY, Contact, Profile
from regulars.kit.problems import FieldError, Problem
from regulars.store.member_keys import member_keys

PLACE = "profile"


def read_profile(connection: Connection, member_id: UUID) -> Profile:
    """What is known of a member; Problem `member_unknown`."""
    row = queries.select_profile(connection, member_id)
    if row is None:
        if not queries.is_member(connection, member_id):
            raise unknown_member()
        return EMPTY
    values, contacts = dict(row.fields), []
    key = None if row.sealed is None else member_keys(connection, [member_id]).get(member_id)
    if row.sealed is not None and key is not None:  # without a key the member was erased
        opened = json.loads(key.open_text(row.sealed, PLACE))
        values |= opened["fields"]
        contacts = [Contact(*contact) for contact in opened["contacts"]]
    return Profile(row.kind, values, row.told, tuple(contacts))


def write_profile(connection: Connection, member_id: UUID, profile: Profile, personal: frozenset[str]) -> None:
    """Keep a profile, what is personal in it sealed."""
    plain = {key: value for key, value in profile.values.items() if key not in personal}
    secret = {key: value for key, value in profile.values.items() if key in personal}
    sealed = None
    if secret or profile.contacts:
        text = json.dumps({"fields": secret, "contacts": [list(contact) for contact in profile.contacts]}, ensure_ascii=False)
        sealed = member_keys(connection, [member_id])[member_id].seal_text(text, PLACE)
    queries.save_profile(connection, member_id, queries.ProfileRow(profile.kind, plain, profile.told, sealed))


def personal_keys(connection: Connection) -> frozenset[str]:
    """The fields whose values are personal."""
    return frozenset(field.key for field in queries.select_fields(connection) if field.is_personal)


def unknown_member() -> Problem:
    """Nobody has this id, or was erased."""
    return Problem("member_unknown", "There is no member with this id.", errors=(FieldError("member_id", "is not known"),))
