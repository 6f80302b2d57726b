"""Refusals on their way out: what a route raised, what FastAPI found wrong, and what no route takes, each as a problem."""

from collections.abc import Sequence
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.responses import Response

from regulars.api.errors import problem_response
from regulars.api.field_errors import field_error
from regulars.kit.problems import FieldError, Problem

PATH_SHOWN_MAX = 200
HTTP_CODES = {404: "route_unknown", 405: "method_not_allowed", 413: "body_too_large", 400: "json_malformed"}


def validation_problem(errors: Sequence[Any]) -> Problem:
    """Turn Pydantic's errors into one problem that names every field."""
    malformed = next((error for error in errors if error["type"] == "json_invalid"), None)
    if malformed is not None:
        position = malformed["loc"][-1]
        reason = malformed.get("ctx", {}).get("error", "")
        return Problem(
            "json_malformed",
            f"The body stops being JSON at character {position}: {reason}.",
            errors=(FieldError("", f"not JSON from character {position} on", "one JSON value in UTF-8"),),
            hint="Check quotes, commas and brackets around that character.",
        )
    fields = tuple(field_error(error) for error in errors)
    names = ", ".join(dict.fromkeys(field.path or "the body" for field in fields[:3]))
    return Problem("request_invalid", f"Refused: {names}.", errors=fields, hint="Mend the fields listed and send it again.")


def install_errors(app: FastAPI) -> None:
    """Answer every refusal of an application as a problem. What no handler takes is answered by `request_log`."""
    app.add_exception_handler(Problem, _on_problem)
    app.add_exception_handler(RequestValidationError, _on_validation)
    app.add_exception_handler(HTTPException, _on_http)


async def _on_problem(_: Request, error: Exception) -> Response:
    assert isinstance(error, Problem)
    return problem_response(error)


async def _on_validation(_: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)
    return problem_response(validation_problem(error.errors()))


async def _on_http(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    code = HTTP_CODES.get(error.status_code, "request_refused")
    if code == "json_malformed":
        problem = Problem(code, "The body could not be read as JSON.", hint="Send one JSON value in UTF-8.")
    elif code == "method_not_allowed":
        allowed = (error.headers or {}).get("Allow", "")
        problem = Problem(code, f"{request.method} is not possible here.", hint=f"Use {allowed}." if allowed else "")
    elif code == "route_unknown":
        path = request.url.path[:PATH_SHOWN_MAX]
        problem = Problem(code, f"{path} is not an address of this service.", hint="GET /v1/openapi.json lists them all.")
    else:
        problem = Problem(code, str(error.detail))
    return problem_response(problem, (error.headers or {}).items())
