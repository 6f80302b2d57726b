"""Lines: the rows of a file in the house's own spelling, each with everything that is wrong with it on its own.

Nobody is looked up here: what a line says of itself, of the fields, stores and tags there are, and of the lines before it.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any, Final, NamedTuple
from uuid import UUID
from zoneinfo import ZoneInfo

import pyarrow as pa

from regulars.features.imports.contracts import RowReject
from regulars.features.imports.facade import RawRows, text_of
from regulars.features.member_files.cells import attribute, birthday, moment, plain, said, truth, words
from regulars.features.member_files.contracts import LEFT_OUT, LINES_PER_BATCH, TAGS_PER_ROW_MAX
from regulars.features.member_files.known import Known
from regulars.features.member_files.mapping import IdentityColumn, MemberMapping
from regulars.features.privacy.contracts import Channel, Purpose
from regulars.features.profiles.contracts import Contact, MemberKind
from regulars.features.profiles.facade import kept
from regulars.kit.problems import FieldError, Problem
from regulars.store.identities import Identity, normalise_identity
from regulars.store.identity_rules import rule_of

NAME_LENGTH_MAX: Final = 100
CHANNEL_LENGTH_MAX: Final = 64
CONTACT_LENGTH_MAX: Final = 128
VALUE_SHOWN_MAX: Final = 200
JOINED_AT_MIN: Final = datetime(1900, 1, 1, tzinfo=UTC)
KINDS: Final[dict[str, MemberKind]] = {"person": "person", "个人": "person", "enterprise": "enterprise", "企业": "enterprise"}


class SaidConsent(NamedTuple):
    """What a line says about one channel and purpose."""

    channel: Channel
    purpose: Purpose
    is_granted: bool
    said_at: datetime
    source: str


class Line(NamedTuple):
    """One row that can go in; None and empty are not said."""

    row: int
    identities: tuple[tuple[str, Identity], ...]
    """Each with the column it stands in."""
    name: str | None
    joined_at: datetime | None
    channel: str | None
    home_id: UUID | None
    kind: MemberKind | None
    values: dict[str, Any]
    """By field, as they are kept."""
    birthday: str | None
    """As `MM-DD`."""
    attributes: dict[str, str | int | bool]
    contacts: tuple[tuple[str, Contact], ...]
    """Each with the column of its name; what is empty is not said."""
    consents: tuple[SaidConsent, ...]
    tags: tuple[str, ...]
    """By key."""


class Lines(NamedTuple):
    """Some rows in a row: those that can go in, what is wrong with the others, and how many there are."""

    lines: list[Line]
    rejects: list[RowReject]
    rows: int
    """Of the file, those that are split into fields."""
    blank: int
    unsplit: int
    """Rows that are not: they come with the first."""


class LineReader:
    """Reads the rows of one file, from the first on; it remembers which row had which identity."""

    def __init__(self, raw: RawRows, mapping: MemberMapping, known: Known) -> None:
        self._mapping: Final = mapping
        self._known: Final = known
        self._zone: Final = ZoneInfo(mapping.time_zone)
        self._formats: Final = mapping.read.time_formats
        self._headers: Final = raw.headers
        self._numbers: Final[pa.ChunkedArray[Any]] = raw.table.column("row")
        self._columns: Final = [(role, text_of(raw.table.column(role), mapping.time_zone)) for role in raw.headers]
        self._declared: Final = [
            (column, known.attributes[column.attribute], known.attributes[column.attribute].choices())
            for column in mapping.attributes
        ]
        self._rows_of: Final[dict[str, int]] = {}
        self._rejects: list[RowReject] = []
        self._unsplit: Final = raw.rejects
        self.rows_total: Final = raw.table.num_rows

    def batches(self) -> Iterator[Lines]:
        """All rows, some at a time; of a file without any, none once."""
        for start in range(0, max(self.rows_total, 1), LINES_PER_BATCH):
            self._rejects = [] if start else list(self._unsplit)
            numbers: Any = self._numbers.slice(start, LINES_PER_BATCH).to_pylist()
            cells = [column.slice(start, LINES_PER_BATCH).to_pylist() for _, column in self._columns]
            yield self._read(numbers, cells)

    def _read(self, numbers: list[int], cells: list[list[str | None]]) -> Lines:
        roles = [role for role, _ in self._columns]
        lines, blank, unsplit = [], 0, len(self._rejects)
        for row, *texts in zip(numbers, *cells, strict=True):
            said_here = {role: text for role, text in zip(roles, map(plain, texts), strict=True) if text is not None}
            if not said_here:
                blank += 1
                continue
            found = len(self._rejects)
            line = self._line(row, said_here)
            if all(reject.reason in LEFT_OUT for reject in self._rejects[found:]):
                lines.append(line)
                for _, identity in line.identities:
                    self._rows_of[f"{identity.kind} {identity.value}"] = row
        return Lines(lines, self._rejects, len(numbers), blank, unsplit)

    def _line(self, row: int, texts: dict[str, str]) -> Line:
        kind = self._kind(row, texts)
        return Line(
            row=row,
            identities=self._identities(row, texts),
            name=self._text(row, texts, "name", NAME_LENGTH_MAX),
            joined_at=self._joined_at(row, texts),
            channel=self._text(row, texts, "channel", CHANNEL_LENGTH_MAX),
            home_id=self._home(row, texts),
            kind=kind,
            values=self._values(row, texts),
            birthday=self._birthday(row, texts),
            attributes=self._attributes(row, texts) if self._mapping.attributes else {},
            contacts=self._contacts(row, texts) if self._mapping.contacts else (),
            consents=self._consents(row, texts) if self._mapping.consents else (),
            tags=self._tags(row, texts) if "tags" in texts else (),
        )

    def _identities(self, row: int, texts: dict[str, str]) -> tuple[tuple[str, Identity], ...]:
        found: dict[Identity, str] = {}
        for number, column in enumerate(self._mapping.identities):
            cell = texts.get(f"identity_{number}")
            if cell is None:
                continue
            for text in [cell] if column.separator is None else filter(None, map(plain, cell.split(column.separator))):
                identity = self._identity(row, column, text)
                if identity is not None:
                    found.setdefault(identity, column.column)
        if not found:
            self._reject(row, self._mapping.identities[0].column, "", "identity_missing")
        return tuple((column, identity) for identity, column in found.items())

    def _identity(self, row: int, column: IdentityColumn, text: str) -> Identity | None:
        try:
            identity = normalise_identity(column.kind, text)
        except Problem:
            self._reject(row, column.column, text, "identity_invalid")
            return None
        if rule_of(self._known.rules, column.kind).blocks(identity.value):
            self._reject(row, column.column, text, "identity_blocked")
            return None
        first = self._rows_of.get(f"{identity.kind} {identity.value}")
        if first is not None:
            self._reject(row, column.column, f"{text} (row {first})", "identity_of_earlier_row")
        return identity

    def _text(self, row: int, texts: dict[str, str], role: str, length: int) -> str | None:
        text = texts.get(role)
        if text is None:
            return None
        if len(text) > length:
            self._reject(row, self._headers[role], text, f"{role}_too_long")
        elif not text.isprintable():
            self._reject(row, self._headers[role], text, f"{role}_not_printable")
        return text

    def _joined_at(self, row: int, texts: dict[str, str]) -> datetime | None:
        text = texts.get("joined_at")
        if text is None:
            return None
        found = moment(text, self._formats, self._zone)
        if found is None:
            self._reject(row, self._headers["joined_at"], text, "joined_at_unreadable")
        elif found > self._known.now:
            self._reject(row, self._headers["joined_at"], text, "joined_in_future")
        elif found < JOINED_AT_MIN:
            self._reject(row, self._headers["joined_at"], text, "joined_at_too_early")
        return found

    def _home(self, row: int, texts: dict[str, str]) -> UUID | None:
        text = texts.get("home_unit")
        if text is None:
            return None
        unit = self._known.units.get(text)
        reason = ""
        if unit is None:
            reason = "unit_unknown"
        elif unit.kind == "region":
            reason = "unit_misplaced"
        elif unit.is_closed:
            reason = "unit_closed"
        elif not self._known.reaches(unit.unit_id):
            reason = "unit_out_of_reach"
        if reason:
            self._reject(row, self._headers["home_unit"], text, reason)
        return None if unit is None else unit.unit_id

    def _kind(self, row: int, texts: dict[str, str]) -> MemberKind | None:
        text = texts.get("kind")
        if text is None:
            return None
        kind = self._mapping.kinds.get(text) or KINDS.get(text.casefold())
        if kind is None:
            self._reject(row, self._headers["kind"], text, "kind_unknown")
        return kind

    def _values(self, row: int, texts: dict[str, str]) -> dict[str, Any]:
        values: dict[str, Any] = {}
        for column in self._mapping.fields:
            text = texts.get(f"field_{column.field}")
            if text is None:
                continue
            field = self._known.fields[column.field]
            value = kept(field, said(field, text, column.values, self._formats), "")
            if isinstance(value, FieldError):
                self._reject(row, column.column, text, f"{field.kind}_does_not_fit")
            else:
                values[field.key] = value
        return values

    def _birthday(self, row: int, texts: dict[str, str]) -> str | None:
        text = texts.get("birthday")
        if text is None:
            return None
        day = birthday(text, self._formats)
        if day is None:
            self._reject(row, self._headers["birthday"], text, "birthday_unreadable")
        return day

    def _attributes(self, row: int, texts: dict[str, str]) -> dict[str, str | int | bool]:
        values: dict[str, str | int | bool] = {}
        for column, declared, choices in self._declared:
            text = texts.get(f"attribute_{column.attribute}")
            if text is None:
                continue
            value = attribute(declared.kind, choices, column.values.get(text, text))
            if value is None:
                self._reject(row, column.column, text, f"attribute_{declared.kind}_does_not_fit")
            else:
                values[declared.key] = value
        return values

    def _contacts(self, row: int, texts: dict[str, str]) -> tuple[tuple[str, Contact], ...]:
        found = []
        for number, columns in enumerate(self._mapping.contacts):
            parts = {part: texts.get(f"contact_{number}_{part}", "") for part in Contact._fields}
            if not any(parts.values()):
                continue
            if not parts["name"]:
                self._reject(row, columns.name, next(filter(None, parts.values())), "contact_without_name")
            for part, text in parts.items():
                if len(text) > CONTACT_LENGTH_MAX or not text.isprintable():
                    self._reject(row, self._headers[f"contact_{number}_{part}"], text, "contact_does_not_fit")
            found.append((columns.name, Contact(**parts)))
        return tuple(found)

    def _consents(self, row: int, texts: dict[str, str]) -> tuple[SaidConsent, ...]:
        found = []
        for number, column in enumerate(self._mapping.consents):
            text = texts.get(f"consent_{number}")
            if text is None:
                continue
            is_granted = truth(text)
            if is_granted is None:
                self._reject(row, column.column, text, "consent_unreadable")
                continue
            said_at: datetime | None = self._known.now
            when = texts.get(f"said_at_{number}")
            if when is not None:
                said_at = moment(when, self._formats, self._zone)
                if said_at is None or said_at > self._known.now:
                    reason = "said_at_unreadable" if said_at is None else "said_in_future"
                    self._reject(row, self._headers[f"said_at_{number}"], when, reason)
            found.append(SaidConsent(column.channel, column.purpose, is_granted, said_at or self._known.now, column.source))
        return tuple(found)

    def _tags(self, row: int, texts: dict[str, str]) -> tuple[str, ...]:
        found: dict[str, None] = {}
        named = words(texts["tags"])
        if len(named) > TAGS_PER_ROW_MAX:
            self._reject(row, self._headers["tags"], texts["tags"], "tags_too_many")
        for name in named[:TAGS_PER_ROW_MAX]:
            tag = self._known.tags.get(name)
            if tag is None:
                self._reject(row, self._headers["tags"], name, "tag_unknown")
            elif tag.condition is not None:
                self._reject(row, self._headers["tags"], name, "tag_by_rule")
            else:
                found[tag.key] = None
        return tuple(found)

    def _reject(self, row: int, column: str, value: str, reason: str) -> None:
        self._rejects.append(RowReject(row, column, value[:VALUE_SHOWN_MAX], reason))
