"""Rules of log-in: set by an administrator between bounds, in force at once, and never against whoever sets them."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import UUID

import pytest

from regulars.features.access import facade
from regulars.features.member_access.service.sessions import open_session
from regulars.kit.settings import MessageSettings, Settings
from regulars.store.database import Database
from regulars.store.log_in_rules import BOUNDS, select_staff_rules
from tests.support.applications import PASSWORD, Site, open_site
from tests.support.examples import publish_mall
from tests.support.log_ins import browser_of, log_in, set_up_second_factor
from tests.support.mailbox import Mailbox, open_mailbox

START = datetime(2026, 3, 1, 9, tzinfo=UTC)
MAIL = "ann@example.com"


@pytest.fixture
def mailbox() -> Iterator[Mailbox]:
    """Give a mail server."""
    with open_mailbox() as mailbox:
        yield mailbox


@pytest.fixture
def site(database: Database, tmp_path: Path, mailbox: Mailbox) -> Iterator[Site]:
    """Serve the application at nine o'clock, with mail."""
    publish_mall(database)
    messages = MessageSettings(smtp_url=mailbox.url, mail_from="club@shop.example")
    with open_site(database, tmp_path, settings=Settings(messages=messages)) as running:
        running.clock.now = START
        yield running


@pytest.fixture
def admin(site: Site):
    """Give an administrator who logged in at nine."""
    return site.staff("admin")


def is_in(client) -> bool:
    return client.get("/v1/session").status_code == 200


def code_in(mailbox: Mailbox) -> str:
    found = re.search(r"\d+", str(mailbox.next()["Subject"]))
    assert found is not None
    assert len(found[0]) == 8
    return found[0]


def set_rules(client, staff=None, members=None):
    return client.patch("/v1/security", json={"staff": staff or {}, "members": members or {}})


def test_settings__say_what_holds_between_which_bounds_and_no_secret(site: Site, admin, mailbox: Mailbox):
    told = admin.get("/v1/security")
    staff, members, bounds = (told.json()[part] for part in ("staff", "members", "bounds"))
    assert (members["email"], members["sms"], members["app_issuer"], staff["provider"]) == (True, False, None, None)
    held = {f"staff.{name}": value for name, value in staff.items()} | {f"members.{name}": n for name, n in members.items()}
    assert {name: held[name] for name in BOUNDS} == {name: each["default"] for name, each in bounds.items()}
    assert (staff["password_length_min"], staff["session_idle_minutes"], staff["session_hours"]) == (12, 480, 24)
    assert mailbox.url not in told.text


def test_shorter_limits__end_open_sessions_in_every_process_for_good(database: Database, tmp_path: Path, site: Site, admin):
    with Database.from_url(database.url) as second, open_site(second, tmp_path) as other:
        other.clock.now = START
        clerk = other.staff("clerk")
        site.clock.now = other.clock.now = START + timedelta(minutes=40)
        assert is_in(admin)
        body = {"staff": {"session_idle_minutes": 30}}
        foreseen = admin.post("/v1/security/preview", json=body)
        assert foreseen.json() == {
            "before": {"staff.session_idle_minutes": 480}, "after": {"staff.session_idle_minutes": 30},
            "staff_sessions_ended": 1, "member_sessions_ended": 0,
        }  # fmt: skip
        assert admin.get("/v1/security").json()["staff"]["session_idle_minutes"] == 480
        assert admin.patch("/v1/security", json=body).json()["staff"]["session_idle_minutes"] == 30
        assert not is_in(clerk)
        assert set_rules(admin, {"session_idle_minutes": None}).json()["staff"]["session_idle_minutes"] == 480
        assert not is_in(clerk), "what has ended stays so"
        again = browser_of(other)
        log_in(again, "clerk")
        set_rules(admin, {"session_hours": 2, "session_idle_minutes": 120})
        other.clock.now += timedelta(minutes=119)
        assert is_in(again)
        other.clock.now += timedelta(minutes=1)
        assert not is_in(again)


def test_own_session__is_never_ended_by_the_change_it_asks_for(site: Site, admin):
    for hours in (7, 14):
        site.clock.now = START + timedelta(hours=hours)
        assert is_in(admin)
    for ask, path in ((admin.post, "/v1/security/preview"), (admin.patch, "/v1/security")):
        refused = ask(path, json={"staff": {"session_hours": 12}})
        assert (refused.status_code, refused.json()["code"]) == (409, "rules_end_own_session")
        assert refused.json()["errors"][0]["path"] == "staff.session_hours"
    assert is_in(admin)
    assert admin.get("/v1/security").json()["staff"]["session_hours"] == 24
    assert set_rules(admin, {"session_hours": 15}).status_code == 200


@pytest.mark.parametrize(
    ("body", "code", "path"),
    [
        ({"staff": {"password_length_min": 7}}, "request_invalid", "staff.password_length_min"),
        ({"staff": {"attempts_per_account": 2}}, "request_invalid", "staff.attempts_per_account"),
        ({"members": {"code_digits": 4}}, "request_invalid", "members.code_digits"),
        ({"members": {"code_letters": 6}}, "request_invalid", "members.code_letters"),
        ({"staff": {"session_hours": 7}}, "rules_invalid", "staff.session_idle_minutes"),
        ({"members": {"session_days": 6}}, "rules_invalid", "members.session_idle_days"),
    ],
)
def test_rules__beyond_their_bounds_are_refused_by_field(admin, body, code, path):
    refused = admin.patch("/v1/security", json=body)
    assert (refused.status_code, refused.json()["code"], refused.json()["errors"][0]["path"]) == (422, code, path)


