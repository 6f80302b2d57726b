"""User names and e-mail addresses of staff: the one spelling under which each is kept."""

import re
import unicodedata

from regulars.kit.problems import FieldError, Problem

USERNAME = re.compile(r"[\w.@+-]{2,64}")
EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s.]+")
EMAIL_LENGTH_MAX = 254
DISPLAY_NAME_LENGTH_MAX = 100


def fold_username(username: str) -> str:
    """The one spelling under which a user name is kept.

    >>> fold_username(" Ａdmin ")
    'admin'
    """
    return unicodedata.normalize("NFKC", username).strip().casefold()


def is_username(folded: str) -> bool:
    """Whether a folded text can be a user name."""
    return USERNAME.fullmatch(folded) is not None


def check_username(username: str) -> str:
    """Fold a user name. Raises Problem `username_invalid` for one that cannot be used."""
    folded = fold_username(username)
    if not is_username(folded):
        field = FieldError("username", "cannot be used", expected="2 to 64 letters, digits or . _ @ + -")
        raise Problem("username_invalid", "The user name cannot be used.", errors=(field,))
    return folded


def check_email(email: str | None) -> str | None:
    """Fold an e-mail address; an empty one is none. Raises Problem `email_invalid`.

    >>> check_email(" Ann.Li@Shop.example ")
    'ann.li@shop.example'
    """
    folded = unicodedata.normalize("NFKC", email or "").strip().casefold()
    if not folded:
        return None
    if len(folded) > EMAIL_LENGTH_MAX or not EMAIL.fullmatch(folded):
        field = FieldError("email", "is no e-mail address", expected="such as ann@shop.example")
        raise Problem("email_invalid", "The e-mail address cannot be used.", errors=(field,))
    return folded


def check_display_name(display_name: str, username: str) -> str:
    """The name to show: as given, or the user name. Raises Problem `display_name_invalid` for one that is too long."""
    shown = display_name.strip() or username
    if len(shown) > DISPLAY_NAME_LENGTH_MAX:
        field = FieldError("display_name", "is too long", expected=f"at most {DISPLAY_NAME_LENGTH_MAX} characters")
        raise Problem("display_name_invalid", "The name is too long.", errors=(field,))
    return shown
