"""The API's description (OpenAPI 3.1), completed in one place with what every operation shares.

FastAPI derives paths, parameters and shapes from the routes. Added here: who may call (from the routes' own `require`
dependencies), the problems each operation can answer, and the examples of its shapes.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from fastapi import APIRouter, FastAPI
from fastapi.dependencies.models import Dependant
from fastapi.openapi.utils import get_openapi
from fastapi.routing import APIRoute

from regulars import __version__
from regulars.api.errors import ANSWERS, MEDIA_TYPE, problem_document
from regulars.features.access.access import COOKIE, ScopeRequired, SessionRequired
from regulars.features.access.roles import PEOPLE_SCOPES
from regulars.features.events.schemas import components as event_schemas
from regulars.features.member_access.access import MemberRequired
from regulars.kit.problems import FieldError, Problem

DESCRIPTION = """The loyalty platform Regulars (常客): members, points, growth and tiers.

Everything that happens to a member is sent as an **event**; the answer says what it did. Amounts of money are integers in
minor units (`*_minor`), points are integers, instants are ISO 8601 in UTC, months are `YYYY-MM`. Lists are paged by
`cursor`: send the `next_cursor` of one page to get the next. Every refusal is an RFC 9457 problem with a stable `code`,
the fields it is about, and a hint.
"""

TAGS = {
    "session": "Log-in of staff for the console, in its steps.",
    "me": "One's own account: password, second factor, sessions, recent sign-ins.",
    "staff": "Accounts of staff, what their log-in needs, and the access log.",
    "keys": "API keys for systems.",
    "audit": "Who read or changed what: search, export, and the proof that nothing was changed since.",
    "members": "Members, and the identities by which they are found.",
    "member files": "Members brought in from files and taken out into them.",
    "member": "What members do themselves: log-in by a code or by the operator's app, and their own account.",
    "privacy": "What is personal: read in full with a reason, exported, erased; consents.",
    "merges": "Members who may be one person; two members made one, and apart again.",
    "approvals": "What one person asks for and another one decides.",
    "organisation": "Headquarters, regions and stores, and which of them is a member's home.",
    "accounts": "What one member holds and where they stand, and why.",
    "profiles": "What is known of members: fields that the operator declares, and contacts of companies.",
    "tags": "What members are to the operator, given by hand or kept up to date by rules.",
    "events": "What happened to members: sent one by one, in batches, or as a dry run.",
    "checkout": "What a basket will cost and earn before it is paid, and what a member has by their tiers.",
    "quarantine": "Events that came too late, kept until staff release them.",
    "contests": "Limited-time honours that are won: who is how far, and closing a contest.",
    "findings": "Unusual earning that the program's watches found, for staff to look into.",
    "program": "The loyalty program in force and its versions.",
    "board": "The figures of the business.",
    "conditions": "Conditions: checked, read out, and asked of all members.",
    "evidence": "Checkpoints of the ledger, and proofs of single entries against them.",
    "webhooks": "What happened, told to other systems as it happens (Standard Webhooks).",
    "clock": "The time that members live by, which a sandbox can move forward.",
    "info": "What this service is and which time it keeps.",
    "health": "Whether the service lives and works.",
}

EXAMPLE_PROBLEM = problem_document(
    Problem(
        "request_invalid",
        "Refused: data.lines[0].amount_minor.",
        errors=(FieldError("data.lines[0].amount_minor", "Input should be greater than or equal to 0", "at least 0"),),
        hint="Mend the fields listed and send it again.",
    )
)

FIELD_SCHEMA = {
    "type": "object",
    "required": ["path", "message", "expected", "hint"],
    "properties": {key: {"type": "string"} for key in ("path", "message", "expected", "hint")},
}

PROBLEM_SCHEMA = {
    "type": "object",
    "title": "Problem",
    "description": "A refusal (RFC 9457). `code` is stable; `errors` names the fields; `facts` holds the numbers behind it.",
    "required": ["type", "title", "status", "code", "detail", "errors", "hint"],
    "properties": {
        "type": {"type": "string"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "code": {"type": "string", "enum": sorted(ANSWERS)},
        "detail": {"type": "string"},
        "errors": {"type": "array", "items": FIELD_SCHEMA},
        "hint": {"type": "string"},
        "facts": {"type": "object", "additionalProperties": True},
    },
    "examples": [EXAMPLE_PROBLEM],
}

SECURITY_SCHEMES = {
    "api_key": {"type": "http", "scheme": "bearer", "description": "An API key: `Authorization: Bearer rk_<key id>_<secret>`."},
    "member": {"type": "http", "scheme": "bearer", "description": "A member's session: `Authorization: Bearer ms_…`."},
    "session": {
        "type": "apiKey",
        "in": "cookie",
        "name": COOKIE,
        "description": "Staff log-in. Methods other than GET also need the header `X-Regulars-Request: console`.",
    },
}

REFUSED_FIELD = "A field cannot be used; `errors` names it."

Operation = dict[str, Any]


def install_openapi(app: FastAPI, routers: Iterable[APIRouter]) -> None:
    """Make `app.openapi()` give the completed description; it is made once."""
    needs = dict(_needs(routers))

    def describe() -> dict[str, Any]:
        if app.openapi_schema is None:
            app.openapi_schema = _complete(app, needs)
        return app.openapi_schema

    app.openapi = describe  # type: ignore[method-assign]  # as FastAPI tells to replace it


def _complete(app: FastAPI, needs: Mapping[tuple[str, str], str]) -> dict[str, Any]:
    document = get_openapi(
        title="Regulars",
        version=__version__,
        description=DESCRIPTION,
        routes=app.routes,
        license_info={"name": "Apache-2.0", "identifier": "Apache-2.0"},
        tags=[{"name": name, "description": text} for name, text in TAGS.items()],
    )
    components = document.setdefault("components", {})
    schemas = components.setdefault("schemas", {})
    for own in ("HTTPValidationError", "ValidationError"):
        schemas.pop(own, None)
    schemas["Problem"] = PROBLEM_SCHEMA
    schemas |= event_schemas()
    components["securitySchemes"] = SECURITY_SCHEMES
    for path, operations in document["paths"].items():
        for method, operation in operations.items():
            _secure(operation, needs.get((path, method.upper())))
            _add_problems(operation, path)
            _add_examples(operation, schemas)
    return document


def _secure(operation: Operation, need: str | None) -> None:
    if need is None:
        operation["security"] = []
    elif need == "member":
        operation["security"] = [{"member": []}]
    elif need == "session":
        operation["security"] = [{"session": []}]
    else:
        operation["security"] = [{"session": []}] if need in PEOPLE_SCOPES else [{"api_key": []}, {"session": []}]
        operation["x-scope"] = need
        operation["description"] = f"{operation.get('description', '')}\n\nScope: `{need}`.".strip()


def _add_problems(operation: Operation, path: str) -> None:
    responses = operation["responses"]
    statuses: dict[int, str] = {}
    if operation["security"]:
        statuses = {401: "No valid session or API key.", 403: "The caller may not do this."}
    if "{" in path:
        statuses |= {404: "There is no such thing."}
    if operation.get("parameters") or operation.get("requestBody"):
        statuses |= {422: REFUSED_FIELD}
    if operation.get("requestBody"):
        statuses |= {400: "The body is not JSON.", 413: "The body is too large."}
    if responses.get("422", {}).get("description") == "Validation Error":
        responses["422"]["description"] = REFUSED_FIELD  # FastAPI's own words
    for status, text in statuses.items():
        responses.setdefault(str(status), {"description": text})
    responses["default"] = {"description": "Any other refusal."}
    for status, response in responses.items():
        if status == "default" or status >= "400":
            response["content"] = {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}, "example": EXAMPLE_PROBLEM}}


def _add_examples(operation: Operation, schemas: Mapping[str, Any]) -> None:
    """Lift the example of a shape to where it is used, so that every operation shows one."""
    bodies = [operation.get("requestBody", {}), *operation["responses"].values()]
    for media in (media for body in bodies for media in body.get("content", {}).values()):
        shape = schemas.get(media.get("schema", {}).get("$ref", "").rsplit("/", 1)[-1], {})
        if "example" not in media and "examples" not in media and shape.get("examples"):
            media["example"] = shape["examples"][0]


def _needs(routers: Iterable[APIRouter]) -> Iterator[tuple[tuple[str, str], str]]:
    for router in routers:
        for route in router.routes:
            if isinstance(route, APIRoute):
                for need in _needs_of(route.dependant):
                    yield from (((route.path, method), need) for method in route.methods or ())


def _needs_of(dependant: Dependant) -> Iterator[str]:
    if isinstance(dependant.call, ScopeRequired):
        yield dependant.call.scope
    elif isinstance(dependant.call, MemberRequired):
        yield "member"
    elif isinstance(dependant.call, SessionRequired):
        yield "session"
    for inner in dependant.dependencies:
        yield from _needs_of(inner)
