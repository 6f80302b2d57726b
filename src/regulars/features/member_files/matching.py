"""Matching: what each line means for the members there are: somebody new, a change of somebody, or a reason why not.

Nothing is written and nothing read here; who is there and how they are comes from outside.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Final, NamedTuple
from uuid import UUID

from regulars.core.profile import ATTRIBUTES_MAX
from regulars.features.imports.contracts import RowReject
from regulars.features.member_files.contracts import Existing
from regulars.features.member_files.known import Known
from regulars.features.member_files.lines import Line, SaidConsent
from regulars.features.privacy.contracts import Consent
from regulars.features.profiles.contracts import CONTACTS_MAX, EMPTY, Contact, Profile
from regulars.store.identities import Identity
from regulars.store.identity_rules import rule_of
from regulars.store.members import Present
from regulars.store.told_profiles import NOTHING_TOLD, ToldProfile


class AsIs(NamedTuple):
    """How a member is before a line changes them."""

    name: str
    home_id: UUID
    identities: tuple[Identity, ...]
    profile: Profile
    consents: tuple[Consent, ...]
    tags: frozenset[str]
    told: ToldProfile = NOTHING_TOLD


class Told(NamedTuple):
    """What a line says that the ledger keeps: the birthday and attributes, as far as they are news."""

    birthday: str | None
    attributes: Mapping[str, str | int | bool]


class NewLine(NamedTuple):
    """Somebody who is not there yet."""

    line: Line
    home_id: UUID
    profile: Profile


class Change(NamedTuple):
    """What a line changes of a member; None and empty stay as they are."""

    member_id: UUID
    name: str | None
    home_id: UUID | None
    identities: tuple[Identity, ...]
    before: Profile
    profile: Profile | None
    consents: tuple[SaidConsent, ...]
    tags: tuple[str, ...]
    told: Told | None

    @property
    def is_empty(self) -> bool:
        """Whether everything that the line says is so already."""
        return (self.name, self.home_id, self.profile, self.told) == (None, None, None, None) and not (
            self.identities or self.consents or self.tags
        )


class Found(NamedTuple):
    """Whom the identities of some lines lead to."""

    by_identity: Mapping[Identity, UUID]
    present: Mapping[UUID, Present]
    """Who stands for those, and where they belong."""

    def homes(self) -> dict[UUID, UUID]:
        """Where each of them belongs."""
        return {present.member_id: present.home_id for present in self.present.values()}

    def members_of(self, line: Line) -> dict[UUID, str]:
        """Everybody to whom a line's identities lead, each with the column that leads there first."""
        members: dict[UUID, str] = {}
        for column, identity in line.identities:
            member_id = self.by_identity.get(identity)
            if member_id is not None:
                members.setdefault(self.present[member_id].member_id, column)
        return members


class SortedOut(NamedTuple):
    """Lines about somebody new, lines about members who are there, and how many of those are left alone."""

    fresh: list[NewLine]
    held: list[tuple[Line, UUID]]
    skipped: int


