"""Masking: what is shown of a name or an identity to whoever may not read it in full: enough to recognise somebody one knows.

>>> mask_name("林晓薇"), mask_name("Ann Li"), mask_name("")
('林**', 'A*****', '')
>>> mask_identity("phone", "+8613812345678"), mask_identity("phone", "+442079460018")
('138****5678', '+44******0018')
>>> mask_identity("email", "ann.li@example.com"), mask_identity("email", "a@example.com")
('a*****@example.com', '*@example.com')
>>> mask_identity("customer_no", "13085"), mask_identity("openid", "oB4nYjnoHhuWrPVi2pYLuPjnCaU0")
('***85', '************************CaU0')
"""

from __future__ import annotations

from typing import Final

from regulars.features.access.contracts import Principal

READ_SCOPE: Final = "pii:read"
HOME_CODE: Final = "+86"
SHOWN_MAX: Final = 4
LENGTH_SHOWN_MAX: Final = 24


def sees_all(caller: Principal) -> bool:
    """Whether a caller reads names and identities in full."""
    return READ_SCOPE in caller.scopes


def name_for(caller: Principal, name: str) -> str:
    """A name as a caller may see it."""
    return name if sees_all(caller) else mask_name(name)


def mask_name(name: str) -> str:
    """The first letter, and as many stars as letters follow."""
    return name[:1] + "*" * min(len(name) - 1, LENGTH_SHOWN_MAX) if name else ""


def mask_identity(kind: str, value: str) -> str:
    """An identity with its middle hidden."""
    if kind == "phone":
        return _phone(value)
    if kind == "email":
        local, _, domain = value.rpartition("@")
        return f"{local[: 1 if len(local) > 1 else 0]}{'*' * min(max(len(local) - 1, 1), LENGTH_SHOWN_MAX)}@{domain}"
    shown = min(SHOWN_MAX, len(value) // 2)
    return "*" * min(len(value) - shown, LENGTH_SHOWN_MAX) + value[len(value) - shown :]


def _phone(value: str) -> str:
    digits = value.removeprefix(HOME_CODE)
    head = 3 if len(digits) > 8 else 0
    tail = SHOWN_MAX if len(digits) > SHOWN_MAX else 0
    return digits[:head] + "*" * (len(digits) - head - tail) + digits[len(digits) - tail :]
