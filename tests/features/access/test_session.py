"""Log-in and sessions: the cookie, the header against forgery, the ends of a session, and the limits on guessing."""

from datetime import UTC, datetime, timedelta

import pytest

from regulars.features.access import facade
from tests.support.applications import FORGERY_HEADER, PASSWORD, Site

START = datetime(2026, 3, 1, 9, tzinfo=UTC)


def log_in(client, username="ann", password=PASSWORD):
    return client.post("/v1/session", json={"username": username, "password": password})


def test_log_in__sets_a_cookie_that_scripts_and_other_sites_cannot_use(site: Site):
    facade.create_staff(site.database, "Ann", "clerk", password=PASSWORD, display_name="Ann Li")
    answer = log_in(site.anonymous(), " ANN ")
    assert answer.json() == {
        "stage": "open",
        "staff": {
            "username": "ann",
            "display_name": "Ann Li",
            "roles": [
                {
                    "role": "clerk",
                    "role_name": "",
                    "unit_id": "00000000-0000-7000-8000-000000000001",
                    "unit_name": "",
                    "unit_kind": "headquarters",
                    "inherits": True,
                }
            ],
            "scopes": [
                "events:write",
                "members:read",
                "members:write",
                "organisation:read",
                "pii:unmask",
                "program:read",
                "till:serve",
            ],
            "limited_scopes": [],
        },
    }
    cookie = answer.headers["set-cookie"]
    assert cookie.startswith("regulars_session=")
    assert {"HttpOnly", "SameSite=strict", "Path=/"} <= set(cookie.split("; "))
    assert "Secure" not in cookie


def test_log_in__over_https_makes_the_cookie_secure(site: Site):
    facade.create_staff(site.database, "ann", "clerk", password=PASSWORD)
    client = site.anonymous()
    client.headers["X-Forwarded-Proto"] = "https"  # as a reverse proxy on this machine says
    answer = log_in(client)
    assert "Secure" in answer.headers["set-cookie"].split("; ")
    assert "strict-transport-security" in answer.headers


def test_token__is_kept_as_a_hash_only(site: Site):
    client = site.staff("clerk")
    with site.database.transaction() as connection:
        kept = str(connection.execute("SELECT token_hash, staff.* FROM staff_session, staff").fetchall())
    assert client.cookies["regulars_session"] not in kept
    assert PASSWORD not in kept


def test_refusal__is_the_same_for_every_reason(site: Site):
    for name in ("ann", "gone"):
        facade.create_staff(site.database, name, "clerk", password=PASSWORD)
    facade.deactivate_staff(site.database, "gone")
    facade.invite_staff(site.database, "invited", "clerk")
    client = site.anonymous()
    answers = [log_in(client, "ann", "wrong"), *(log_in(client, name) for name in ("nobody", "gone", "invited"))]
    assert {answer.status_code for answer in answers} == {401}
    assert len({answer.text for answer in answers}) == 1


def test_session__tells_who_and_ends_at_log_out(site: Site):
    client = site.staff("analyst")
    assert client.get("/v1/session").json()["staff"]["roles"][0]["role"] == "analyst"
    token = client.cookies["regulars_session"]
    assert client.delete("/v1/session").status_code == 204
    assert client.get("/v1/session").status_code == 401
    stolen = site.anonymous()
    stolen.cookies["regulars_session"] = token
    assert stolen.get("/v1/session").status_code == 401


@pytest.mark.parametrize("header", [{}, {"X-Regulars-Request": "other"}])
def test_change_by_cookie__needs_the_header(site: Site, header):
    client = site.staff("clerk")
    del client.headers["X-Regulars-Request"]
    answer = client.delete("/v1/session", headers=header)
    assert (answer.status_code, answer.json()["code"]) == (403, "request_header_missing")
    assert client.get("/v1/session").status_code == 200


@pytest.mark.parametrize(
    ("uses_after_hours", "is_open"),
    [
        ([7.9], True),
        ([8.0], False),
        ([7.5, 15.0, 22.5, 23.9], True),  # each use starts the eight hours anew
        ([7.5, 15.0, 22.5, 24.0], False),  # but never beyond a day
    ],
)
def test_session__ends_after_eight_idle_hours_or_a_day(site: Site, uses_after_hours, is_open):
    site.clock.now = START
    client = site.staff("clerk")
    client.cookies.jar.clear_expired_cookies = lambda: None
    for hours in uses_after_hours[:-1]:
        site.clock.now = START + timedelta(hours=hours)
        assert client.get("/v1/session").status_code == 200
    site.clock.now = START + timedelta(hours=uses_after_hours[-1])
    assert (client.get("/v1/session").status_code == 200) is is_open


@pytest.mark.parametrize("action", ["deactivate", "reset"])
def test_session__ends_when_the_account_is_closed_or_its_password_changed(site: Site, action):
    client = site.staff("clerk")
    if action == "deactivate":
        facade.deactivate_staff(site.database, "clerk")
    else:
        password = facade.reset_password(site.database, "clerk")
        assert log_in(site.anonymous(), "clerk", password).status_code == 200
    assert client.get("/v1/session").status_code == 401


def test_log_in__needs_no_header_because_it_uses_no_cookie(site: Site):
    assert "X-Regulars-Request" in FORGERY_HEADER
    facade.create_staff(site.database, "ann", "clerk", password=PASSWORD)
    assert log_in(site.anonymous()).status_code == 200


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Sec-Fetch-Site": "same-origin"}, 200),
        ({"Sec-Fetch-Site": "none"}, 200),
        ({"Sec-Fetch-Site": "cross-site"}, 403),
        ({"Sec-Fetch-Site": "same-site"}, 403),
        ({"Origin": "https://evil.example"}, 403),
        ({"Origin": "null"}, 403),
        ({"Origin": "own"}, 200),
    ],
)
def test_change__that_another_site_asked_for_is_refused(site: Site, headers, status):
    """A browser says where a request comes from; log-in is refused too, or a site could log people in as somebody else."""
    headers = {name: site.url if value == "own" else value for name, value in headers.items()}
    client = site.staff("clerk", "ann")
    for answer in (
        client.post("/v1/session", json={"username": "ann", "password": PASSWORD}, headers=headers),
        client.delete("/v1/me/sessions", headers=headers),
    ):
        assert answer.status_code == status
        if status == 403:
            assert answer.json()["code"] == "request_cross_site"
    assert client.get("/v1/session", headers=headers).status_code == 200
