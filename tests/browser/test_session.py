"""Logging in and out: where it leads, what it says, and what is left afterwards."""

import re
from collections.abc import Callable
from urllib.parse import quote

import httpx
import pytest
from playwright.sync_api import expect

from tests.support.applications import FORGERY_HEADER
from tests.support.browser import Desk
from tests.support.served_example import ServedExample

pytestmark = pytest.mark.browser

Windows = Callable[..., Desk]
NOBODY_YET = r"status of 401 .*/v1/session"
"""How Chromium notes the answer to "who is logged in?" of somebody who is not."""


@pytest.fixture(params=[True], ids=[""])
def stranger(window: Windows, request: pytest.FixtureRequest) -> Desk:
    """Open a window in which nobody has logged in, with motion or without."""
    desk = window(logged_in=False, calm=request.param)
    desk.tolerate(NOBODY_YET)
    return desk


def fill_in(desk: Desk, username: str, password: str) -> None:
    desk.page.get_by_label("Username", exact=True).fill(username)
    desk.page.get_by_label("Password", exact=True).fill(password)
    desk.button("Log in").click()


def client_of(desk: Desk) -> httpx.Client:
    """A client with the cookies of a window."""
    cookies = {cookie["name"]: cookie["value"] for cookie in desk.page.context.cookies()}
    return httpx.Client(base_url=desk.example.url, cookies=cookies, trust_env=False)


def test_log_in__leads_back_to_where_one_wanted_to_go(stranger: Desk, example: ServedExample):
    stranger.open("/members?tier=gold")
    stranger.is_at("/login?next=%2Fmembers%3Ftier%3Dgold")
    fill_in(stranger, example.username, example.password)
    stranger.is_at("/members?tier=gold")
    expect(stranger.see("main header")).to_contain_text("match")


def test_log_in__without_a_wish_leads_to_the_overview(stranger: Desk, example: ServedExample):
    stranger.open("/login")
    expect(stranger.page).to_have_title("Log in · Regulars")
    fill_in(stranger, example.username, example.password)
    stranger.is_at("/")
    stranger.heading("Overview")


@pytest.mark.parametrize("elsewhere", ["//example.org", "/login"])
def test_log_in__never_leads_to_another_site(stranger: Desk, example: ServedExample, elsewhere: str):
    stranger.open(f"/login?next={quote(elsewhere, safe='')}")
    fill_in(stranger, example.username, example.password)
    stranger.is_at("/")


@pytest.mark.parametrize("stranger", [False, True], ids=["moving", "calm"], indirect=True)
def test_log_in__wrong_password_says_so_and_lets_one_try_again(stranger: Desk, example: ServedExample):
    stranger.open("/login")
    fill_in(stranger, example.username, "not the password")
    expect(stranger.page.get_by_role("alert")).to_have_text("Username or password is not correct")
    stranger.is_at("/login")
    fill_in(stranger, example.username, example.password)
    stranger.is_at("/")


def test_log_in__without_anything_names_what_is_missing(stranger: Desk):
    stranger.open("/login")
    stranger.button("Log in").click()
    expect(stranger.page.get_by_text("Enter your username")).to_be_visible()
    expect(stranger.page.get_by_text("Enter your password")).to_be_visible()


def test_log_out__ends_the_session_here_and_on_the_server(stranger: Desk, example: ServedExample):
    stranger.open("/login?next=%2Fmembers")
    fill_in(stranger, example.username, example.password)
    stranger.is_at("/members")
    expect(stranger.page.get_by_role("table", name="Members")).to_be_visible()
    with client_of(stranger) as thief:
        assert thief.get("/v1/members").status_code == 200
        stranger.choose(stranger.button(f"Menu of {example.username}"), "Log out")
        expect(stranger.page).to_have_url(re.compile(r"/login"))
        assert stranger.page.context.cookies() == []
        assert thief.get("/v1/members").status_code == 401

    stranger.open("/members")
    stranger.is_at("/login?next=%2Fmembers")


def test_session__ended_elsewhere_leads_to_log_in_and_back(stranger: Desk, example: ServedExample):
    stranger.tolerate(r"status of 401 ")
    stranger.open("/login")
    fill_in(stranger, example.username, example.password)
    stranger.is_at("/")
    with client_of(stranger) as elsewhere:
        assert elsewhere.delete("/v1/session", headers=FORGERY_HEADER).status_code == 204

    stranger.page.get_by_role("link", name="Members", exact=True).click()
    stranger.is_at("/login?next=%2Fmembers")
    fill_in(stranger, example.username, example.password)
    stranger.is_at("/members")