def test_attempts_and_lengths__hold_from_now_on(site: Site, admin):
    facade.create_staff(site.database, "ann", "clerk", password=PASSWORD)
    client = site.anonymous()
    assert [log_in(client, "ann", "wrong").status_code for _ in range(4)] == [401] * 4
    set_rules(admin, {"attempts_per_account": 3, "attempts_per_account_minutes": 60, "password_length_min": 20})
    refused = log_in(client)
    assert (refused.status_code, refused.headers["retry-after"]) == (429, "3600"), "what was counted counts"
    set_rules(admin, {"attempts_per_account": 10, "attempts_per_account_minutes": 5})
    site.clock.now += timedelta(minutes=5)
    assert log_in(client).status_code == 200, "a password from before is as good as it was"
    link = admin.post("/v1/staff", json={"username": "bob", "assignments": [{"role": "clerk"}]}).json()["link"]
    code = link["path"].removeprefix("/welcome#")
    assert client.post("/v1/session/link", json={"code": code}).json()["password_length_min"] == 20
    short, long = ({"code": code, "password": password} for password in ("nineteen letters ok", "now twenty letters ok"))
    assert client.post("/v1/session/link/use", json=short).json()["code"] == "password_too_short"
    assert client.post("/v1/session/link/use", json=long).status_code == 200
    assert admin.get("/v1/me").json()["password_length_min"] == 20


def test_members__get_codes_and_sessions_as_they_are_set(site: Site, admin, mailbox: Mailbox):
    member = {"display_name": "林薇", "identities": [{"kind": "email", "value": MAIL}]}
    member_id = site.staff("operator").post("/v1/members", json=member).json()["member_id"]
    with site.database.transaction() as connection:
        open_session(connection, UUID(member_id), "token", START - timedelta(days=4))
    set_rules(admin, members={"code_digits": 8, "code_minutes": 20, "code_attempts": 3, "codes_per_address": 1})
    client = site.anonymous()
    asked = client.post("/v1/member/code", json={"kind": "email", "value": MAIL})
    assert asked.json()["expires_at"] == "2026-03-01T09:20:00Z"
    assert client.post("/v1/member/code", json={"kind": "email", "value": MAIL}).status_code == 429
    code = code_in(mailbox)
    assert "20 分钟" in mailbox.newest().get_content()
    tries = [{"code_id": asked.json()["code_id"], "code": typed} for typed in ("000000", "0000000", "00000000", code)]
    assert {client.post("/v1/member/session", json=each).status_code for each in tries} == {422}, "three attempts are used up"
    site.clock.now += timedelta(minutes=20)
    asked = client.post("/v1/member/code", json={"kind": "email", "value": MAIL})
    opened = client.post("/v1/member/session", json={"code_id": asked.json()["code_id"], "code": code_in(mailbox)}).json()
    assert opened["expires_at"] == "2026-03-31T09:20:00Z"
    client.headers["Authorization"] = f"Bearer {opened['token']}"
    foreseen = admin.post("/v1/security/preview", json={"members": {"session_idle_days": 3}})
    assert foreseen.json()["member_sessions_ended"] == 1
    set_rules(admin, members={"session_days": 2, "session_idle_days": 1})
    site.clock.now += timedelta(hours=23)
    assert client.get("/v1/member").status_code == 200
    site.clock.now += timedelta(hours=24)
    assert client.get("/v1/member").status_code == 401


def test_second_factor__needed_from_now_on_logs_out_whoever_has_none_but_not_who_asks(site: Site, admin):
    without, having = site.staff("clerk", "ann"), site.staff("clerk", "bob")
    other = site.staff("analyst")
    set_up_second_factor(site, having)
    assert admin.put("/v1/staff/policy", json={"second_factor_roles": ["admin", "clerk"]}).status_code == 200
    assert [is_in(client) for client in (without, having, other, admin)] == [False, True, True, True]
    assert log_in(browser_of(site)).json()["stage"] == "enrol"


def test_change__is_noted_with_before_and_after(site: Site, admin):
    set_rules(admin, {"session_hours": 12, "password_length_min": 14}, {"code_digits": 8})
    set_rules(admin, {"session_hours": 12})
    told = "staff.password_length_min: 12 → 14; staff.session_hours: 24 → 12; members.code_digits: 6 → 8"
    noted = [line for line in admin.get("/v1/access_log").json()["items"] if line["kind"] == "policy_changed"]
    assert [(line["actor"], line["detail"]) for line in noted] == [("staff:admin", told)]
    lines = admin.get("/v1/audit", params={"kind": "change"}).json()["items"]
    (line,) = [line for line in lines if line["action"] == "change_security" and line["after"]]
    assert line["before"] == {"staff.password_length_min": 12, "staff.session_hours": 24, "members.code_digits": 6}
    assert line["after"] == {"staff.password_length_min": 14, "staff.session_hours": 12, "members.code_digits": 8}


def test_rule_of_another_release__keeps_within_the_bounds_of_this_one(database: Database):
    with database.transaction() as connection:
        connection.execute("INSERT INTO log_in_rule VALUES ('staff.session_hours', 100000), ('staff.gone', 1)")
        assert select_staff_rules(connection).session_hours == BOUNDS["staff.session_hours"].most
