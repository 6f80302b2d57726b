"""PostgreSQL's binary form of rows and arrays, made in one pass over columns whose types are known beforehand.

A driver that asks every value for its type spends more on writing an event than the event costs to decide. Here the type of a
column is settled once per table, and a value becomes its bytes directly (PostgreSQL manual, "COPY: Binary Format", and the
`*send` functions of the types used). Instants are integers of microseconds, days are day numbers; None is NULL. The columns
of a table that are never NULL and always as wide (`int8!`) come first: one call packs them all.
"""

from __future__ import annotations

from collections.abc import Sequence
from struct import Struct, pack
from typing import Any, Final, final

from regulars.kit.instants import EPOCH

OIDS: Final = {
    "word": 25, "bool": 16, "bytea": 17, "int8": 20, "int4": 23, "text": 25, "date": 1082, "timestamptz": 1184, "uuid": 2950,
    "sha256": 17, "tid": 27,
}  # fmt: skip
"""The types that columns of ours have, with the numbers PostgreSQL gave them for ever. A `word` is a text of which there are few
different ones, such as a kind or a key: its bytes are remembered. A `uuid` may be given as its 16 bytes; a `tid`, the place of a
row, only as the bytes in which it was read."""
ARRAY_OIDS: Final = {
    "word": 1009, "bool": 1000, "bytea": 1001, "int8": 1016, "int4": 1007, "text": 1009, "date": 1182, "timestamptz": 1185,
    "uuid": 2951, "sha256": 1001, "tid": 1010,
}  # fmt: skip

WORD: Final = 0
TEXT: Final = 1
INT8: Final = 2
TIMESTAMPTZ: Final = 3
UUID_: Final = 4
INT4: Final = 5
BYTEA: Final = 6
BOOL: Final = 7
DATE: Final = 8
CODES: Final[dict[str, int]] = {
    "word": WORD, "text": TEXT, "int8": INT8, "timestamptz": TIMESTAMPTZ, "uuid": UUID_, "int4": INT4, "bytea": BYTEA,
    "bool": BOOL, "date": DATE, "sha256": BYTEA, "tid": BYTEA,
}  # fmt: skip
"""The kinds as numbers, which are compared at no cost."""

POSTGRES_EPOCH_US: Final = (2000 * 365 - EPOCH.year * 365 + 7) * 86_400_000_000
"""PostgreSQL counts from 2000-01-01: thirty years of 365 days and seven leap days after 1970."""
POSTGRES_EPOCH_DAYS: Final = POSTGRES_EPOCH_US // 86_400_000_000

COPY_HEAD: Final = b"PGCOPY\n\xff\r\n\0" + bytes(8)
COPY_END: Final = b"\xff\xff"
NULL: Final = b"\xff\xff\xff\xff"

FIXED: Final = {"uuid!": "16s", "int8!": "q", "timestamptz!": "q", "int4!": "i", "sha256!": "32s"}
"""Kinds of columns that are never NULL and always as wide, as `struct` names them. A `uuid!` is given as its 16 bytes."""
WIDTHS: Final = {"16s": 16, "q": 8, "i": 4, "32s": 32}

_INT8: Final = Struct(">iq").pack
_INT4: Final = Struct(">ii").pack
_LENGTH: Final = Struct(">i").pack
LENGTHS_MAX: Final = 8192
_LENGTHS: Final = [_LENGTH(length) for length in range(LENGTHS_MAX)]
_ARRAY: Final = Struct(">iIIii").pack
WORDS_MAX: Final = 10_000
SMALL_MAX: Final = 1024
_WORDS: Final[dict[str, bytes]] = {}
_SMALL: Final = [_INT8(8, number) for number in range(SMALL_MAX)]
_TRUE: Final = b"\0\0\0\1\1"
_FALSE: Final = b"\0\0\0\1\0"
_UUID: Final = b"\0\0\0\x10"


