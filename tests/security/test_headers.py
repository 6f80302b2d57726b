"""Every answer says what a browser may do with it: pages, files of the console, data, downloads and refusals."""

import re

import pytest

from tests.support.databases import DatabaseServer
from tests.support.whole_api import WholeApi, open_whole_api

PAGE = "<!doctype html><title>Console</title><script src='/assets/app-1f3a.js'></script>"
SCRIPTS = "script-src 'self';"


@pytest.fixture(scope="module")
def api(database_server: DatabaseServer, tmp_path_factory: pytest.TempPathFactory):
    """Give the whole API beside a console."""
    build = tmp_path_factory.mktemp("console")
    (build / "assets").mkdir()
    (build / "assets" / "app-1f3a.js").write_text("console.log(1)")
    (build / "index.html").write_text(PAGE)
    with open_whole_api(database_server, build) as running:
        yield running


def test_answer__of_every_operation_may_load_nothing_and_is_kept_by_nobody(api: WholeApi):
    for name, operation in api.operations.items():
        path = operation["path"].format(**api.path_values(operation))
        for client in (api.caller(operation), api.site.anonymous()):
            answer = client.request(operation["method"], path, json={})
            if not path.startswith("/v1/"):
                continue
            assert answer.headers["content-security-policy"] == "default-src 'none'; frame-ancestors 'none'", name
            assert answer.headers["x-content-type-options"] == "nosniff", name
            assert answer.headers["cache-control"] == "no-store", name
            assert "access-control-allow-origin" not in answer.headers, name
            assert "server" not in answer.headers, name


@pytest.mark.parametrize("path", ["/", "/members", "/settings/security", "/assets/app-1f3a.js", "/metrics", "/nothing.js", "/v2"])
def test_page__loads_scripts_from_here_only_and_is_framed_by_nobody(api: WholeApi, path):
    headers = api.site.anonymous().get(path).headers
    policy = headers["content-security-policy"]
    assert SCRIPTS in policy
    assert "unsafe-eval" not in policy
    assert "'unsafe-inline'" not in re.sub(r"style-src [^;]*;", "", policy)
    for part in ("default-src 'self'", "object-src 'none'", "base-uri 'none'", "form-action 'self'", "frame-ancestors 'none'"):
        assert part in policy
    assert (headers["x-frame-options"], headers["x-content-type-options"]) == ("DENY", "nosniff")
    assert headers["referrer-policy"] == "same-origin"
    assert headers["cross-origin-opener-policy"] == "same-origin"
    assert "server" not in headers


@pytest.mark.parametrize(
    "path", ["/v1/members/{member_id}/export?format=html", "/v1/members/{member_id}/export", "/v1/audit/export"]
)
def test_download__is_a_file_and_never_a_page_of_ours(api: WholeApi, path):
    answer = api.boss().get(path.format(**api.named))
    assert answer.status_code == 200
    assert re.fullmatch(r'attachment; filename="[\w.-]+"', answer.headers["content-disposition"])
    assert answer.headers["content-security-policy"] == "default-src 'none'; frame-ancestors 'none'"
    assert answer.headers["x-content-type-options"] == "nosniff"


def test_other_site__may_read_nothing(api: WholeApi):
    asked = {"Origin": "https://evil.example", "Access-Control-Request-Method": "POST"}
    for path in ("/v1/members", "/v1/session", "/v1/member", "/v1/events"):
        answer = api.site.anonymous().options(path, headers=asked)
        assert answer.status_code == 405
        assert not [name for name in answer.headers if name.startswith("access-control-")]


def test_change__by_cookie_needs_the_header_in_every_operation(api: WholeApi):
    boss = api.boss()
    client = api.site.anonymous()
    client.cookies.update(boss.cookies)
    tried = 0
    for name, operation in api.operations.items():
        if operation["method"] != "GET" and {"session": []} in operation["security"]:
            path = operation["path"].format(**api.path_values(operation))
            answer = client.request(operation["method"], path, json={})
            assert (answer.status_code, answer.json()["code"]) == (403, "request_header_missing"), name
            tried += 1
    assert tried > 60
    assert boss.get("/v1/session").status_code == 200


def test_cookie__of_every_way_to_a_session_is_out_of_reach_of_scripts_and_other_sites(api: WholeApi):
    given = []
    for name, operation in api.operations.items():
        path = operation["path"].format(**api.path_values(operation))
        client = api.boss() if operation["security"] == [{"session": []}] else api.site.anonymous()
        answer = client.request(operation["method"], path, json=api.body(operation), headers={"X-Forwarded-Proto": "https"})
        given += [(name, cookie) for cookie in answer.headers.get_list("set-cookie")]
    for name, cookie in given:
        assert {"HttpOnly", "Secure"} <= set(cookie.split("; ")) or "Max-Age=0" in cookie, name
        assert "SameSite=" in cookie, name
