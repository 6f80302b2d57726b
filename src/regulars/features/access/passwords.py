"""Passwords: argon2id through pwdlib, and generated ones that are strong and can be typed."""

import secrets
from functools import cache

from pwdlib import PasswordHash
from pwdlib.hashers.argon2 import Argon2Hasher

from regulars.kit.problems import FieldError, Problem

PASSWORD_LENGTH_MIN = 10
PASSWORD_LENGTH_MAX = 200
GENERATED_GROUPS = 4
GENERATED_GROUP_LENGTH = 5
# Without letters and digits that are mistaken for one another; 20 of 31 signs are 99 bits.
ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"

_HASHER = PasswordHash((Argon2Hasher(),))


def hash_password(password: str) -> str:
    """Hash a password for keeping; one that is too short or too long raises Problem `password_too_short`."""
    if not PASSWORD_LENGTH_MIN <= len(password) <= PASSWORD_LENGTH_MAX:
        field = FieldError("password", "has the wrong length", f"{PASSWORD_LENGTH_MIN} to {PASSWORD_LENGTH_MAX} characters")
        raise Problem("password_too_short", f"A password has at least {PASSWORD_LENGTH_MIN} characters.", errors=(field,))
    return _HASHER.hash(password)


def is_password(password: str, password_hash: str | None) -> bool:
    """Whether a password fits a hash. Without a hash (no such account) it takes the same time and is False."""
    fits = _HASHER.verify(password, password_hash or _hash_of_nobody())
    return fits and password_hash is not None


def generate_password() -> str:
    """Make a password such as `k7mwp-3xq9a-…`."""
    groups = ("".join(secrets.choice(ALPHABET) for _ in range(GENERATED_GROUP_LENGTH)) for _ in range(GENERATED_GROUPS))
    return "-".join(groups)


def prepare_passwords() -> None:
    """Make the hash that unknown accounts are checked against, so that not even the first of them takes longer."""
    _hash_of_nobody()


@cache
def _hash_of_nobody() -> str:
    return _HASHER.hash(secrets.token_hex(16))
