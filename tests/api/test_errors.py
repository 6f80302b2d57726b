"""Every way to be refused is an RFC 9457 problem that names the cause and gives nothing of ours away."""

import ast
from pathlib import Path
from typing import get_args

import pytest

from regulars.api.errors import ANSWERS
from regulars.core.rejections import RejectionCode
from tests.support.applications import Site

SOURCE = Path(__file__).parents[2] / "src"
JSON = {"Content-Type": "application/json"}

# what is sent                                                             status  code                  path of the first field
REFUSALS = [
    ("GET", "/v1/nothing-here", None, {}, 404, "route_unknown", None),
    ("POST", "/v1/health/live", None, {}, 405, "method_not_allowed", None),
    ("POST", "/v1/session", b'{"username": ', JSON, 400, "json_malformed", ""),
    ("POST", "/v1/session", b"\xff\xfe{}", JSON, 400, "json_malformed", None),
    ("POST", "/v1/session", b"[" * 100_000, JSON, 400, "json_malformed", None),
    ("POST", "/v1/session", b"username=a", {"Content-Type": "text/plain"}, 422, "request_invalid", ""),
    ("POST", "/v1/session", b'{"username": "a"}', JSON, 422, "request_invalid", "password"),
    ("POST", "/v1/session", b'{"username": "a", "password": 7}', JSON, 422, "request_invalid", "password"),
    ("POST", "/v1/session", b'{"username": "a", "password": "b", "x": 1}', JSON, 422, "request_invalid", "x"),
    ("POST", "/v1/session", b'{"username": "\\ud800", "password": "b"}', JSON, 422, "request_invalid", "username"),
    ("POST", "/v1/session", b'{"username": "a\\u0000", "password": "b"}', JSON, 422, "request_invalid", "username"),
    (
        "POST",
        "/v1/session",
        '{"username": "a", "password": "\\u0000"}'.encode("utf-16"),
        JSON,
        422,
        "request_invalid",
        "password",
    ),
    ("POST", "/v1/session", b'{"\\udc00": 1}', JSON, 422, "request_invalid", ""),
    ("GET", "/v1/members?q=a%00", None, {}, 422, "request_invalid", "q"),
    ("GET", "/v1/members/%00", None, {}, 422, "request_invalid", ""),
    ("POST", "/v1/session", b"x" * 2_000_000, JSON, 413, "body_too_large", None),
    ("POST", "/v1/events", b"x" * 2_000_000, JSON, 413, "body_too_large", None),
    ("POST", "/v1/events/batch", b"x" * 5_000_000, JSON, 413, "body_too_large", None),
    ("GET", "/v1/members?q=" + "x" * 5_000, None, {}, 414, "query_too_long", None),
    ("GET", "/v1/health/live", None, {"X-Long": "x" * 20_000}, 431, "headers_too_large", None),
    ("GET", "/v1/members", None, {}, 401, "not_authenticated", None),
]


@pytest.mark.parametrize(("method", "path", "body", "headers", "status", "code", "field"), REFUSALS)
def test_refusal__is_a_problem(shared_site: Site, method, path, body, headers, status, code, field):
    answer = shared_site.anonymous().request(method, path, content=body, headers=headers)
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    problem = answer.json()
    assert (problem["status"], problem["code"], problem["type"]) == (status, code, f"urn:regulars:problem:{code}")
    assert problem["title"]
    assert problem["detail"]
    if field is not None:
        assert problem["errors"][0]["path"] == field
        assert problem["errors"][0]["expected"]


def test_body_too_large__is_noticed_without_a_stated_length(site: Site):
    chunks = (b"x" * 100_000 for _ in range(20))
    answer = site.anonymous().post("/v1/session", content=chunks, headers=JSON)
    assert (answer.status_code, answer.json()["code"]) == (413, "body_too_large")


def test_method_not_allowed__says_what_is(site: Site):
    assert site.anonymous().post("/v1/health/live").headers["allow"] == "GET"


def test_validation__never_repeats_what_was_sent(site: Site):
    answer = site.anonymous().post("/v1/session", json={"username": "a", "password": {"secret": "hunter2"}})
    assert answer.status_code == 422
    assert "hunter2" not in answer.text


def test_unexpected_error__gives_nothing_away_but_a_number(site: Site):
    client = site.system("members:read")
    with site.database.transaction() as connection:
        connection.execute("SET LOCAL ROLE NONE; ALTER TABLE member_state RENAME TO gone")
    answer = client.get("/v1/members")
    assert answer.status_code == 500
    assert answer.json()["code"] == "unexpected"
    assert "member_state" not in answer.text
    assert answer.json()["facts"]["request_id"] == answer.headers["x-request-id"]
    assert answer.headers["x-content-type-options"] == "nosniff"


def test_table__has_every_code_that_the_source_raises():
    raised = {
        node.args[0].value
        for path in SOURCE.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Problem"
        if node.args and isinstance(node.args[0], ast.Constant)
    }
    assert raised | set(get_args(RejectionCode)) <= ANSWERS.keys()
