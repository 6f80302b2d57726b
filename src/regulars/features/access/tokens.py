"""Tokens that machines carry: session tokens, and API keys of the form `rk_<key id>_<secret>`.

Both hold 256 random bits, so a plain SHA-256 is as safe to keep as a slow hash, and costs a microsecond to check.
"""

import hashlib
import re
import secrets
from typing import NamedTuple

KEY_PREFIX = "rk"
KEY_ID_BYTES = 8
SECRET_BYTES = 32
KEY = re.compile(rf"{KEY_PREFIX}_([0-9a-f]{{{2 * KEY_ID_BYTES}}})_([0-9a-f]{{{2 * SECRET_BYTES}}})")


class BearerKey(NamedTuple):
    """An API key taken apart."""

    key_id: str
    secret: str

    def __str__(self) -> str:
        """The key as it is sent."""
        return f"{KEY_PREFIX}_{self.key_id}_{self.secret}"


def new_token() -> str:
    """Make a session token."""
    return secrets.token_urlsafe(SECRET_BYTES)


def new_key() -> BearerKey:
    """Make an API key."""
    return BearerKey(secrets.token_hex(KEY_ID_BYTES), secrets.token_hex(SECRET_BYTES))


def hash_token(token: str) -> bytes:
    """The hash that is kept and compared."""
    return hashlib.sha256(token.encode()).digest()


def parse_key(text: str) -> BearerKey | None:
    """Take an API key apart; None for anything that cannot be one.

    >>> parse_key("rk_0011223344556677_" + "ab" * 32).key_id
    '0011223344556677'
    >>> parse_key("rk_0011") is None
    True
    """
    match = KEY.fullmatch(text)
    return BearerKey(*match.groups()) if match else None
