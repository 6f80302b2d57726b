"""Guessing: which column of a file is what, by its header, so that whoever brings it has little left to say."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Final, get_args

from regulars.features.member_files.contracts import CONTACTS_PER_ROW_MAX
from regulars.features.member_files.headers import (
    CHANNELS,
    COLUMNS,
    CONTACT_PARTS,
    IDENTITIES,
    PURPOSES,
    Header,
    Language,
    consent_header,
    contact_header,
    folded,
    said_header,
)
from regulars.features.member_files.known import KnownAttribute
from regulars.features.member_files.written import SEPARATOR
from regulars.features.privacy.contracts import Channel, Purpose
from regulars.features.profiles.contracts import CustomField

LANGUAGES: Final[tuple[Language, ...]] = get_args(Language)
NUMBER: Final = re.compile(r"\d+$")


def guess_mapping(
    headers: Sequence[str], fields: Iterable[CustomField], attributes: Iterable[KnownAttribute], time_zone: str
) -> dict[str, Any]:
    """A mapping as JSON: each header that is known stands in it, whatever is unknown does not. It may lack an identity.

    A field that the operator called “birthday” takes that column before the birthday that rules ask for.

    >>> guess_mapping(["手机", "Name", "Shoe size"], [], [], "Asia/Shanghai")["columns"]
    {'name': 'Name'}
    """
    found = _Headers(headers)
    guessed: dict[str, Any] = {
        "version": 1,
        "time_zone": time_zone,
        "existing": "update",
        "identities": [
            {"kind": kind, "column": header, "separator": SEPARATOR}
            for kind, known in IDENTITIES.items()
            for header in found.take_all(_words(kind, known))
        ],
        "columns": {
            role: header
            for role, known in COLUMNS.items()
            if role != "birthday"
            for header in found.take(*_words(role, known))
        },
        "fields": [
            {"field": field.key, "column": header}
            for field in fields
            for header in found.take(folded(f"{field.name} ({field.key})"), folded(field.name), folded(field.key))
        ],
        "attributes": [
            {"attribute": attribute.key, "column": header}
            for attribute in attributes
            for header in found.take(
                *(folded(f"{name} ({attribute.key})") for name in (attribute.name.zh, attribute.name.en)),
                folded(attribute.name.zh), folded(attribute.name.en), folded(attribute.key),
            )
        ],
        "contacts": list(_contacts(found)),
        "consents": [
            {"channel": channel, "purpose": purpose, "column": header, "said_at": next(iter(said), None)}
            for channel in get_args(Channel)
            for purpose in get_args(Purpose)
            for header in found.take(*_consent_words(channel, purpose))
            for said in [found.take(*(folded(said_header(channel, purpose, language)) for language in LANGUAGES))]
        ],
    }  # fmt: skip
    for header in found.take(*_words("birthday", COLUMNS["birthday"])):
        guessed["columns"]["birthday"] = header
    return guessed


def _contacts(found: _Headers) -> Iterator[dict[str, str]]:
    """The columns of each contact whose name has one."""
    for number in range(CONTACTS_PER_ROW_MAX):
        columns = {
            part: header
            for part in CONTACT_PARTS
            for header in found.take(*(folded(contact_header(number, part, language)) for language in LANGUAGES))
        }
        if "name" in columns:
            yield columns


class _Headers:
    """The headers of a file, each of which means one thing; one that stands twice means nothing."""

    def __init__(self, headers: Sequence[str]) -> None:
        self._free: Final = {header: folded(header) for header in headers if header and headers.count(header) == 1}

    def take(self, *words: str) -> list[str]:
        """The first header that is one of the words, the first word first; none where there is none."""
        for word in words:
            for header, known in self._free.items():
                if known == word:
                    del self._free[header]
                    return [header]
        return []

    def take_all(self, words: Sequence[str]) -> list[str]:
        """All headers that are one of the words, perhaps with a number behind."""
        found = [header for header, known in self._free.items() if known in words or NUMBER.sub("", known) in words]
        for header in found:
            del self._free[header]
        return found


def _consent_words(channel: str, purpose: str) -> list[str]:
    """How a column of a consent may be called, such as `同意短信营销` or `短信营销`."""
    by, what = CHANNELS[channel], PURPOSES[purpose]
    asked = [folded(consent_header(channel, purpose, language)) for language in LANGUAGES]
    return [*asked, *(folded(f"{by.of(language)}{what.of(language)}") for language in LANGUAGES)]


def _words(key: str, known: Header) -> tuple[str, ...]:
    return folded(known.zh), folded(known.en), folded(key), *known.also
