"""What people type is text: stored as it came or refused, shown as text, and never run by a database, a page or a spreadsheet."""

import json
from collections.abc import Iterator
from typing import Any

import pytest

from tests.support.whole_api import WholeApi

ATTACKS = {
    "statement": "'; DROP TABLE member; --",
    "markup": "<script>alert(1)</script><img src=x onerror=alert(1)>",
    "template": "{{7*7}}${7*7}<%= 7*7 %>%s%n",
    "header": "a\r\nSet-Cookie: stolen=1",
    "nul": "a\x00b",
    "path": "../../../../etc/passwd",
    "direction": "\u202etxt.exe\u2066\u200d\ufeff",
    "formula": "=HYPERLINK(\"http://evil.example\",'x')|' /C calc'!A0",
    "half of a character": "a\ud800",
    "long": "𠮷" * 20_000,
}
DATA = {"application/json", "application/problem+json", "text/plain"}
TEXTS = [ATTACKS[name] for name in ("statement", "markup", "template", "path", "direction", "formula")]
"""What somebody may call a thing, if they like."""


def places(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Where a body holds text, names of fields of the sender's own choice included."""
    if isinstance(value, str):
        yield path
    elif isinstance(value, dict):
        for name, inner in value.items():
            yield from places(inner, (*path, name))
    elif isinstance(value, list):
        for number, inner in enumerate(value):
            yield from places(inner, (*path, number))


def planted(body: Any, path: tuple[Any, ...], text: str) -> Any:
    """The body with another text in one place."""
    if not path:
        return text
    copy = body.copy()
    copy[path[0]] = planted(body[path[0]], path[1:], text)
    return copy


def is_data(answer) -> bool:
    """Whether nothing broke, nothing ran, and what is repeated is data or a file."""
    kind = answer.headers.get("content-type", "").split(";")[0]
    is_file = answer.headers.get("content-disposition", "").startswith("attachment")
    return (
        answer.status_code < 500
        and "stolen" not in answer.headers.get("set-cookie", "")
        and answer.headers["x-content-type-options"] == "nosniff"
        and (not answer.content or is_file or kind in DATA)
    )


@pytest.mark.parametrize("attack", ATTACKS)
def test_text__in_every_field_of_every_body_is_text_or_refused(api: WholeApi, attack):
    tried, broken = 0, []
    for name, operation in api.operations.items():
        if api.body(operation) is None:
            continue
        path, client = operation["path"].format(**api.path_values(operation)), api.caller(operation)
        for place in places(api.body(operation)):
            body = json.dumps(planted(api.body(operation), place, ATTACKS[attack]))
            headers = {"content-type": "application/json"}
            answer = client.request(operation["method"], path, content=body, headers=headers)
            broken += [] if is_data(answer) else [(name, place, answer.text)]
            tried += 1
    assert broken == []
    assert tried > 150
    assert api.key().get("/v1/members").json()["total"] > 0


@pytest.mark.parametrize("attack", ["statement", "markup", "header", "nul", "path", "direction"])
def test_text__in_every_path_and_query_is_text_or_refused(api: WholeApi, attack):
    text = ATTACKS[attack]
    tried, broken = 0, []
    for name, operation in api.operations.items():
        named, client = api.path_values(operation), api.caller(operation)
        for parameter in operation.get("parameters", ()):
            in_path = named | ({parameter["name"]: encoded(text)} if parameter["in"] == "path" else {})
            query = {parameter["name"]: text} if parameter["in"] == "query" else {}
            answer = client.request(operation["method"], operation["path"].format(**in_path), params=query)
            broken += [] if is_data(answer) else [(name, parameter["name"], answer.text)]
            tried += 1
    assert broken == []
    assert tried > 100


def encoded(text: str) -> str:
    """Text as one part of a path."""
    return "".join(f"%{byte:02X}" for byte in text.encode())


@pytest.mark.parametrize("text", TEXTS)
def test_name__is_shown_as_it_was_typed(api: WholeApi, text):
    boss, key = api.boss(), api.key()
    number, short = TEXTS.index(text), f"{text[:39].strip()}!"
    member_id = api.make_member(display_name=text)
    asked = {
        "tag": key.post("/v1/tags", json={"key": f"t{number}", "name": short, "description": text}),
        "field": key.post("/v1/member-fields", json={"key": f"f{number}", "name": short, "kind": "text"}),
        "view": key.post("/v1/member-views", json={"name": short, "content": {}}),
        "role": boss.post("/v1/roles", json={"role": f"r{number}", "name": short, "scopes": ["board:read"]}),
    }
    assert {answer.status_code for answer in asked.values()} <= {201, 422}
    named = {what: answer.json()["name"] for what, answer in asked.items() if answer.status_code == 201}
    assert named == dict.fromkeys(named, short)
    assert len(named) >= 3
    assert key.get(f"/v1/members/{member_id}").json()["display_name"] == text
    assert [tag["name"] for tag in key.get("/v1/tags").json()["items"] if tag["key"] == f"t{number}"] == [short]
    found = key.get("/v1/members", params={"q": short})
    assert found.status_code == 200, found.text


def test_export_of_a_member__shows_markup_as_text(api: WholeApi):
    member_id = api.make_member(display_name=ATTACKS["markup"])
    page = api.boss().get(f"/v1/members/{member_id}/export", params={"format": "html"})
    assert "<script" not in page.text
    assert "<img" not in page.text
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page.text
    assert page.headers["content-disposition"].startswith("attachment")
    assert page.headers["content-security-policy"].startswith("default-src 'none'")
