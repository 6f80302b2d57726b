"""Accounts over HTTP, as administrators manage them, and what changes for the people meanwhile."""

import pytest

from tests.support.applications import Site
from tests.support.log_ins import log_in

NOBODY = "01926f5e-7a10-7c3b-9f2e-0c5d1f0a9b11"


@pytest.fixture
def admin(site: Site):
    """Log an administrator in."""
    return site.staff("admin")


def find(admin, username: str) -> dict:
    return next(item for item in admin.get("/v1/staff").json()["items"] if item["username"] == username)


def test_list__shows_every_account_by_name(site: Site, admin):
    for name in ("zoe", "ann"):
        site.staff("clerk", name)
    items = admin.get("/v1/staff").json()["items"]
    assert [item["username"] for item in items] == ["admin", "ann", "zoe"]
    assert all(item["last_seen_at"] for item in items)
    assert "password_hash" not in items[0]


def test_new_role__holds_from_a_fresh_log_in_on(site: Site, admin):
    ann = site.staff("analyst", "ann")
    staff_id = find(admin, "ann")["staff_id"]
    changed = admin.patch(f"/v1/staff/{staff_id}", json={"assignments": [{"role": "clerk"}]}).json()
    assert [each["role"] for each in changed["assignments"]] == ["clerk"]
    assert ann.get("/v1/session").status_code == 401
    assert log_in(ann).json()["staff"]["roles"][0]["role"] == "clerk"


def test_name_and_address__change_without_ending_sessions(site: Site, admin):
    ann = site.staff("analyst", "ann")
    staff_id = find(admin, "ann")["staff_id"]
    changed = admin.patch(f"/v1/staff/{staff_id}", json={"display_name": "Ann Li", "email": "ann@shop.example"}).json()
    assert (changed["display_name"], changed["email"]) == ("Ann Li", "ann@shop.example")
    assert ann.get("/v1/session").json()["staff"]["display_name"] == "Ann Li"
    assert admin.patch(f"/v1/staff/{staff_id}", json={"email": None}).json()["email"] is None
    assert find(admin, "ann")["display_name"] == "Ann Li"


def test_deactivated__is_out_at_once_and_in_again_when_activated(site: Site, admin):
    ann = site.staff("analyst", "ann")
    staff_id = find(admin, "ann")["staff_id"]
    assert admin.patch(f"/v1/staff/{staff_id}", json={"is_active": False}).json()["is_active"] is False
    assert ann.get("/v1/session").status_code == 401
    assert log_in(site.anonymous()).status_code == 401
    admin.patch(f"/v1/staff/{staff_id}", json={"is_active": True})
    assert ann.get("/v1/session").status_code == 401
    assert log_in(site.anonymous()).status_code == 200


def test_last_administrator__cannot_be_lost(site: Site, admin):
    staff_id = find(admin, "admin")["staff_id"]
    for change in ({"assignments": [{"role": "clerk"}]}, {"is_active": False}):
        refused = admin.patch(f"/v1/staff/{staff_id}", json=change)
        assert (refused.status_code, refused.json()["code"]) == (409, "last_admin")
    assert admin.get("/v1/session").status_code == 200


@pytest.mark.parametrize(
    ("body", "status", "code"),
    [
        ({"username": "ADMIN", "assignments": [{"role": "clerk"}]}, 409, "staff_exists"),
        ({"username": "ann", "assignments": [{"role": "clerk"}], "email": "boss@shop.example"}, 409, "email_taken"),
        ({"username": "a b", "assignments": [{"role": "clerk"}]}, 422, "username_invalid"),
        ({"username": "ann", "assignments": [{"role": "owner"}]}, 422, "role_unknown"),
        ({"username": "ann", "assignments": [{"role": "clerk"}], "password": "x"}, 422, "request_invalid"),
    ],
)
def test_invitation__refuses(site: Site, admin, body, status, code):
    admin.patch(f"/v1/staff/{find(admin, 'admin')['staff_id']}", json={"email": "boss@shop.example"})
    refused = admin.post("/v1/staff", json=body)
    assert (refused.status_code, refused.json()["code"]) == (status, code)
    assert [item["username"] for item in admin.get("/v1/staff").json()["items"]] == ["admin"]


@pytest.mark.parametrize(("method", "path"), [("PATCH", ""), ("POST", "/link"), ("POST", "/unlock")])
def test_account_that_does_not_exist__is_told(site: Site, admin, method, path):
    refused = admin.request(method, f"/v1/staff/{NOBODY}{path}", json={})
    assert (refused.status_code, refused.json()["code"]) == (404, "staff_unknown")
