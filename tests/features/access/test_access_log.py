"""The access log: every way in or out, and every change of one, told once; and it cannot be changed."""

import psycopg
import pytest

from regulars.features.access import facade
from tests.support.applications import PASSWORD, Site
from tests.support.log_ins import browser_of, link_code, log_in, set_up_second_factor

NEW = "tall giraffe eats noodles"


def lines(admin, **query) -> list[dict]:
    """The log, oldest first."""
    found = admin.get("/v1/access_log", params={"limit": 200} | query)
    assert found.status_code == 200, found.text
    return found.json()["items"][::-1]


def test_log__tells_a_persons_whole_story(site: Site):
    admin = site.staff("admin")
    invited = admin.post("/v1/staff", json={"username": "lin", "assignments": [{"role": "clerk"}]}).json()
    site.anonymous().post("/v1/session/link/use", json={"code": link_code(invited["link"]["path"]), "password": NEW})
    client = browser_of(site)
    client.headers["User-Agent"] = "Lin's browser"
    log_in(client, "lin", "wrong")
    log_in(client, "lin", NEW)
    _, codes = set_up_second_factor(site, client, NEW)
    client.put("/v1/me/password", json={"current_password": NEW, "password": PASSWORD})
    client.delete("/v1/session")
    log_in(client, "lin")
    client.post("/v1/session/code", json={"code": "000000"})
    client.post("/v1/session/code", json={"code": codes[0]})
    other = browser_of(site)
    log_in(other, "lin")
    other.post("/v1/session/code", json={"code": codes[1]})
    client.delete("/v1/me/sessions")
    staff_id = invited["account"]["staff_id"]
    admin.patch(f"/v1/staff/{staff_id}", json={"assignments": [{"role": "analyst"}], "display_name": "Lin"})
    admin.post(f"/v1/staff/{staff_id}/link", json={"second_factor": True})
    admin.patch(f"/v1/staff/{staff_id}", json={"is_active": False})
    told = lines(admin, subject="staff:lin")
    assert [(line["kind"], line["actor"], line["detail"]) for line in told] == [
        ("staff_created", "staff:admin", "role clerk"),
        ("invited", "staff:admin", ""),
        ("link_used", "staff:lin", "invitation"),
        ("log_in_failed", "", ""),
        ("logged_in", "staff:lin", "password"),
        ("second_factor_set", "staff:lin", ""),
        ("recovery_codes_made", "staff:lin", "10"),
        ("password_changed", "staff:lin", ""),
        ("logged_out", "staff:lin", ""),
        ("code_failed", "staff:lin", ""),
        ("recovery_code_used", "staff:lin", "9 left"),
        ("logged_in", "staff:lin", "password, recovery code"),
        ("recovery_code_used", "staff:lin", "8 left"),
        ("logged_in", "staff:lin", "password, recovery code"),
        ("sessions_ended", "staff:lin", "1"),
        ("staff_changed", "staff:admin", "role clerk → role analyst; display_name"),
        ("second_factor_removed", "staff:admin", ""),
        ("link_made", "staff:admin", ""),
        ("staff_deactivated", "staff:admin", ""),
    ]
    assert told[4]["agent"] == "Lin's browser"
    assert {line["address"] for line in told} == {"127.0.0.1"}
    assert [line["kind"] for line in lines(admin, subject="staff:lin", kinds="sign_ins")] == [
        "log_in_failed",
        "logged_in",
        "logged_out",
        "code_failed",
        "logged_in",
        "logged_in",
    ]


def test_log__tells_a_keys_whole_story(site: Site):
    admin = site.staff("admin")
    made = admin.post("/v1/keys", json={"name": "till 12", "scopes": ["members:read"]}).json()
    for _ in range(3):
        site.anonymous().get("/v1/members", headers={"Authorization": f"Bearer {made['bearer']}"})
    key_id = made["key"]["key_id"]
    successor = admin.post(f"/v1/keys/{key_id}/rotate", json={"overlap_hours": 2}).json()["key"]["key_id"]
    for _ in range(2):
        admin.delete(f"/v1/keys/{successor}")
    assert [(line["kind"], line["actor"], line["detail"]) for line in lines(admin, subject="key:till 12")] == [
        ("key_created", "staff:admin", f"{key_id}: members:read"),
        ("key_used", "key:till 12", key_id),
        ("key_rotated", "staff:admin", f"{key_id} → {successor}, both for 2 h"),
        ("key_revoked", "staff:admin", successor),
    ]


def test_log__tells_a_change_of_policy_and_who_changed_it(site: Site):
    admin = site.staff("admin")
    for _ in range(2):
        admin.put("/v1/staff/policy", json={"second_factor_roles": ["clerk", "admin"]})
    policy = [line for line in lines(admin) if line["kind"] == "policy_changed"]
    assert [(line["actor"], line["detail"]) for line in policy] == [("staff:admin", "second factor: nobody → admin, clerk")]
    facade.create_staff(site.database, "ann", "clerk", password=PASSWORD)
    assert lines(admin)[-1]["actor"] == "command line"


@pytest.mark.parametrize("change", ["UPDATE access_log SET kind = 'logged_in'", "DELETE FROM access_log", "TRUNCATE access_log"])
def test_log__cannot_be_changed(site: Site, change):
    facade.create_staff(site.database, "ann", "clerk", password=PASSWORD)
    with pytest.raises(psycopg.errors.InsufficientPrivilege), site.database.transaction() as connection:
        connection.execute(change)


@pytest.mark.parametrize("who", ["operator", "analyst", "clerk"])
def test_log__is_for_administrators(site: Site, who):
    assert site.staff(who).get("/v1/access_log").status_code == 403
