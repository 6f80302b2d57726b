"""One's own account: the password, and where one is logged in."""

from datetime import UTC, datetime, timedelta

import pytest

from tests.support.applications import PASSWORD, Site
from tests.support.log_ins import browser_of, log_in

START = datetime(2026, 3, 1, 9, tzinfo=UTC)
NEW = "tall giraffe eats noodles"


@pytest.fixture
def ann(site: Site):
    """Log ann in at nine o'clock."""
    site.clock.now = START
    return site.staff("clerk", "ann")


def elsewhere(site: Site, agent: str = "another browser"):
    client = browser_of(site)
    client.headers["User-Agent"] = agent
    assert log_in(client).status_code == 200
    return client


def change(client, current: str = PASSWORD, new: str = NEW):
    return client.put("/v1/me/password", json={"current_password": current, "password": new})


def test_password__changed_ends_other_sessions_and_renews_this_one(site: Site, ann):
    other, token = elsewhere(site), ann.cookies["regulars_session"]
    site.clock.now = START + timedelta(minutes=5)
    assert change(ann).json()["stage"] == "open"
    assert ann.cookies["regulars_session"] != token
    assert ann.get("/v1/me").json()["password_changed_at"] == "2026-03-01T09:05:00Z"
    assert other.get("/v1/me").status_code == 401
    assert log_in(site.anonymous()).status_code == 401
    assert log_in(site.anonymous(), password=NEW).status_code == 200


@pytest.mark.parametrize(
    ("current", "new", "code", "path"),
    [
        ("not the password", NEW, "password_wrong", "current_password"),
        (PASSWORD, "short", "password_too_short", "password"),
        (PASSWORD, "ann-likes-noodles", "password_weak", "password"),
        (PASSWORD, PASSWORD, "password_weak", "password"),
    ],
)
def test_password__that_cannot_be_changed_names_the_field(site: Site, ann, current, new, code, path):
    refused = change(ann, current, new)
    assert (refused.status_code, refused.json()["code"]) == (422, code)
    assert refused.json()["errors"][0]["path"] == path
    assert log_in(site.anonymous()).status_code == 200


def test_password__cannot_be_guessed_from_within_a_session(site: Site, ann):
    assert [change(ann, "not the password").status_code for _ in range(10)] == [422] * 10
    assert change(ann).status_code == 429


def test_sessions__say_where_and_since_when(site: Site, ann):
    site.clock.now = START + timedelta(minutes=3)
    elsewhere(site, "browser/" * 40)
    ann.headers["User-Agent"] = "whatever it says now"
    site.clock.now = START + timedelta(minutes=10)
    items = ann.get("/v1/me/sessions").json()["items"]
    assert [(item["is_current"], item["created_at"], item["last_seen_at"]) for item in items] == [
        (True, "2026-03-01T09:00:00Z", "2026-03-01T09:10:00Z"),
        (False, "2026-03-01T09:03:00Z", "2026-03-01T09:03:00Z"),
    ]
    assert {item["address"] for item in items} == {"127.0.0.1"}
    assert items[1]["agent"] == ("browser/" * 40)[:200]
    assert items[0]["agent"].startswith("python-httpx")


def test_session__elsewhere_is_ended_by_its_id_and_only_by_its_owner(site: Site, ann):
    other = elsewhere(site)
    bob = site.staff("clerk", "bob")
    session_id = next(item["session_id"] for item in ann.get("/v1/me/sessions").json()["items"] if not item["is_current"])
    refused = bob.delete(f"/v1/me/sessions/{session_id}")
    assert (refused.status_code, refused.json()["code"]) == (404, "session_unknown")
    assert other.get("/v1/me").status_code == 200
    assert ann.delete(f"/v1/me/sessions/{session_id}").status_code == 204
    assert other.get("/v1/me").status_code == 401
    assert ann.get("/v1/me").status_code == 200


def test_other_sessions__end_together(site: Site, ann):
    others, bob = [elsewhere(site) for _ in range(3)], site.staff("clerk", "bob")
    assert ann.delete("/v1/me/sessions").json() == {"ended": 3}
    assert [other.get("/v1/me").status_code for other in others] == [401] * 3
    assert (ann.get("/v1/me").status_code, bob.get("/v1/me").status_code) == (200, 200)


def test_sessions_that_have_ended__are_not_listed(site: Site, ann):
    elsewhere(site)
    for hours in (4, 8):  # one is used every four hours, the other never again
        site.clock.now = START + timedelta(hours=hours)
        items = ann.get("/v1/me/sessions").json()["items"]
    assert len(items) == 1


def test_log_in__in_a_browser_that_has_a_session_ends_that_one(site: Site, ann):
    token = ann.cookies["regulars_session"]
    assert log_in(ann).status_code == 200
    thief = site.anonymous()
    thief.cookies["regulars_session"] = token
    assert thief.get("/v1/session").status_code == 401
    assert len(ann.get("/v1/me/sessions").json()["items"]) == 1


def test_recent_sign_ins__show_ones_own_and_the_failures(site: Site, ann):
    site.staff("clerk", "bob")
    log_in(site.anonymous(), password="wrong")
    items = ann.get("/v1/me/sign_ins").json()["items"]
    assert [(item["kind"], item["subject"]) for item in items] == [("log_in_failed", "staff:ann"), ("logged_in", "staff:ann")]
    first = ann.get("/v1/me/sign_ins?limit=1").json()
    rest = ann.get(f"/v1/me/sign_ins?limit=1&cursor={first['next_cursor']}").json()
    assert [*first["items"], *rest["items"]] == items
    assert rest["next_cursor"] is None
