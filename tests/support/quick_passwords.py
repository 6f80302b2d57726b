"""Passwords of tests are hashed as those of an installation are, in a thousandth of the time.

A hash and its check cost 0.4 s of a core, so that guessing is dear; tests log in thousands of times with one known password.
"""

from typing import Final

from pwdlib import PasswordHash
from pwdlib.hashers.argon2 import Argon2Hasher

from regulars.features.access import passwords

DEAR: Final = passwords._HASHER
"""What an installation hashes with."""


def hash_quickly() -> None:
    """Let this process hash with the same algorithm at its lowest price."""
    passwords._HASHER = PasswordHash((Argon2Hasher(time_cost=1, memory_cost=8, parallelism=1),))
