"""Links by which a person chooses a password: an invitation and a reset, once, for a while, handed over by an administrator."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest

from regulars.features.access import facade
from tests.support.applications import Site
from tests.support.log_ins import browser_of, link_code, log_in, set_up_second_factor

START = datetime(2026, 3, 1, 9, tzinfo=UTC)
CHOSEN = "tall giraffe eats noodles"


@pytest.fixture
def admin(site: Site):
    """Log an administrator in at nine o'clock."""
    site.clock.now = START
    return site.staff("admin")


def invite(admin, **fields) -> tuple[str, dict]:
    answer = admin.post("/v1/staff", json={"username": "lin", "assignments": [{"role": "analyst"}]} | fields)
    assert answer.status_code == 201, answer.text
    return link_code(answer.json()["link"]["path"]), answer.json()


def use(site: Site, code: str, password: str = CHOSEN):
    return site.anonymous().post("/v1/session/link/use", json={"code": code, "password": password})


def test_invitation__leads_from_a_new_account_to_a_log_in(site: Site, admin):
    code, invited = invite(admin, display_name="Lin Yue", email=" Lin@Shop.example ")
    assert invited["account"] | {"staff_id": ""} == {
        "staff_id": "",
        "username": "lin",
        "display_name": "Lin Yue",
        "assignments": [{"role": "analyst", "unit_id": "00000000-0000-7000-8000-000000000001", "inherits": True}],
        "email": "lin@shop.example",
        "is_active": True,
        "has_password": False,
        "has_second_factor": False,
        "created_at": "2026-03-01T09:00:00Z",
        "last_seen_at": None,
    }
    assert invited["link"]["expires_at"] == "2026-03-08T09:00:00Z"
    assert log_in(site.anonymous(), "lin", "").status_code == 422
    assert log_in(site.anonymous(), "lin", CHOSEN).status_code == 401
    read = site.anonymous().post("/v1/session/link", json={"code": code})
    assert (read.json()["display_name"], read.json()["purpose"]) == ("Lin Yue", "invitation")
    assert use(site, code).json() == {"username": "lin"}
    assert log_in(site.anonymous(), "lin", CHOSEN).json()["staff"]["roles"][0]["role"] == "analyst"


def test_link__works_once(site: Site, admin):
    code, _ = invite(admin)
    with ThreadPoolExecutor(4) as pool:
        statuses = sorted(pool.map(lambda number: use(site, code, f"{CHOSEN} {number}").status_code, range(4)))
    assert statuses == [200, 422, 422, 422]
    again = site.anonymous().post("/v1/session/link", json={"code": code})
    assert (again.status_code, again.json()["code"]) == (422, "link_invalid")


@pytest.mark.parametrize(("password", "problem"), [("short", "password_too_short"), ("welcome-2026-lin", "password_weak")])
def test_link__is_not_used_up_by_a_password_that_is_refused(site: Site, admin, password, problem):
    code, _ = invite(admin)
    refused = use(site, code, password)
    assert (refused.status_code, refused.json()["code"]) == (422, problem)
    assert use(site, code).status_code == 200


def test_invitation__expires_after_seven_days_and_can_be_made_again(site: Site, admin):
    code, invited = invite(admin)
    site.clock.now = START + timedelta(days=7)
    assert use(site, code).json()["code"] == "link_invalid"
    admin = browser_of(site)
    log_in(admin, "admin")
    again = admin.post(f"/v1/staff/{invited['account']['staff_id']}/link", json={}).json()
    assert again["purpose"] == "invitation"
    assert use(site, link_code(again["path"])).status_code == 200


def test_new_link__makes_the_last_one_void(site: Site, admin):
    code, invited = invite(admin)
    again = admin.post(f"/v1/staff/{invited['account']['staff_id']}/link", json={}).json()
    assert use(site, code).status_code == 422
    assert use(site, link_code(again["path"])).status_code == 200


def test_reset__keeps_the_password_until_it_is_used_then_ends_every_session(site: Site, admin):
    ann = site.staff("clerk", "ann")
    staff_id = next(item["staff_id"] for item in admin.get("/v1/staff").json()["items"] if item["username"] == "ann")
    link = admin.post(f"/v1/staff/{staff_id}/link", json={}).json()
    assert (link["purpose"], link["expires_at"]) == ("reset", "2026-03-02T09:00:00Z")
    assert log_in(site.anonymous(), "ann").status_code == 200
    assert ann.get("/v1/session").status_code == 200
    assert use(site, link_code(link["path"])).status_code == 200
    assert ann.get("/v1/session").status_code == 401
    assert log_in(site.anonymous(), "ann").status_code == 401
    assert log_in(site.anonymous(), "ann", CHOSEN).status_code == 200


def test_reset__forgets_the_second_factor_only_when_asked_to(site: Site, admin):
    ann = site.staff("clerk", "ann")
    set_up_second_factor(site, ann)
    staff_id = next(item["staff_id"] for item in admin.get("/v1/staff").json()["items"] if item["username"] == "ann")
    code = link_code(admin.post(f"/v1/staff/{staff_id}/link", json={}).json()["path"])
    assert use(site, code).status_code == 200
    assert log_in(site.anonymous(), "ann", CHOSEN).json()["stage"] == "code"
    code = link_code(admin.post(f"/v1/staff/{staff_id}/link", json={"second_factor": True}).json()["path"])
    assert use(site, code, "other giraffe eats rice").status_code == 200
    assert log_in(site.anonymous(), "ann", "other giraffe eats rice").json()["stage"] == "open"


def test_link__of_an_account_deactivated_since_is_void(site: Site, admin):
    code, invited = invite(admin)
    staff_id = invited["account"]["staff_id"]
    assert admin.patch(f"/v1/staff/{staff_id}", json={"is_active": False}).json()["is_active"] is False
    assert use(site, code).json()["code"] == "link_invalid"
    refused = admin.post(f"/v1/staff/{staff_id}/link", json={})
    assert (refused.status_code, refused.json()["code"]) == (409, "staff_deactivated")
    admin.patch(f"/v1/staff/{staff_id}", json={"is_active": True})
    assert use(site, code).json()["code"] == "link_invalid"


def test_code__is_kept_as_a_hash_only(site: Site, admin):
    code, _ = invite(admin)
    with site.database.transaction() as connection:
        kept = str(connection.execute("SELECT staff_link.*, access_log.* FROM staff_link, access_log").fetchall())
    assert code not in kept


def test_link__lets_somebody_in_who_was_locked_out(site: Site, admin):
    facade.create_staff(site.database, "ann", "clerk", password="correct horse battery")
    for _ in range(11):
        last = log_in(site.anonymous(), "ann", "wrong")
    assert last.status_code == 429
    link = facade.make_reset_link(site.database, "ann", now=START)
    assert use(site, link.code).status_code == 200
    assert log_in(site.anonymous(), "ann", CHOSEN).status_code == 200
