"""The second factor: set up by a first code, asked for at log-in, good once, and replaceable by recovery codes."""

import base64
import re
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from urllib.parse import unquote

import pytest

from regulars.features.access import facade
from tests.support.applications import PASSWORD, Site
from tests.support.log_ins import Phone, browser_of, log_in, set_up_second_factor

START = datetime(2026, 3, 1, 9, tzinfo=UTC)
STEP = timedelta(seconds=30)


@pytest.fixture
def ann(site: Site):
    """Log ann in, with a second factor set up at nine o'clock."""
    site.clock.now = START
    client = site.staff("clerk", "ann")
    return client, *set_up_second_factor(site, client)


def half_way(site: Site, username: str = "ann"):
    """A browser in which the password was right and the code is missing."""
    client = browser_of(site)
    assert log_in(client, username).json() == {"stage": "code", "staff": None}
    return client


def enter(client, code: str):
    return client.post("/v1/session/code", json={"code": code})


def test_picture__is_the_address_as_an_svg_and_the_secret_as_text(site: Site):
    begun = site.staff("clerk", "ann").post("/v1/me/second_factor", json={"current_password": PASSWORD}).json()
    assert re.fullmatch(r"[A-Z2-7]{32}", begun["secret"])
    assert begun["uri"].startswith("otpauth://totp/Regulars:ann?")
    assert f"secret={begun['secret']}" in begun["uri"]
    kind, _, data = begun["qr"].partition(",")
    drawn = base64.b64decode(data).decode() if kind.endswith("base64") else unquote(data)
    assert kind.startswith("data:image/svg+xml")
    assert "<svg" in drawn
    assert begun["secret"] not in drawn


def test_secret__counts_only_once_a_first_code_was_right(site: Site):
    site.clock.now = START
    client = site.staff("clerk", "ann")
    phone = Phone(client.post("/v1/me/second_factor", json={"current_password": PASSWORD}).json()["uri"])
    wrong = client.post("/v1/me/second_factor/confirm", json={"code": "000000"})
    assert (wrong.status_code, wrong.json()["code"]) == (422, "code_invalid")
    assert log_in(site.anonymous()).json()["stage"] == "open"
    done = client.post("/v1/me/second_factor/confirm", json={"code": phone.code(START)})
    assert len(set(done.json()["recovery_codes"])) == 10
    assert client.get("/v1/me").json()["second_factor"] == {
        "is_set": True,
        "enrolled_at": "2026-03-01T09:00:00Z",
        "is_required": False,
        "recovery_codes_left": 10,
    }


def test_set_up__waits_half_an_hour_for_its_first_code(site: Site):
    site.clock.now = START
    client = site.staff("clerk", "ann")
    phone = Phone(client.post("/v1/me/second_factor", json={"current_password": PASSWORD}).json()["uri"])
    site.clock.now = START + timedelta(minutes=30)
    late = client.post("/v1/me/second_factor/confirm", json={"code": phone.code(site.clock.now)})
    assert (late.status_code, late.json()["code"]) == (409, "enrolment_missing")


@pytest.mark.parametrize(
    ("method", "path", "body"),
    [
        ("POST", "/v1/me/second_factor", {}),
        ("POST", "/v1/me/second_factor", {"current_password": "not the password"}),
        ("POST", "/v1/me/second_factor/remove", {"current_password": "not the password"}),
        ("POST", "/v1/me/recovery_codes", {"current_password": "not the password"}),
    ],
)
def test_session_alone__changes_no_second_factor(site: Site, ann, method, path, body):
    client, *_ = ann
    answer = client.request(method, path, json=body)
    assert (answer.status_code, answer.json()["code"]) == (422, "password_wrong")
    assert client.get("/v1/me").json()["second_factor"]["is_set"]


def test_half_log_in__may_do_nothing_but_the_next_step(site: Site, ann):
    client = half_way(site)
    assert client.get("/v1/session").json() == {"stage": "code", "staff": None}
    for method, path in [("GET", "/v1/members"), ("GET", "/v1/me"), ("POST", "/v1/me/second_factor"), ("GET", "/v1/me/sessions")]:
        answer = client.request(method, path, json={} if method == "POST" else None)
        assert (answer.status_code, answer.json()["code"]) == (403, "log_in_unfinished"), path
    assert client.delete("/v1/session").status_code == 204
    assert client.get("/v1/session").status_code == 401


def test_half_log_in__is_forgotten_after_a_quarter_of_an_hour(site: Site, ann):
    _, phone, _ = ann
    client = half_way(site)
    site.clock.now = START + timedelta(minutes=15)
    assert enter(client, phone.code(site.clock.now)).status_code == 401


def test_code__completes_the_log_in_with_a_fresh_cookie(site: Site, ann):
    _, phone, _ = ann
    client = half_way(site)
    half_token = client.cookies["regulars_session"]
    site.clock.now = START + STEP
    assert enter(client, phone.code(site.clock.now)).json()["stage"] == "open"
    assert client.cookies["regulars_session"] != half_token
    assert client.get("/v1/members").status_code == 200
    thief = browser_of(site)
    thief.cookies["regulars_session"] = half_token
    assert thief.get("/v1/session").status_code == 401


def test_code__that_completed_the_set_up_is_not_taken_again(site: Site, ann):
    _, phone, _ = ann
    assert enter(half_way(site), phone.code(START)).status_code == 422


