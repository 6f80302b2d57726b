"""Cursors: where a page ended, as an opaque text that only the list it came from accepts.

A cursor holds the position (the sort values of the last row), not a row number: rows that come or go meanwhile neither
repeat nor hide others.
"""

import hashlib
from base64 import urlsafe_b64decode, urlsafe_b64encode
from binascii import Error as Base64Error

import msgspec

from regulars.kit.problems import FieldError, Problem

LIST_HASH_LENGTH = 8
CURSOR_LENGTH_MAX = 512

Position = tuple[str | int, ...]


def encode_cursor(list_key: str, position: Position) -> str:
    """Write a position down; `list_key` names the list with its sort and filters.

    >>> decode_cursor("members by name", encode_cursor("members by name", ("Li", 7)))
    ('Li', 7)
    """
    return urlsafe_b64encode(msgspec.json.encode([_hash(list_key), *position])).decode().rstrip("=")


def decode_cursor(list_key: str, cursor: str) -> Position:
    """Read a position; Problem `cursor_invalid` for a text that this list did not give."""
    try:
        raw = urlsafe_b64decode(cursor[:CURSOR_LENGTH_MAX].encode("ascii") + b"==")
        list_hash, *position = msgspec.json.decode(raw, type=list[str | int])
    except (UnicodeEncodeError, Base64Error, msgspec.DecodeError, UnicodeDecodeError, ValueError) as error:
        raise _invalid("is not a cursor") from error
    if list_hash != _hash(list_key):
        raise _invalid("belongs to another list, sort order or filter")
    return tuple(position)


def _hash(list_key: str) -> str:
    return hashlib.sha256(list_key.encode()).hexdigest()[:LIST_HASH_LENGTH]


def _invalid(message: str) -> Problem:
    field = FieldError("cursor", message, expected="the next_cursor of the page before", hint="Leave it out to start again.")
    return Problem("cursor_invalid", "The cursor cannot be used here.", errors=(field,))
