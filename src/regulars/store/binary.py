"""PostgreSQL's binary form of rows and arrays, made in one pass over columns whose types are known beforehand.

A driver that asks every value for its type spends more on writing an event than the event costs to decide. Here the type of a
column is settled once per table, and a value becomes its bytes directly (PostgreSQL manual, "COPY: Binary Format", and the
`*send` functions of the types used). Instants are integers of microseconds, days are day numbers; None is NULL.
"""

from __future__ import annotations

from collections.abc import Sequence
from struct import Struct
from typing import Any, Final, final

from regulars.kit.instants import EPOCH

OIDS: Final = {
    "word": 25, "bool": 16, "bytea": 17, "int8": 20, "int4": 23, "text": 25, "date": 1082, "timestamptz": 1184, "uuid": 2950,
}  # fmt: skip
"""The types that columns of ours have, with the numbers PostgreSQL gave them for ever. A `word` is a text of which there are few
different ones, such as a kind or a key: its bytes are remembered."""
ARRAY_OIDS: Final = {
    "word": 1009, "bool": 1000, "bytea": 1001, "int8": 1016, "int4": 1007, "text": 1009, "date": 1182, "timestamptz": 1185,
    "uuid": 2951,
}  # fmt: skip

POSTGRES_EPOCH_US: Final = (2000 * 365 - EPOCH.year * 365 + 7) * 86_400_000_000
"""PostgreSQL counts from 2000-01-01: thirty years of 365 days and seven leap days after 1970."""
POSTGRES_EPOCH_DAYS: Final = POSTGRES_EPOCH_US // 86_400_000_000

COPY_HEAD: Final = b"PGCOPY\n\xff\r\n\0" + bytes(8)
COPY_END: Final = b"\xff\xff"
NULL: Final = b"\xff\xff\xff\xff"

_INT8: Final = Struct(">iq").pack
_INT4: Final = Struct(">ii").pack
_LENGTH: Final = Struct(">i").pack
_COLUMNS: Final = Struct(">h").pack
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
        self.kinds: Final = kinds
        self.count = 0
        self.few: list[tuple[Any, ...]] = []
        """The rows, while there are at most `few_max`."""
        self._few_max: Final = few_max
        self._width: Final = _COLUMNS(len(kinds))
        self._packed: list[bytes] = []

    def add(self, row: tuple[Any, ...]) -> None:
        """Append a row, with one value for each kind."""
        self.count += 1
        if self.count <= self._few_max:
            self.few.append(row)
            return
        if self.few:
            self._packed = [COPY_HEAD, *[self._pack(each) for each in self.few]]
            self.few = []
        self._packed.append(self._pack(row))

    @property
    def is_few(self) -> bool:
        """Whether the rows are still kept as they are."""
        return self.count <= self._few_max

    def copy_data(self) -> bytes:
        """All rows as the data of `COPY … FROM STDIN (FORMAT binary)`."""
        packed = [COPY_HEAD, *[self._pack(each) for each in self.few]] if self.is_few else self._packed
        return b"".join([*packed, COPY_END])

    def _pack(self, row: tuple[Any, ...]) -> bytes:
        parts: list[bytes] = [self._width]
        for kind, value in zip(self.kinds, row, strict=True):
            _append(parts, kind, value)
        return b"".join(parts)


def array_data(kind: str, values: Sequence[Any]) -> bytes:
    r"""Values as a one-dimensional array.

    >>> array_data("int4", [7])[-8:]
    b'\x00\x00\x00\x04\x00\x00\x00\x07'
    """
    parts: list[bytes] = [_ARRAY(1, 1, OIDS[kind], len(values), 1) if values else _LENGTH(0) + _LENGTH(1) + _LENGTH(OIDS[kind])]
    for value in values:
        _append(parts, kind, value)
    return b"".join(parts)


def _append(parts: list[bytes], kind: str, value: Any) -> None:
    if value is None:
        parts.append(NULL)
    elif kind == "word":
        parts.append(_WORDS.get(value) or _remember(value))
    elif kind == "text":
        text: bytes = value.encode()
        parts.append(_LENGTH(len(text)))
        parts.append(text)
    elif kind == "int8":
        parts.append(_SMALL[value] if 0 <= value < SMALL_MAX else _INT8(8, value))
    elif kind == "timestamptz":
        parts.append(_INT8(8, value - POSTGRES_EPOCH_US))
    elif kind == "uuid":
        parts.append(_UUID)
        parts.append(value.bytes)
    elif kind == "int4":
        parts.append(_INT4(4, value))
    elif kind == "bytea":
        parts.append(_LENGTH(len(value)))
        parts.append(value)
    elif kind == "bool":
        parts.append(_TRUE if value else _FALSE)
    else:
        assert kind == "date", "every kind of column is named above"
        parts.append(_INT4(4, value - POSTGRES_EPOCH_DAYS))


def _remember(word: str) -> bytes:
    text = word.encode()
    packed = _LENGTH(len(text)) + text
    if len(_WORDS) < WORDS_MAX:
        _WORDS[word] = packed
    return packed
