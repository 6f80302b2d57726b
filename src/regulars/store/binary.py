"""PostgreSQL's binary form of rows and arrays, made in one pass over columns whose types are known beforehand.

A driver that asks every value for its type spends more on writing an event than the event costs to decide. Here the type of a
column is settled once per table, and a value becomes its bytes directly (PostgreSQL manual, "COPY: Binary Format", and the
`*send` functions of the types used), in one buffer that grows. Instants are integers of microseconds, days are day numbers; None
is NULL.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final, final

from librt.strings import BytesWriter, write_i16_be, write_i32_be, write_i64_be
from mypy_extensions import i32, i64

OIDS: Final = {
    "word": 25, "bool": 16, "bytea": 17, "int8": 20, "int4": 23, "text": 25, "date": 1082, "timestamptz": 1184, "uuid": 2950,
    "tid": 27,
}  # fmt: skip
"""The types that columns of ours have, with the numbers PostgreSQL gave them for ever. A `word` is a text of which there are few
different ones, such as a kind or a key: its bytes are remembered. A `uuid` may be given as its 16 bytes; a `tid`, the place of a
row, only as the bytes in which it was read."""
ARRAY_OIDS: Final = {
    "word": 1009, "bool": 1000, "bytea": 1001, "int8": 1016, "int4": 1007, "text": 1009, "date": 1182, "timestamptz": 1185,
    "uuid": 2951, "tid": 1010,
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
    "bool": BOOL, "date": DATE, "tid": BYTEA,
}  # fmt: skip
"""The kinds as numbers, which are compared at no cost."""

POSTGRES_EPOCH_US: Final = 946_684_800_000_000
"""PostgreSQL counts from 2000-01-01: thirty years of 365 days and seven leap days after 1970."""
POSTGRES_EPOCH_DAYS: Final = 10_957

COPY_HEAD: Final = b"PGCOPY\n\xff\r\n\0" + bytes(8)
COPY_END: Final = b"\xff\xff"
WORDS_MAX: Final = 10_000
_WORDS: Final[dict[str, bytes]] = {}


@final
class Rows:
    """Rows of one table on their way into it: kept as they are while they are few, else turned into bytes one by one.

    A row that became bytes at once leaves nothing behind; a thousand rows of values kept for later are slow to come back to.
    """

    def __init__(self, kinds: tuple[str, ...], few_max: int) -> None:
        self._codes: Final = [CODES[kind] for kind in kinds]
        self.count = 0
        self.few: list[tuple[Any, ...]] = []
        """The rows, while there are at most `few_max`."""
        self._few_max: Final = few_max
        self._packed: Final = BytesWriter()

    def add(self, row: tuple[Any, ...]) -> None:
        """Append a row, with one value for each kind."""
        self.count += 1
        if self.count <= self._few_max:
            self.few.append(row)
            return
        if self.few:
            self._pack_few()
        self._pack(row)

    @property
    def is_few(self) -> bool:
        """Whether the rows are still kept as they are."""
        return self.count <= self._few_max

    def copy_data(self) -> bytes:
        """All rows as the data of `COPY … FROM STDIN (FORMAT binary)`; no row can be added after it."""
        if self.is_few:
            self._pack_few()
        self._packed.write(COPY_END)
        return self._packed.getvalue()

    def _pack_few(self) -> None:
        self._packed.write(COPY_HEAD)
        for row in self.few:
            self._pack(row)
        self.few = []

    def _pack(self, row: tuple[Any, ...]) -> None:
        packed = self._packed
        write_i16_be(packed, len(row))
        for place, code in enumerate(self._codes):
            _write(packed, code, row[place])


def array_data(kind: str, values: Sequence[Any]) -> bytes:
    r"""Values as a one-dimensional array.

    >>> array_data("int4", [7])[-8:]
    b'\x00\x00\x00\x04\x00\x00\x00\x07'
    """
    packed = _array_head(kind, len(values))
    code = CODES[kind]
    for value in values:
        _write(packed, code, value)
    return packed.getvalue()


def column_data(kind: str, rows: Sequence[tuple[Any, ...]], place: int) -> bytes:
    """What stands at one place of each row, as such an array."""
    packed = _array_head(kind, len(rows))
    code = CODES[kind]
    for row in rows:
        _write(packed, code, row[place])
    return packed.getvalue()


def _array_head(kind: str, count: int) -> BytesWriter:
    packed = BytesWriter()
    write_i32_be(packed, 1 if count else 0)
    write_i32_be(packed, 1 if count else 0)  # there may be a NULL among them
    write_i32_be(packed, OIDS[kind])
    if count:
        write_i32_be(packed, count)
        write_i32_be(packed, 1)
    return packed


def _write(packed: BytesWriter, code: int, value: Any) -> None:
    """Append a value: how many bytes it has, and these."""
    if value is None:
        write_i32_be(packed, -1)
    elif code == WORD:
        packed.write(_WORDS.get(value) or _remember(value))
    elif code == TEXT:
        _write_bytes(packed, value.encode())
    elif code == INT8:
        number: i64 = value
        write_i32_be(packed, 8)
        write_i64_be(packed, number)
    elif code == TIMESTAMPTZ:
        instant: i64 = value
        write_i32_be(packed, 8)
        write_i64_be(packed, instant - POSTGRES_EPOCH_US)
    elif code == UUID_:
        _write_bytes(packed, value if isinstance(value, bytes) else value.bytes)
    elif code == INT4:
        small: i32 = value
        write_i32_be(packed, 4)
        write_i32_be(packed, small)
    elif code == BYTEA:
        _write_bytes(packed, value)
    elif code == BOOL:
        write_i32_be(packed, 1)
        packed.append(1 if value else 0)
    else:
        assert code == DATE, "every kind of column is named above"
        day: i32 = value
        write_i32_be(packed, 4)
        write_i32_be(packed, day - POSTGRES_EPOCH_DAYS)


def _write_bytes(packed: BytesWriter, value: bytes) -> None:
    write_i32_be(packed, len(value))
    packed.write(value)


def _remember(word: str) -> bytes:
    packed = BytesWriter()
    _write_bytes(packed, word.encode())
    made = packed.getvalue()
    if len(_WORDS) < WORDS_MAX:
        _WORDS[word] = made
    return made