@pytest.mark.parametrize(("steps", "status"), [(-2, 422), (-1, 200), (0, 200), (1, 200), (2, 422)])
def test_code__is_good_half_a_minute_early_and_late(site: Site, ann, steps, status):
    _, phone, _ = ann
    site.clock.now = START + timedelta(hours=1)
    client = half_way(site)
    answer = enter(client, phone.code(site.clock.now, steps))
    assert answer.status_code == status
    if status == 422:
        assert answer.json()["code"] == "code_invalid"


def test_code__seen_over_a_shoulder_is_worth_nothing(site: Site, ann):
    _, phone, _ = ann
    site.clock.now = START + timedelta(hours=1)
    seen = phone.code(site.clock.now)
    assert enter(half_way(site), seen).status_code == 200
    assert enter(half_way(site), seen).status_code == 422
    assert enter(half_way(site), phone.code(site.clock.now, -1)).status_code == 422  # older than the last one taken
    assert enter(half_way(site), phone.code(site.clock.now, 1)).status_code == 200


def test_code__sent_twice_at_once_opens_one_session(site: Site, ann):
    _, phone, _ = ann
    site.clock.now = START + timedelta(hours=1)
    clients, code = [half_way(site) for _ in range(4)], phone.code(site.clock.now)
    with ThreadPoolExecutor(4) as pool:
        statuses = sorted(pool.map(lambda client: enter(client, code).status_code, clients))
    assert statuses == [200, 422, 422, 422]


def test_wrong_codes__make_the_account_wait_across_log_ins(site: Site, ann):
    _, phone, _ = ann
    statuses = [enter(half_way(site), "000000").status_code for _ in range(5)]
    assert statuses == [422] * 5
    refused = enter(half_way(site), phone.code(START, 1))
    assert (refused.status_code, refused.json()["code"]) == (429, "attempts_exceeded")
    site.clock.now = START + timedelta(minutes=15)
    assert enter(half_way(site), phone.code(site.clock.now)).status_code == 200


def test_recovery_code__stands_in_once(site: Site, ann):
    client, _, codes = ann
    assert all(re.fullmatch(r"[a-z2-9]{4}(-[a-z2-9]{4}){3}", code) for code in codes)
    assert enter(half_way(site), codes[0].upper().replace("-", " ")).json()["stage"] == "open"
    assert enter(half_way(site), codes[0]).status_code == 422
    assert enter(half_way(site), codes[1]).status_code == 200
    assert client.get("/v1/me").json()["second_factor"]["recovery_codes_left"] == 8


def test_recovery_codes__are_kept_as_hashes_and_replaced_together(site: Site, ann):
    client, _, codes = ann
    with site.database.transaction() as connection:
        kept = str(connection.execute("SELECT * FROM staff_recovery_code").fetchall())
    assert not any(code in kept or code.replace("-", "") in kept for code in codes)
    fresh = client.post("/v1/me/recovery_codes", json={"current_password": PASSWORD}).json()["recovery_codes"]
    assert not set(fresh) & set(codes)
    assert enter(half_way(site), codes[0]).status_code == 422
    assert enter(half_way(site), fresh[0]).status_code == 200


def test_recovery_code__of_another_account_is_worth_nothing(site: Site, ann):
    _, _, codes = ann
    bob = site.staff("clerk", "bob")
    set_up_second_factor(site, bob)
    assert enter(half_way(site, "bob"), codes[0]).status_code == 422


def test_removing__goes_back_to_the_password_and_ends_other_sessions(site: Site, ann):
    client, phone, _ = ann
    elsewhere = half_way(site)
    assert enter(elsewhere, phone.code(START, 1)).status_code == 200
    assert client.post("/v1/me/second_factor/remove", json={"current_password": PASSWORD}).json()["stage"] == "open"
    assert client.get("/v1/members").status_code == 200
    assert elsewhere.get("/v1/members").status_code == 401
    assert log_in(site.anonymous()).json()["stage"] == "open"
    again = client.post("/v1/me/second_factor/remove", json={"current_password": PASSWORD})
    assert (again.status_code, again.json()["code"]) == (409, "second_factor_missing")


def test_new_phone__replaces_the_old_one_once_it_is_confirmed(site: Site, ann):
    client, old, _ = ann
    site.clock.now = START + timedelta(hours=1)
    new = Phone(client.post("/v1/me/second_factor", json={"current_password": PASSWORD}).json()["uri"])
    assert enter(half_way(site), old.code(site.clock.now)).status_code == 200
    site.clock.now += timedelta(minutes=5)
    assert client.post("/v1/me/second_factor/confirm", json={"code": new.code(site.clock.now)}).status_code == 200
    site.clock.now += timedelta(minutes=5)
    assert enter(half_way(site), old.code(site.clock.now)).status_code == 422
    assert enter(half_way(site), new.code(site.clock.now)).status_code == 200


def test_role_that_needs_one__sets_it_up_before_anything_else(site: Site):
    site.clock.now = START
    admin = site.staff("admin")
    assert admin.put("/v1/staff/policy", json={"second_factor_roles": ["clerk"]}).json() == {"second_factor_roles": ["clerk"]}
    facade.create_staff(site.database, "ann", "clerk", password=PASSWORD)
    client = browser_of(site)
    opened = log_in(client).json()
    assert (opened["stage"], opened["staff"]["username"]) == ("enrol", "ann")
    assert client.get("/v1/members").json()["code"] == "log_in_unfinished"
    set_up_second_factor(site, client, password=None)
    assert client.get("/v1/session").json()["stage"] == "open"
    assert client.get("/v1/members").status_code == 200
    refused = client.post("/v1/me/second_factor/remove", json={"current_password": PASSWORD})
    assert (refused.status_code, refused.json()["code"]) == (409, "second_factor_required")
    assert admin.get("/v1/members").status_code == 200
