"""Roles at units of the organisation, and roles of the operator's own: what somebody may do, and where."""

import pytest

from regulars.features.access.facade import change_role
from regulars.features.organisation.facade import add_below
from tests.support.applications import Site
from tests.support.log_ins import log_in


@pytest.fixture
def admin(site: Site):
    """Give an administrator of a company with the store s1 in the region north."""
    add_below(site.database, "hq", "region", "north", "North")
    add_below(site.database, "north", "store", "s1", "One")
    return site.staff("admin")


def unit(admin, code):
    return next(each["unit_id"] for each in admin.get("/v1/organisation/units").json()["items"] if each["code"] == code)


def account(admin, username="ann"):
    return next(each for each in admin.get("/v1/staff").json()["items"] if each["username"] == username)


def refusal(answer):
    return answer.status_code, answer.json()["code"], answer.json()["errors"][0]["path"]


def test_role__at_a_store_gives_what_concerns_its_members_and_nothing_of_the_company(site: Site, admin):
    admin_of_a_store = site.staff("admin", "ann", unit="s1")
    staff = admin_of_a_store.get("/v1/session").json()["staff"]
    assert staff["scopes"] == staff["limited_scopes"]
    assert "members:read" in staff["scopes"]
    assert not {"board:read", "staff:manage", "program:write", "audit:read", "webhooks:manage"} & set(staff["scopes"])
    assert admin_of_a_store.get("/v1/staff").status_code == 403
    assert (staff["roles"][0]["unit_name"], staff["roles"][0]["unit_kind"]) == ("One", "store")


def test_role__at_headquarters_alone_gives_nothing_of_the_company_either(site: Site, admin):
    staff = site.staff("admin", "ann", inherits=False).get("/v1/session").json()["staff"]
    assert "staff:manage" not in staff["scopes"]
    assert staff["limited_scopes"] == staff["scopes"]


def test_roles__add_up_and_what_holds_everywhere_is_not_limited(site: Site, admin):
    ann = site.staff("clerk", "ann", unit="s1")
    change_role(site.database, "ann", "analyst", is_added=True)
    staff = log_in(ann).json()["staff"]
    assert {"board:read", "events:write"} <= set(staff["scopes"])
    assert set(staff["limited_scopes"]) == {"events:write", "members:write", "pii:unmask", "till:serve"}


@pytest.mark.parametrize(
    ("given", "found"),
    [
        ([{"role": "owner"}], (422, "role_unknown", "assignments[0].role")),
        ([{"role": "clerk"}, {"role": "clerk"}], (422, "assignments_invalid", "assignments")),
        ([{"role": "clerk", "unit_id": "01926f5e-7a10-7c3b-9f2e-0c5d1f0a9b11"}], (404, "unit_unknown", "assignments[0].unit_id")),
        ([], (422, "request_invalid", "assignments")),
    ],
)
def test_assignments__that_cannot_be_are_refused(admin, given, found):
    assert refusal(admin.post("/v1/staff", json={"username": "ann", "assignments": given})) == found
    assert [each["username"] for each in admin.get("/v1/staff").json()["items"]] == ["admin"]


def test_administrator_of_a_store__does_not_count_as_the_last_one(site: Site, admin):
    site.staff("admin", "ann", unit="s1")
    own_id = account(admin, "admin")["staff_id"]
    refused = admin.patch(f"/v1/staff/{own_id}", json={"is_active": False})
    assert (refused.status_code, refused.json()["code"]) == (409, "last_admin")
    at_a_store = [{"role": "admin", "unit_id": unit(admin, "s1")}]
    refused = admin.patch(f"/v1/staff/{own_id}", json={"assignments": at_a_store})
    assert (refused.status_code, refused.json()["code"]) == (409, "last_admin")


def test_own_role__from_making_it_to_removing_it(site: Site, admin):
    made = admin.post("/v1/roles", json={"role": "advisor", "name": " Advisor ", "scopes": ["members:read"]})
    assert (made.status_code, made.json()["name"], made.json()["is_own"]) == (201, "Advisor", True)
    ann = site.staff("advisor", "ann", unit="north")
    assert ann.get("/v1/session").json()["staff"]["roles"][0]["role_name"] == "Advisor"
    assert ann.get("/v1/members").status_code == 200
    changed = admin.put("/v1/roles/advisor", json={"name": "Adviser", "scopes": ["program:read"]})
    assert (changed.json()["accounts"], changed.json()["scopes"]) == (1, ["program:read"])
    assert ann.get("/v1/members").status_code == 403
    refused = admin.delete("/v1/roles/advisor")
    assert (refused.status_code, refused.json()["code"]) == (409, "role_in_use")
    change_role(site.database, "ann", "clerk")
    assert admin.delete("/v1/roles/advisor").status_code == 204
    assert "advisor" not in {each["role"] for each in admin.get("/v1/roles").json()["items"]}
    told = [line["kind"] for line in admin.get("/v1/access_log").json()["items"]]
    assert {"role_made", "role_changed", "role_removed"} <= set(told)


@pytest.mark.parametrize(
    ("body", "found"),
    [
        ({"role": "clerk", "name": "x", "scopes": ["members:read"]}, (409, "role_exists", "role")),
        ({"role": "A b", "name": "x", "scopes": ["members:read"]}, (422, "role_invalid", "role")),
        ({"role": "ab", "name": "\u0007", "scopes": ["members:read"]}, (422, "role_invalid", "name")),
        ({"role": "ab", "name": "x", "scopes": ["everything"]}, (422, "scope_unknown", "scopes")),
    ],
)
def test_own_role__refuses(admin, body, found):
    assert refusal(admin.post("/v1/roles", json=body)) == found


def test_nobody__gives_more_than_they_have(site: Site, admin):
    scopes = ["staff:manage", "keys:manage", "members:read"]
    assert admin.post("/v1/roles", json={"role": "hr", "name": "HR", "scopes": scopes}).status_code == 201
    hr = site.staff("hr", "hr")
    own = account(admin, "hr")["staff_id"]
    exceeded = (403, "scope_exceeded")
    assert refusal(hr.post("/v1/staff", json={"username": "x", "assignments": [{"role": "admin"}]}))[:2] == exceeded
    assert refusal(hr.patch(f"/v1/staff/{own}", json={"assignments": [{"role": "admin"}]}))[:2] == exceeded
    assert refusal(hr.put("/v1/roles/hr", json={"name": "HR", "scopes": ["audit:read"]}))[:2] == exceeded
    assert refusal(hr.post("/v1/keys", json={"name": "k", "scopes": ["program:write"]}))[:2] == exceeded
    assert hr.post("/v1/keys", json={"name": "k", "scopes": ["members:read"]}).status_code == 201


def test_key__of_a_store_has_no_scope_of_the_company(admin):
    body = {"name": "till", "unit_id": unit(admin, "s1")}
    assert refusal(admin.post("/v1/keys", json=body | {"scopes": ["board:read"]})) == (422, "scope_unknown", "scopes")
    made = admin.post("/v1/keys", json=body | {"scopes": ["events:write"]}).json()["key"]
    rotated = admin.post(f"/v1/keys/{made['key_id']}/rotate", json={}).json()["key"]
    assert (rotated["unit_id"], rotated["inherits"]) == (body["unit_id"], True)
