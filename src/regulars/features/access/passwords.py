"""Passwords: argon2id through pwdlib, generated ones that are strong and can be typed, and what a chosen one may not be.

Length is what makes a password strong, so there are no rules about kinds of characters. Refused is what is tried first by
whoever guesses: known words with digits around them, runs of the keyboard, repetitions, and the account's own name.
"""

import re
import secrets
from collections.abc import Iterable
from functools import cache
from importlib.resources import files

from pwdlib import PasswordHash
from pwdlib.hashers.argon2 import Argon2Hasher

from regulars.kit.problems import FieldError, Problem

PASSWORD_LENGTH_MAX = 200
OWN_WORD_LENGTH_MIN = 3
"""A shorter user name says nothing about a password that happens to hold it."""
WORDS_MAX = 3
UNIT_LENGTH_MAX = 6
GENERATED_GROUPS = 4
GENERATED_GROUP_LENGTH = 5
# Without letters and digits that are mistaken for one another; 20 of 31 signs are 99 bits.
ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"
RUNS = ("abcdefghijklmnopqrstuvwxyz", "01234567890", "qwertyuiop", "asdfghjkl", "zxcvbnm", "1qaz2wsx3edc4rfv5tgb6yhn7ujm")
RUN_LENGTH_MIN = 3
DISGUISES = (str.maketrans("013457@$!", "oleastasi"), str.maketrans("013457@$!", "oieastasi"))
"""Digits and signs that stand for letters, as in `p@ssw0rd`; `1` stands for l or i."""
EDGES = re.compile(r"^[\W\d_]+|[\W\d_]+$")

_HASHER = PasswordHash((Argon2Hasher(),))


def hash_password(password: str, length_min: int, own_words: Iterable[str] = ()) -> str:
    """Hash a password for keeping. Raises Problem `password_too_short` or `password_weak`.

    `length_min`: how long it has to be, as it is set. `own_words`: the user name and whatever else of the account a password
    must not be made of.
    """
    if not length_min <= len(password) <= PASSWORD_LENGTH_MAX:
        field = FieldError("password", "has the wrong length", f"{length_min} to {PASSWORD_LENGTH_MAX} characters")
        raise Problem("password_too_short", f"A password has at least {length_min} characters.", errors=(field,))
    weakness = find_weakness(password, own_words)
    if weakness:
        hint = "Take four words that have nothing to do with each other, or let a password keeper make one."
        field = FieldError("password", weakness, "something that nobody would try", hint)
        raise Problem("password_weak", f"The password {weakness}.", errors=(field,), hint=hint)
    return _HASHER.hash(password)


def find_weakness(password: str, own_words: Iterable[str] = ()) -> str:
    """Say why a password is among the first that somebody tries; an empty text for one that is not.

    >>> find_weakness("P@ssw0rd2026!")
    'is a well-known one'
    >>> find_weakness("correct horse battery")
    ''
    """
    folded = password.casefold()
    if folded.isdigit():
        return "has digits only"
    if any(len(word) >= OWN_WORD_LENGTH_MIN and word.casefold() in folded for word in own_words):
        return "holds the name of the account"
    if _is_repetition(folded):
        return "repeats itself"
    if _is_made_of_runs(folded):
        return "is a run of keys"
    spellings = {folded, *(folded.translate(disguise) for disguise in DISGUISES)}
    spellings |= {EDGES.sub("", folded).translate(disguise) for disguise in DISGUISES}
    if any(_is_made_of_words(EDGES.sub("", spelling)) for spelling in spellings):
        return "is a well-known one"
    return ""


def is_password(password: str, password_hash: str | None) -> bool:
    """Whether a password fits a hash. Without a hash (no such account) it takes the same time and is False."""
    fits = _HASHER.verify(password, password_hash or _hash_of_nobody())
    return fits and password_hash is not None


def generate_password() -> str:
    """Make a password such as `k7mwp-3xq9a-…`."""
    return generate_code(GENERATED_GROUPS, GENERATED_GROUP_LENGTH)


def generate_code(groups: int, group_length: int) -> str:
    """Make a code that can be read aloud and typed: groups of signs that are not mistaken for one another."""
    return "-".join("".join(secrets.choice(ALPHABET) for _ in range(group_length)) for _ in range(groups))


def prepare_passwords() -> None:
    """Make the hash that unknown accounts are checked against, so that not even the first of them takes longer."""
    _hash_of_nobody()


def _is_repetition(text: str) -> bool:
    return any(text == (text[:unit] * len(text))[: len(text)] for unit in range(1, UNIT_LENGTH_MAX + 1))


def _is_made_of_runs(text: str) -> bool:
    """Whether a text is nothing but stretches of neighbours on the keyboard or in the alphabet, either way."""
    at = 0
    while at < len(text):
        longest = max(_run_length(text[at:], line) for run in RUNS for line in (run, run[::-1]))
        if longest < RUN_LENGTH_MIN:
            return False
        at += longest
    return True


def _run_length(text: str, line: str) -> int:
    start = line.find(text[0])
    length = 0
    while start >= 0 and length < len(text) and start + length < len(line) and text[length] == line[start + length]:
        length += 1
    return length


def _is_made_of_words(text: str) -> bool:
    """Whether a text is one to three known words and nothing else but the digits and signs between them."""
    plain = re.sub(r"[\W\d_]+", "", text)
    reached = {0}
    for _ in range(WORDS_MAX):
        reached = {start + len(word) for start in reached for word in _weak_words() if plain.startswith(word, start)}
        if len(plain) in reached:
            return True
    return False


@cache
def _weak_words() -> frozenset[str]:
    text = files("regulars.features.access").joinpath("weak_passwords.txt").read_text(encoding="utf-8")
    return frozenset(line.strip() for line in text.splitlines() if line.strip() and not line.startswith("#"))


@cache
def _hash_of_nobody() -> str:
    return _HASHER.hash(secrets.token_hex(16))
