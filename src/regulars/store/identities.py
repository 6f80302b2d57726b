"""Identities: the phone number, e-mail address or customer number by which a member is found.

One spelling is kept per identity. Whoever writes or looks up an identity passes it through `normalise_identity` first.
"""

import re
import unicodedata
from typing import NamedTuple

from regulars.kit.problems import FieldError, Problem

KIND = re.compile(r"[a-z][a-z0-9_]{0,31}")
VALUE_LENGTH_MAX = 128
PHONE_SEPARATORS = re.compile(r"[\s().\-–/]+")
PHONE = re.compile(r"\+?[0-9]{5,20}")
EMAIL = re.compile(r"[^@\s]+@[^@\s]+")


class Identity(NamedTuple):
    """One way to find a member, normalised."""

    kind: str
    value: str


def normalise_identity(kind: str, value: str, path: str = "identity") -> Identity:
    """The one spelling of an identity; Problem `identity_invalid` (naming `path`) for what cannot be one.

    >>> normalise_identity("phone", "+86 138-0013-8000").value
    '+8613800138000'
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
    elif kind == "email":
        folded = folded.casefold()
        if not EMAIL.fullmatch(folded):
            raise _invalid(f"{path}.value", "an e-mail address")
    if not 0 < len(folded) <= VALUE_LENGTH_MAX or not folded.isprintable():
        raise _invalid(f"{path}.value", f"1 to {VALUE_LENGTH_MAX} printable characters")
    return Identity(kind, folded)


def _invalid(path: str, expected: str) -> Problem:
    return Problem("identity_invalid", "The identity cannot be used.", errors=(FieldError(path, "cannot be used", expected),))
