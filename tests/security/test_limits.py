"""Whatever is too long, too deep, too large or nonsense is refused with a problem, by every operation, and breaks nothing."""

import json
from typing import Any

import pytest

from tests.support.whole_api import Json, WholeApi

JSON = {"content-type": "application/json"}
BODIES = {
    "deep lists": b"[" * 200_000,
    "deep objects": b'{"a":' * 100_000 + b"1" + b"}" * 100_000,
    "endless number": b"1" * 200_000,
    "not a number": b'{"limit": NaN, "count": -Infinity}',
    "not text": b'"\xff\xfe\x00"',
    "nothing": b"",
    "a list": b"[]",
    "a word": b'"x"',
    "null": b"null",
    "many names": json.dumps({f"n{number}": number for number in range(2_000)}).encode(),
}
"""Bodies that no operation takes."""
INSTEAD = [10**30, 10**5000, 1e308, -1, True, None, [], ["x"] * 5_000, {"a": {"a": {"a": [1, {}]}}}]
"""What stands where something else is expected."""
NUMBERS = ["-1", "9" * 30, "1e9", "١٢", "NaN"]


def with_body(api: WholeApi) -> list[Json]:
    """The operations that take JSON."""
    return [operation for operation in api.operations.values() if api.body(operation) is not None]


class Sender:
    """Sends bodies as they are to one operation."""

    def __init__(self, api: WholeApi, operation: Json) -> None:
        self._client, self._method = api.caller(operation), operation["method"]
        self._path = operation["path"].format(**api.path_values(operation))

    def send(self, content: bytes):
        """Send a body."""
        return self._client.request(self._method, self._path, content=content, headers=JSON)


@pytest.mark.parametrize("what", BODIES)
def test_body__that_nobody_takes_is_refused_by_every_operation(api: WholeApi, what):
    for operation in with_body(api):
        answer = Sender(api, operation).send(BODIES[what])
        is_optional = not operation["requestBody"].get("required", False) and what in ("nothing", "null")
        assert 400 <= answer.status_code < 500 or is_optional, (operation["operationId"], answer.text[:300])
        if answer.status_code >= 400:
            assert answer.headers["content-type"] == "application/problem+json", operation["operationId"]


def test_value__of_another_kind_is_refused_by_every_field(api: WholeApi):
    broken = []
    for operation in with_body(api):
        example, sender = api.body(operation), Sender(api, operation)
        for name in example:
            for value in INSTEAD:
                answer = sender.send(json_of(example | {name: value}))
                broken += (
                    [(operation["operationId"], name, json_of(value)[:40], answer.text)] if answer.status_code >= 500 else []
                )
    assert broken == []


def json_of(value: Any) -> bytes:
    """JSON, also of numbers that Python would rather not write."""
    limit = 10**4300
    if isinstance(value, dict):
        return b"{" + b",".join(json.dumps(name).encode() + b":" + json_of(inner) for name, inner in value.items()) + b"}"
    if isinstance(value, int) and not isinstance(value, bool) and abs(value) > limit:
        return b"1" + b"0" * 5000
    return json.dumps(value).encode()


def test_name__that_comes_twice_counts_once_and_breaks_nothing(api: WholeApi):
    for operation in with_body(api):
        example, sender = api.body(operation), Sender(api, operation)
        first = json.dumps(example)[:-1]
        for name in list(example)[:2]:
            answer = sender.send(f'{first}, "{name}": null}}'.encode())
            assert answer.status_code < 500, (operation["operationId"], name, answer.text[:300])


@pytest.mark.parametrize("number", NUMBERS)
def test_number__in_a_path_or_query_is_refused_where_it_makes_no_sense(api: WholeApi, number):
    broken = []
    for name, operation in api.operations.items():
        named, client = api.path_values(operation), api.caller(operation)
        for parameter in operation.get("parameters", ()):
            in_path = named | ({parameter["name"]: number} if parameter["in"] == "path" else {})
            query = {parameter["name"]: number} if parameter["in"] == "query" else {}
            answer = client.request(operation["method"], operation["path"].format(**in_path), params=query)
            broken += [(name, parameter["name"], answer.text)] if answer.status_code >= 500 else []
    assert broken == []


def test_query__that_is_not_described_is_refused_or_ignored_by_every_operation(api: WholeApi):
    for operation in api.operations.values():
        if operation["method"] == "GET":
            path = operation["path"].format(**api.path_values(operation))
            answer = api.caller(operation).get(path, params={"__proto__": "1", "member_id[]": ["1", "2"], "limit[$gt]": "1"})
            assert answer.status_code < 500, (operation["operationId"], answer.text[:300])


def test_address_and_headers__too_long_are_refused(api: WholeApi):
    key = api.key()
    refused = [
        key.get("/v1/members", params={"q": "x" * 5_000}),
        key.get("/v1/members/" + "x" * 20_000),
        key.get("/v1/members", headers={"X-Long": "x" * 20_000}),
        key.get("/v1/members", headers={f"X-{number}": "x" for number in range(120)}),
        key.get("/v1/members", headers={"Cookie": "regulars_session=" + "x" * 8_000, "X-Long": "x" * 9_000}),
    ]
    assert [answer.status_code for answer in refused] == [414, 422, 431, 431, 431]
    assert key.get("/v1/members").status_code == 200


@pytest.mark.parametrize("header", ["Authorization", "Cookie", "X-Request-Id", "User-Agent", "Origin", "Accept-Language", "Host"])
def test_header__with_anything_in_it_breaks_nothing(api: WholeApi, header):
    for value in (
        b"",
        b"\xff\xfe",
        b"x" * 4_000,
        b"Bearer",
        b"Bearer rk_",
        b"a=b; regulars_session=\xe4",
        b"'; DROP TABLE member; --",
    ):
        answer = api.site.anonymous().get("/v1/members", headers=[(header.encode(), value)])
        assert answer.status_code in (400, 401), (header, value, answer.text)


@pytest.mark.parametrize("content_type", ["text/plain", "application/xml", "multipart/form-data; boundary=x", "a/b;" * 100, ""])
def test_body__of_another_media_type_is_refused_by_every_operation(api: WholeApi, content_type):
    for operation in with_body(api):
        path = operation["path"].format(**api.path_values(operation))
        headers = {"content-type": content_type}
        answer = api.caller(operation).request(operation["method"], path, content=b"<a>1</a>", headers=headers)
        is_optional = not operation["requestBody"].get("required", False)
        assert 400 <= answer.status_code < 500 or is_optional, (operation["operationId"], answer.text[:300])
