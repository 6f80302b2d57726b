"""Identities: the phone number, e-mail address or customer number by which a member is found.

One spelling is kept per identity. Whoever writes or looks up an identity passes it through `normalise_identity` first. The ledger
and everything it stores know an identity by its token only, a keyed hash of the value (`tokenised`).
"""

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

import phonenumbers

from regulars.kit.problems import FieldError, Problem
from regulars.kit.sealing import BlindIndex

KIND = re.compile(r"[a-z][a-z0-9_]{0,31}")
VALUE_LENGTH_MAX = 128
PHONE_SEPARATORS = re.compile(r"[\s().\-–/]+")
PHONE = re.compile(r"\+?[0-9]{5,20}")
MOBILE_OF_CHINA = re.compile(r"(?:\+?86)?(1[3-9][0-9]{9})")
HOME_REGION = "CN"
"""The country of a phone number that does not name one."""
EMAIL = re.compile(r"[^@\s]+@[^@\s]+")
TAIL_DIGITS = 4


class Identity(NamedTuple):
    """One way to find a member: normalised, or in the ledger the kind and the token."""

    kind: str
    value: str


def normalise_identity(kind: str, value: str, path: str = "identity") -> Identity:
    """The one spelling of an identity; Problem `identity_invalid` (naming `path`) for what cannot be one.

    >>> normalise_identity("phone", "138-1234 5678").value
    '+8613812345678'
    >>> normalise_identity("phone", "+44 20 7946 0018").value
    '+442079460018'
    >>> normalise_identity("email", " Ann@Example.com ").value
    'ann@example.com'
    >>> normalise_identity("openid", "oB4nYjnoHhuWrPVi2pYLuPjnCaU0").value
    'oB4nYjnoHhuWrPVi2pYLuPjnCaU0'
    """
    if not KIND.fullmatch(kind):
        raise _invalid(f"{path}.kind", "lower-case letters, digits and _, such as phone, email or customer_no")
    folded = unicodedata.normalize("NFKC", value).strip()
    if kind == "phone":
        folded = PHONE_SEPARATORS.sub("", folded)
        if not PHONE.fullmatch(folded):
            raise _invalid(f"{path}.value", "5 to 20 digits, with + in front of a country code")
        folded = _with_country(folded)
    elif kind == "email":
        folded = folded.casefold()
        if not EMAIL.fullmatch(folded):
            raise _invalid(f"{path}.value", "an e-mail address")
    if not 0 < len(folded) <= VALUE_LENGTH_MAX or not folded.isprintable():
        raise _invalid(f"{path}.value", f"1 to {VALUE_LENGTH_MAX} printable characters")
    return Identity(kind, folded)


def tokenised(index: BlindIndex, identity: Identity) -> Identity:
    """An identity as the ledger and its stored events know it: the kind, and the token in hex instead of the value."""
    return Identity(identity.kind, token_of(index, identity.value).hex())


def token_of(index: BlindIndex, value: str) -> bytes:
    """The keyed hash by which a normalised value is found, whatever its kind."""
    return index.of("identity", value)


def tail_of(index: BlindIndex, identity: Identity) -> int | None:
    """The keyed hash of a phone number's last four digits; None for other kinds."""
    return hash_of_tail(index, identity.value[-TAIL_DIGITS:]) if identity.kind == "phone" else None


def hash_of_tail(index: BlindIndex, digits: str) -> int:
    """The keyed hash of four digits."""
    return int.from_bytes(index.of("tail", digits)[:4], signed=True)


def _with_country(digits: str) -> str:
    """A phone number as E.164 where it is one; numbers of no country, such as short ones, stay as they are."""
    mobile = MOBILE_OF_CHINA.fullmatch(digits)  # nearly all of them, and the library takes fifty times as long
    return f"+86{mobile[1]}" if mobile else _parsed(digits)


@lru_cache(maxsize=4096)
def _parsed(digits: str) -> str:
    try:
        number = phonenumbers.parse(digits, HOME_REGION)
    except phonenumbers.NumberParseException:
        return digits
    if not phonenumbers.is_valid_number(number):
        return digits
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def _invalid(path: str, expected: str) -> Problem:
    return Problem("identity_invalid", "The identity cannot be used.", errors=(FieldError(path, "cannot be used", expected),))
