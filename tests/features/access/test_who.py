"""Who may call what: one row per operation, one column per caller."""

import pytest

from tests.support.applications import FORGERY_HEADER, Site
from tests.support.examples import publish_mall

UNKNOWN = "01926f5e-7a10-7c3b-9f2e-0c5d1f0a9b11"
CALLERS = ["anonymous", "clerk", "analyst", "operator", "admin", "key:members:read", "key:members:write", "key:events:write"]

# operation                                anon clerk anal oper admin read write events
TABLE = [
    ("GET", "/v1/health/live", None, [200, 200, 200, 200, 200, 200, 200, 200]),
    ("GET", "/v1/health/ready", None, [200, 200, 200, 200, 200, 200, 200, 200]),
    ("GET", "/metrics", None, [200, 200, 200, 200, 200, 200, 200, 200]),
    ("GET", "/v1/openapi.json", None, [200, 200, 200, 200, 200, 200, 200, 200]),
    ("GET", "/v1/session", None, [401, 200, 200, 200, 200, 401, 401, 401]),
    ("GET", "/v1/members", None, [401, 200, 200, 200, 200, 200, 403, 403]),
    ("GET", f"/v1/members/{UNKNOWN}", None, [401, 404, 404, 404, 404, 404, 403, 403]),
    ("GET", "/v1/members/lookup?kind=phone&value=13912345678", None, [401, 404, 404, 404, 404, 404, 403, 403]),
    ("POST", "/v1/members", {}, [401, 201, 403, 201, 201, 403, 201, 403]),
    ("GET", f"/v1/members/{UNKNOWN}/identities", None, [401, 404, 404, 404, 404, 404, 403, 403]),
    ("GET", "/v1/identity_rules", None, [401, 200, 200, 200, 200, 200, 403, 403]),
    ("POST", f"/v1/members/{UNKNOWN}/unmask", {"reason": "because"}, [401, 404, 403, 404, 404, 403, 403, 403]),
    ("GET", f"/v1/members/{UNKNOWN}/consents", None, [401, 404, 404, 404, 404, 404, 403, 403]),
    ("GET", f"/v1/members/{UNKNOWN}/export", None, [401, 403, 403, 404, 404, 403, 403, 403]),
    ("POST", f"/v1/members/{UNKNOWN}/erase", {"member_no": 1, "reason": "because"}, [401, 403, 403, 403, 404, 403, 403, 403]),
    ("GET", "/v1/me", None, [401, 200, 200, 200, 200, 401, 401, 401]),
    ("GET", "/v1/me/sessions", None, [401, 200, 200, 200, 200, 401, 401, 401]),
    ("GET", "/v1/me/sign_ins", None, [401, 200, 200, 200, 200, 401, 401, 401]),
    ("GET", "/v1/staff", None, [401, 403, 403, 403, 200, 403, 403, 403]),
    ("GET", "/v1/staff/policy", None, [401, 403, 403, 403, 200, 403, 403, 403]),
    ("PUT", "/v1/staff/policy", {"second_factor_roles": []}, [401, 403, 403, 403, 200, 403, 403, 403]),
    ("GET", "/v1/security", None, [401, 403, 403, 403, 200, 403, 403, 403]),
    ("POST", "/v1/security/preview", {}, [401, 403, 403, 403, 200, 403, 403, 403]),
    ("PATCH", "/v1/security", {}, [401, 403, 403, 403, 200, 403, 403, 403]),
    ("POST", "/v1/staff", {"username": "new", "assignments": [{"role": "clerk"}]}, [401, 403, 403, 403, 201, 403, 403, 403]),
    ("PATCH", f"/v1/staff/{UNKNOWN}", {}, [401, 403, 403, 403, 404, 403, 403, 403]),
    ("POST", f"/v1/staff/{UNKNOWN}/link", {}, [401, 403, 403, 403, 404, 403, 403, 403]),
    ("POST", f"/v1/staff/{UNKNOWN}/unlock", {}, [401, 403, 403, 403, 404, 403, 403, 403]),
    ("GET", "/v1/keys", None, [401, 403, 403, 403, 200, 403, 403, 403]),
    ("POST", "/v1/keys", {"name": "k", "scopes": ["board:read"]}, [401, 403, 403, 403, 201, 403, 403, 403]),
    ("POST", "/v1/keys/0011/rotate", {}, [401, 403, 403, 403, 404, 403, 403, 403]),
    ("DELETE", "/v1/keys/0011", None, [401, 403, 403, 403, 404, 403, 403, 403]),
    ("GET", "/v1/access_log", None, [401, 403, 403, 403, 200, 403, 403, 403]),
    ("DELETE", "/v1/session", None, [401, 204, 204, 204, 204, 401, 401, 401]),
]


@pytest.mark.parametrize(("place", "caller"), list(enumerate(CALLERS)))
def test_who__may_call_what(site: Site, place, caller):
    publish_mall(site.database)
    client = site.caller(caller)
    answered = {f"{method} {path}": client.request(method, path, json=body).status_code for method, path, body, _ in TABLE}
    assert answered == {f"{method} {path}": statuses[place] for method, path, _, statuses in TABLE}


def test_clerk__by_cookie_without_the_header_changes_nothing(site: Site):
    publish_mall(site.database)
    client = site.staff("clerk")
    for name in FORGERY_HEADER:
        del client.headers[name]
    answer = client.post("/v1/members", json={})
    assert (answer.status_code, answer.json()["code"]) == (403, "request_header_missing")
    assert client.get("/v1/members").json()["total"] == 0


def test_missing_scope__is_named(site: Site):
    answer = site.system("events:write").get("/v1/members")
    assert answer.json()["facts"] == {"scope": "members:read"}