class Matcher:
    """Matches the lines of one file, in order; it remembers which row was about whom."""

    def __init__(self, known: Known, existing: Existing) -> None:
        self._known: Final = known
        self._existing: Final = existing
        self._rows_of: Final[dict[UUID, int]] = {}
        self.rejects: list[RowReject] = []

    def sort_out(self, lines: Sequence[Line], found: Found) -> SortedOut:
        """Tell lines about somebody new from those about members who are there, and reject the rest."""
        self.rejects = []
        fresh: list[NewLine] = []
        held: list[tuple[Line, UUID]] = []
        skipped = 0
        homes = found.homes()
        for line in lines:
            members = found.members_of(line)
            beyond = [column for member_id, column in members.items() if not self._known.reaches(homes[member_id])]
            if beyond:
                self._reject(line, beyond[0], "identity_taken")
            elif len(members) > 1:
                self._reject(line, list(members.values())[-1], "identities_of_two_members")
            elif not members:
                new = self._new(line)
                if new is not None:
                    fresh.append(new)
            else:
                [(member_id, column)] = members.items()
                if (first := self._rows_of.get(member_id, line.row)) != line.row:
                    self._reject(line, column, "member_of_earlier_row", f" (row {first})")
                elif self._existing == "reject":
                    self._reject(line, column, "member_exists")
                elif self._existing == "skip":
                    skipped += 1
                else:
                    held.append((line, member_id))
                self._rows_of.setdefault(member_id, line.row)
        return SortedOut(fresh, held, skipped)

    def remember(self, lines: Sequence[Line], found: Found) -> None:
        """Take note of lines that an earlier run has brought in."""
        for line in lines:
            for member_id in found.members_of(line):
                self._rows_of.setdefault(member_id, line.row)

    def change(self, line: Line, member_id: UUID, as_is: AsIs) -> Change | None:
        """What a line changes of a member; None, and a reject, where it may not."""
        identities = tuple(identity for _, identity in line.identities if identity not in as_is.identities)
        held = Counter(identity.kind for identity in as_is.identities)
        profile = self._profile(line, as_is.profile)
        if profile is None or not self._has_room(line, identities, held):
            return None
        if profile.kind == "person" and profile.contacts:
            self._reject(line, "", "kind_has_contacts")
            return None
        told = self._told(line, as_is.told)
        if told is not None and len(as_is.told.attributes.keys() | told.attributes.keys()) > ATTRIBUTES_MAX:
            self._reject(line, "", "attributes_too_many")
            return None
        newest = {(each.channel, each.purpose): each for each in as_is.consents}
        return Change(
            member_id=member_id,
            name=line.name if line.name not in (None, as_is.name) else None,
            home_id=line.home_id if line.home_id not in (None, as_is.home_id) else None,
            identities=identities,
            before=as_is.profile,
            profile=profile if profile != as_is.profile else None,
            consents=tuple(each for each in line.consents if _is_news(each, newest.get((each.channel, each.purpose)))),
            tags=tuple(tag for tag in line.tags if tag not in as_is.tags),
            told=told,
        )

    def _told(self, line: Line, held: ToldProfile) -> Told | None:
        """The news among what a line says that the ledger keeps; None where there is none."""
        attributes = {key: value for key, value in line.attributes.items() if not _is_same(value, held.attributes.get(key))}
        birthday = line.birthday if line.birthday is not None and month_and_day(line.birthday) != held.birthday else None
        return Told(birthday, attributes) if attributes or birthday is not None else None

    def _new(self, line: Line) -> NewLine | None:
        home_id = line.home_id or self._known.first_home
        profile = self._profile(line, EMPTY)
        if home_id is None:
            self._reject(line, "", "unit_missing")
        if home_id is None or profile is None or not self._has_room(line, [each for _, each in line.identities], Counter()):
            return None
        return NewLine(line, home_id, profile)

    def _profile(self, line: Line, before: Profile) -> Profile | None:
        """The profile after a line; what it says again stays as it was told before."""
        kind = line.kind or before.kind
        if not line.values and not line.contacts and kind == before.kind:
            return before
        if line.contacts and kind == "person":
            self._reject(line, line.contacts[0][0], "contacts_of_person")
            return None
        misplaced = [key for key in line.values if not self._known.fields[key].is_for(kind)]
        for key in misplaced:
            self._reject(line, key, "field_of_other_kind")
        if misplaced:
            return None
        news = {key: value for key, value in line.values.items() if before.values.get(key) != value}
        told = before.told | dict.fromkeys(news, self._known.today)
        contacts = _joined(before.contacts, [contact for _, contact in line.contacts])
        if len(contacts) > CONTACTS_MAX:
            self._reject(line, line.contacts[0][0], "contacts_exceeded")
            return None
        return before._replace(kind=kind, values=before.values | news, told=told, contacts=contacts)

    def _has_room(self, line: Line, added: Sequence[Identity], held: Counter[str]) -> bool:
        for identity in added:
            held[identity.kind] += 1
            if held[identity.kind] > rule_of(self._known.rules, identity.kind).per_member:
                column = next(column for column, each in line.identities if each == identity)
                self._reject(line, column, "identities_exceeded")
                return False
        return True

    def _reject(self, line: Line, column: str, reason: str, more: str = "") -> None:
        value = next((identity.value for named, identity in line.identities if named == column), "")
        self.rejects.append(RowReject(line.row, column, f"{value}{more}", reason))


def month_and_day(text: str) -> int:
    """A birthday as states keep it.

    >>> month_and_day("05-20")
    520
    """
    return int(text[:2]) * 100 + int(text[3:])


def _is_same(value: str | int | bool, held: str | int | bool | None) -> bool:  # noqa: FBT001 - a flag is a value here
    """Whether an attribute has a value already; true is not 1."""
    return type(value) is type(held) and value == held


def _joined(held: tuple[Contact, ...], said: Sequence[Contact]) -> tuple[Contact, ...]:
    """Contacts after a line: one is known by the name, the second of a name is the second; what the line leaves empty stays.

    >>> _joined((Contact("Min", "buyer", "1", ""),), [Contact("Min", "", "2", ""), Contact("Bo", "", "", "")])
    (Contact(name='Min', role='buyer', phone='2', email=''), Contact(name='Bo', role='', phone='', email=''))
    """
    joined, met = list(held), set[int]()
    for contact in said:
        place = next((at for at, each in enumerate(joined) if each.name == contact.name and at not in met), None)
        if place is None:
            met.add(len(joined))
            joined.append(contact)
        else:
            met.add(place)
            joined[place] = Contact(*(new or old for new, old in zip(contact, joined[place], strict=True)))
    return tuple(joined)


def _is_news(said: SaidConsent, held: Consent | None) -> bool:
    """Whether something was not said before; what was said later than this counts for more."""
    return held is None or (held.is_granted != said.is_granted and held.said_at <= said.said_at)
