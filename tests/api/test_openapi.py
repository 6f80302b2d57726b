"""The description of the API is complete: whoever generates a client from it needs nothing else."""

import json
from pathlib import Path

import pytest

from tests.support.applications import Site

COMMITTED = Path(__file__).parents[2] / "web/packages/client/openapi.json"
METHODS = {"get", "put", "post", "delete", "patch"}
REFERENCE = "#/components/"


@pytest.fixture(scope="module")
def document(shared_site: Site) -> dict:
    """Give the description as it is served."""
    return shared_site.anonymous().get("/v1/openapi.json").json()


def operations(document: dict):
    """Walk the operations as (name, operation)."""
    for path, item in document["paths"].items():
        for method, operation in item.items():
            assert method in METHODS
            yield f"{method} {path}", operation


def references(node):
    """Walk every $ref of a document."""
    if isinstance(node, dict):
        yield from ([node["$ref"]] if isinstance(node.get("$ref"), str) else [])
        yield from (found for value in node.values() for found in references(value))
    elif isinstance(node, list):
        yield from (found for value in node for found in references(value))


def test_document__is_openapi_3_1(document):
    assert document["openapi"].startswith("3.1")
    assert document["info"]["title"] == "Regulars"
    assert set(document["components"]["securitySchemes"]) == {"api_key", "member", "session"}


def test_references__all_lead_somewhere(document):
    for reference in references(document):
        assert reference.startswith(REFERENCE)
        section, name = reference.removeprefix(REFERENCE).split("/")
        assert name in document["components"][section], reference


def test_operations__have_what_a_reader_needs(document):
    tags = {tag["name"] for tag in document["tags"]}
    ids = []
    for name, operation in operations(document):
        ids.append(operation["operationId"])
        assert operation["summary"], name
        assert operation["description"], name
        assert operation["tags"], name
        assert set(operation["tags"]) <= tags, name
        assert "security" in operation, name
    assert len(ids) == len(set(ids))


def test_operations__show_examples(document):
    for name, operation in operations(document):
        bodies = [operation["requestBody"]] if "requestBody" in operation else []
        for body in [*bodies, *operation["responses"].values()]:
            for media in body.get("content", {}).values():
                assert "example" in media or "examples" in media, name


def test_operations__tell_their_problems(document):
    for name, operation in operations(document):
        problems = {status: response for status, response in operation["responses"].items() if status[0] in "45d"}
        assert "default" in problems, name
        for response in problems.values():
            assert list(response["content"]) == ["application/problem+json"], name
        if operation["security"]:
            assert {"401", "403"} <= problems.keys(), name


def test_operations__state_the_scope_they_check(document):
    listing = document["paths"]["/v1/members"]
    assert (listing["get"]["x-scope"], listing["post"]["x-scope"]) == ("members:read", "members:write")
    assert document["paths"]["/v1/health/live"]["get"]["security"] == []


def test_document__is_the_one_that_the_console_is_generated_from(document):
    """Mend with `regulars openapi > web/packages/client/openapi.json` and `npm run generate` in web/."""
    assert json.loads(COMMITTED.read_text(encoding="utf-8")) == document
