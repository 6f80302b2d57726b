"""Logging in as a person would: password, then what the phone shows."""

import re
from datetime import datetime

import httpx
import pyotp

from tests.support.applications import FORGERY_HEADER, PASSWORD, Site


def log_in(client: httpx.Client, username: str = "ann", password: str = PASSWORD) -> httpx.Response:
    """Try a password."""
    return client.post("/v1/session", json={"username": username, "password": password})


def browser_of(site: Site) -> httpx.Client:
    """A client that sends the header against forged requests, as the console does."""
    client = site.anonymous()
    client.headers.update(FORGERY_HEADER)
    return client


class Phone:
    """An app that makes one-time codes from what the picture said."""

    def __init__(self, uri: str) -> None:
        self._totp = pyotp.parse_uri(uri)

    def code(self, at: datetime, steps_later: int = 0) -> str:
        """The code it shows at an instant, or some half minutes later."""
        assert isinstance(self._totp, pyotp.TOTP)
        return self._totp.at(at, counter_offset=steps_later)


def set_up_second_factor(site: Site, client: httpx.Client, password: str | None = PASSWORD) -> tuple[Phone, list[str]]:
    """Go through the whole set-up; the phone, and the recovery codes."""
    begun = client.post("/v1/me/second_factor", json={"current_password": password} if password else {})
    assert begun.status_code == 200, begun.text
    phone = Phone(begun.json()["uri"])
    done = client.post("/v1/me/second_factor/confirm", json={"code": phone.code(site.clock())})
    assert done.status_code == 200, done.text
    return phone, done.json()["recovery_codes"]


def link_code(path: str) -> str:
    """The code of a link's path."""
    match = re.fullmatch(r"/welcome#([\w-]{40,})", path)
    assert match, path
    return match[1]
