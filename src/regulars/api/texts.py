r"""Text that no database takes is refused before a route sees it: a NUL, or half of a character that takes two.

JSON can write both (`\\u0000`, `\\ud800`), and so can a path or a query. Events are left to the ledger, which reads them by
itself and names their fields.
"""

import json
import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qsl

from starlette.exceptions import HTTPException

from regulars.api.asgi import ASGIApp, Message, Receive, Scope, Send, header_value
from regulars.api.errors import problem_response
from regulars.api.limits import BODILESS_METHODS
from regulars.kit.problems import FieldError, Problem

READ_BY_THE_LEDGER = "/v1/events"
MAY_HOLD = (b"\\u", b"\xed", b"\x00")
"""A body without these is fine: an escape, what begins half a character in UTF-8, and other encodings than that."""
UNUSABLE = re.compile(r"[\x00\ud800-\udfff]")


class Texts:
    """Refuses requests with such text."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer with a problem that names the field, or pass the request on."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        if "\x00" in scope["path"] or b"%00" in scope["query_string"]:
            parameter = next(_unusable(dict(parse_qsl(scope["query_string"].decode("latin-1")))), "")
            await problem_response(_refusal(parameter, parameter or "The address"))(scope, receive, send)
            return
        if scope["method"] in BODILESS_METHODS or scope["path"].startswith(READ_BY_THE_LEDGER) or not _is_json(scope):
            await self.app(scope, receive, send)
            return
        messages: list[Message | HTTPException] = []
        try:
            while not messages or messages[-1].get("more_body", False):  # type: ignore[union-attr]  # only messages so far
                messages.append(await receive())
        except HTTPException as too_large:
            messages.append(too_large)  # told to whoever reads the body, as if nobody had looked before
        else:
            problem = refusal_of(b"".join(message.get("body", b"") for message in messages if not isinstance(message, Exception)))
            if problem is not None:
                await problem_response(problem)(scope, receive, send)
                return
        await self.app(scope, _again(messages, receive), send)


def refusal_of(body: bytes) -> Problem | None:
    """Problem `request_invalid` for JSON with text that cannot be kept; None for all else, on which others have more to say."""
    if not any(part in body for part in MAY_HOLD):
        return None
    try:
        value = json.loads(body)
    except (ValueError, RecursionError):
        return None
    path = next(_unusable(value), None)
    return None if path is None else _refusal(path, path or "The body")


def _is_json(scope: Scope) -> bool:
    """Whether a body says that it is JSON, or nothing of what it is."""
    said = header_value(scope, b"content-type")
    return said is None or b"json" in said.lower()


def _unusable(body: Any) -> Iterator[str]:
    """Walk the places of such text, names of fields included."""
    waiting = [("", body)]
    while waiting:
        path, value = waiting.pop()
        if isinstance(value, str) and UNUSABLE.search(value):
            yield path
        elif isinstance(value, dict):
            if any(UNUSABLE.search(name) for name in value):
                yield path
            else:
                waiting += [(f"{path}.{name}" if path else name, inner) for name, inner in value.items()]
        elif isinstance(value, list):
            waiting += [(f"{path}[{place}]", inner) for place, inner in enumerate(value)]


def _refusal(path: str, what: str) -> Problem:
    field = FieldError(path, "holds a NUL or half of a character", expected="text")
    return Problem("request_invalid", f"Refused: {what}.", errors=(field,), hint="Mend the fields listed and send it again.")


def _again(messages: list[Message | HTTPException], receive: Receive) -> Receive:
    """What was read, once more, and then whatever comes."""
    waiting = iter(messages)

    async def receive_again() -> Message:
        message = next(waiting, None)
        if message is None:
            return await receive()
        if isinstance(message, HTTPException):
            raise message
        return message

    return receive_again