@final
class Rows:
    """Rows of one table on their way into it: kept as they are while they are few, else turned into bytes one by one.

    A row that became bytes at once leaves nothing behind; a thousand rows of values kept for later are slow to come back to.
    """

    def __init__(self, kinds: tuple[str, ...], few_max: int) -> None:
        fixed = [kind for kind in kinds if kind in FIXED]
        assert list(kinds[: len(fixed)]) == fixed, "the columns that are always as wide come first"
        self._codes: Final = [CODES[kind] for kind in kinds[len(fixed) :]]
        self._fixed: Final = len(fixed)
        self._instants: Final = [place for place, kind in enumerate(fixed) if kind == "timestamptz!"]
        template: list[Any] = [len(kinds)]
        for kind in fixed:
            template += [WIDTHS[FIXED[kind]], None]
        self._template: Final = template
        self._pack_fixed: Final = Struct(">h" + "".join(f"i{FIXED[kind]}" for kind in fixed)).pack
        self.count = 0
        self.few: list[tuple[Any, ...]] = []
        """The rows, while there are at most `few_max`."""
        self._few_max: Final = few_max
        self._packed = bytearray()

    def add(self, row: tuple[Any, ...]) -> None:
        """Append a row, with one value for each kind."""
        self.count += 1
        if self.count <= self._few_max:
            self.few.append(row)
            return
        if self.few:
            self._pack_few()
        self._packed += self._pack(row)

    @property
    def is_few(self) -> bool:
        """Whether the rows are still kept as they are."""
        return self.count <= self._few_max

    def copy_data(self) -> bytearray:
        """All rows as the data of `COPY … FROM STDIN (FORMAT binary)`; no row can be added after it."""
        if self.is_few:
            self._pack_few()
        self._packed += COPY_END
        return self._packed

    def _pack_few(self) -> None:
        self._packed += COPY_HEAD
        for row in self.few:
            self._packed += self._pack(row)
        self.few = []

    def _pack(self, row: tuple[Any, ...]) -> bytes:
        values = self._template.copy()
        fixed = self._fixed
        for place in range(fixed):
            values[2 * place + 2] = row[place]
        for place in self._instants:
            values[2 * place + 2] = row[place] - POSTGRES_EPOCH_US
        parts: list[bytes] = [self._pack_fixed(*values)]
        for place, code in enumerate(self._codes):
            _append(parts, code, row[fixed + place])
        return b"".join(parts)


def array_data(kind: str, values: Sequence[Any]) -> bytes:
    r"""Values as a one-dimensional array.

    >>> array_data("int4", [7])[-8:]
    b'\x00\x00\x00\x04\x00\x00\x00\x07'
    """
    plain = kind.removesuffix("!")
    if not values:
        return _LENGTH(0) + _LENGTH(0) + _LENGTH(OIDS[plain])
    code = CODES[plain]
    parts: list[bytes] = [_ARRAY(1, 1, OIDS[plain], len(values), 1)]
    if code in (INT8, TIMESTAMPTZ) and None not in values:
        shift = POSTGRES_EPOCH_US if code == TIMESTAMPTZ else 0
        numbers: list[int] = []
        for value in values:
            numbers.append(8)
            numbers.append(value - shift)
        parts.append(pack(f">{'iq' * len(values)}", *numbers))
        return b"".join(parts)
    for value in values:
        _append(parts, code, value)
    return b"".join(parts)


def _append(parts: list[bytes], code: int, value: Any) -> None:
    if value is None:
        parts.append(NULL)
    elif code == WORD:
        parts.append(_WORDS.get(value) or _remember(value))
    elif code == TEXT:
        text: bytes = value.encode()
        size = len(text)
        parts.append(_LENGTHS[size] if size < LENGTHS_MAX else _LENGTH(size))
        parts.append(text)
    elif code == INT8:
        number: int = value
        parts.append(_SMALL[number] if 0 <= number < SMALL_MAX else _INT8(8, number))
    elif code == TIMESTAMPTZ:
        parts.append(_INT8(8, value - POSTGRES_EPOCH_US))
    elif code == UUID_:
        parts.append(_UUID)
        parts.append(value if isinstance(value, bytes) else value.bytes)
    elif code == INT4:
        parts.append(_INT4(4, value))
    elif code == BYTEA:
        held: bytes = value
        width = len(held)
        parts.append(_LENGTHS[width] if width < LENGTHS_MAX else _LENGTH(width))
        parts.append(held)
    elif code == BOOL:
        parts.append(_TRUE if value else _FALSE)
    else:
        assert code == DATE, "every kind of column is named above"
        parts.append(_INT4(4, value - POSTGRES_EPOCH_DAYS))


def _remember(word: str) -> bytes:
    text = word.encode()
    packed = _LENGTH(len(text)) + text
    if len(_WORDS) < WORDS_MAX:
        _WORDS[word] = packed
    return packed
