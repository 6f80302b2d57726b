"""Writing: what some lines come to, in the transaction at hand, each table in one statement; and how members are before it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Final
from uuid import UUID

from psycopg import Connection

from regulars.core.entries import Fact
from regulars.core.program import ProgramHistory
from regulars.features.member_files.known import Known
from regulars.features.member_files.lines import Line, SaidConsent
from regulars.features.member_files.matching import AsIs, Change, Found, NewLine
from regulars.features.privacy.contracts import Consent
from regulars.features.privacy.facade import insert_consents, select_consents_of
from regulars.features.profiles.contracts import CHANGED, EMPTY, Profile
from regulars.features.profiles.facade import changed_fields, read_profiles, write_profiles
from regulars.features.tags.facade import change_bearers, select_borne
from regulars.kit.ids import new_id
from regulars.kit.instants import instant_of
from regulars.kit.problems import Problem
from regulars.kit.sealing import DataKey
from regulars.ledger.importing import import_profiles, imported_profile
from regulars.ledger.members import open_members
from regulars.store.held_identities import add_identities, read_identities
from regulars.store.homes import move_homes
from regulars.store.identity_rules import rule_of
from regulars.store.member_keys import member_keys
from regulars.store.members import NewMember, end_visits, find_members, find_present
from regulars.store.names import read_names, write_names
from regulars.store.outbox import tell_all
from regulars.store.told_profiles import NOTHING_TOLD, read_told_profiles

BY: Final = "import"


def find(connection: Connection, lines: Sequence[Line], *, holds: bool) -> Found:
    """Look up everybody whom some lines name."""
    identities = [identity for line in lines for _, identity in line.identities]
    by_identity = find_members(connection, identities)
    return Found(by_identity, find_present(connection, list(set(by_identity.values())), holds=holds))


def read_as_is(connection: Connection, member_ids: Sequence[UUID], found: Found, *, asks_ledger: bool) -> dict[UUID, AsIs]:
    """How some members are now. Who was erased has no identities, and so is never among them.

    `asks_ledger`: also what the ledger keeps, for which documents are opened.
    """
    if not member_ids:
        return {}
    homes = found.homes()
    names, keys = read_names(connection, member_ids), member_keys(connection, member_ids)
    profiles, identities = read_profiles(connection, keys), read_identities(connection, member_ids)
    consents = select_consents_of(connection, member_ids)
    told = read_told_profiles(connection, member_ids) if asks_ledger else {}
    tags: dict[UUID, set[str]] = {}
    for borne in select_borne(connection, member_ids):
        tags.setdefault(borne.member_id, set()).add(borne.key)
    return {
        member_id: AsIs(
            names[member_id],
            homes[member_id],
            identities.get(member_id, ()),
            profiles[member_id],
            tuple(consents.get(member_id, ())),
            frozenset(tags.get(member_id, ())),
            told.get(member_id, NOTHING_TOLD),
        )
        for member_id in keys
    }


class LineWriter:
    """Writes for one import: `by` is whoever brings the file."""

    def __init__(self, known: Known, programs: ProgramHistory, by: str) -> None:
        self._known: Final = known
        self._programs: Final = programs
        self._by: Final = by
        self._personal: Final = frozenset(field.key for field in known.fields.values() if field.is_personal)

    def open(self, connection: Connection, fresh: Sequence[NewLine]) -> None:
        """Make members; Problem `identity_taken` where somebody else has just made one of them."""
        if not fresh:
            return
        members = [self._member(new) for new in fresh]
        now = instant_of(self._known.now)
        imported = [
            imported_profile(member.member_id, new.line.birthday, new.line.attributes, now, self._by)
            for member, new in zip(members, fresh, strict=True)
            if new.line.birthday is not None or new.line.attributes
        ]
        keys = open_members(connection, self._programs, members, imported, now)
        profiles = {member.member_id: new.profile for member, new in zip(members, fresh, strict=True) if new.profile != EMPTY}
        self._write_profiles(connection, profiles, keys)
        said = [(member.member_id, each) for member, new in zip(members, fresh, strict=True) for each in new.line.consents]
        self._say(connection, said)
        self._tag(connection, ((member.member_id, new.line.tags) for member, new in zip(members, fresh, strict=True)))

    def change(self, connection: Connection, changes: Sequence[Change]) -> None:
        """Change members whose rows this transaction holds; Problem `identity_taken` as for new ones."""
        if not changes:
            return
        keys = member_keys(connection, [change.member_id for change in changes])
        write_names(connection, {each.member_id: each.name for each in changes if each.name is not None}, keys)
        move_homes(connection, {each.member_id: each.home_id for each in changes if each.home_id is not None})
        added = [(identity, each.member_id) for each in changes for identity in each.identities]
        if added and add_identities(connection, added, keys):
            raise Problem("identity_taken", "Somebody has just been given an identity of the file.")
        self._end_visits(connection, changes)
        profiles = {each.member_id: each.profile for each in changes if each.profile is not None}
        self._write_profiles(connection, profiles, keys)
        self._say(connection, [(each.member_id, said) for each in changes for said in each.consents])
        self._tag(connection, ((each.member_id, each.tags) for each in changes))
        at = instant_of(self._known.now)
        imported = [
            imported_profile(each.member_id, each.told.birthday, each.told.attributes, at, self._by)
            for each in changes
            if each.told is not None
        ]
        if imported:
            import_profiles(connection, self._programs, imported, at)
        tell_all(connection, [(each.member_id, self._facts(each, at)) for each in changes])

    def _end_visits(self, connection: Connection, changes: Sequence[Change]) -> None:
        """Who is given a name, or an identity that knows a person, is no mere visitor any more."""
        people = [
            each.member_id
            for each in changes
            if each.name or any(not rule_of(self._known.rules, identity.kind).is_device for identity in each.identities)
        ]
        if people:
            end_visits(connection, people)

    def _member(self, new: NewLine) -> NewMember:
        line = new.line
        identities = tuple(identity for _, identity in line.identities)
        joined_at: datetime = line.joined_at or self._known.now
        return NewMember(new_id(), line.name or "", joined_at, line.channel or BY, identities, new.home_id)

    def _facts(self, change: Change, at: int) -> list[Fact]:
        if change.profile is None:
            return []
        data = {"fields": changed_fields(change.before, change.profile), "confirmed": [], "by": self._by}
        return [Fact(CHANGED, at, data)]

    def _write_profiles(self, connection: Connection, profiles: Mapping[UUID, Profile], keys: Mapping[UUID, DataKey]) -> None:
        if profiles:
            write_profiles(connection, profiles, keys, self._personal)

    def _say(self, connection: Connection, said: Sequence[tuple[UUID, SaidConsent]]) -> None:
        if said:
            now, by = self._known.now, self._by
            insert_consents(connection, [(member_id, Consent(*each, now, by)) for member_id, each in said])

    def _tag(self, connection: Connection, tagged: Iterable[tuple[UUID, Sequence[str]]]) -> None:
        by_tag: dict[str, list[UUID]] = {}
        for member_id, tags in tagged:
            for tag in tags:
                by_tag.setdefault(tag, []).append(member_id)
        for tag in sorted(by_tag):  # in one order, so that two imports do not wait for each other crosswise
            change_bearers(connection, tag, by_tag[tag], [], by=self._by, now=self._known.now)
