"""Limits on what a caller may send: size of body, headers and query.

| what | limit | answer |
|---|---|---|
| body of `/v1/events/batch` | 4 MiB | 413 |
| body of `/v1/member-imports` | 20 MiB | 413 |
| any other body | 1 MiB | 413 |
| headers together | 16 KiB, 100 headers | 431 |
| query | 4 KiB | 414 |
"""

from starlette.exceptions import HTTPException

from regulars.api.asgi import ASGIApp, Message, Receive, Scope, Send, header_value
from regulars.api.errors import problem_response
from regulars.kit.problems import Problem

BODY_BYTES_MAX = 1024 * 1024
BATCH_BODY_BYTES_MAX = 4 * 1024 * 1024
FILE_BODY_BYTES_MAX = 20 * 1024 * 1024
BODY_BYTES_MAX_BY_PATH = {"/v1/events/batch": BATCH_BODY_BYTES_MAX, "/v1/member-imports": FILE_BODY_BYTES_MAX}
HEADERS_BYTES_MAX = 16 * 1024
HEADERS_COUNT_MAX = 100
DISCARDED_BYTES_MAX = 32 * 1024 * 1024
QUERY_BYTES_MAX = 4 * 1024
BODILESS_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})


class Limits:
    """Refuses what is too large, before anything of it is parsed."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer with a problem, or pass the request on with a counted body."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        body_bytes_max = BODY_BYTES_MAX_BY_PATH.get(scope["path"], BODY_BYTES_MAX)
        problem = _refusal(scope, body_bytes_max)
        if problem is not None:
            await _discard(receive)
            # Whatever is still unread would be taken for the next request on this connection.
            response = problem_response(problem, (("Connection", "close"),))
            await response(scope, receive, send)
        elif scope["method"] in BODILESS_METHODS:
            await self.app(scope, receive, send)
        else:
            await self.app(scope, _counted(receive, body_bytes_max), send)


def _refusal(scope: Scope, body_bytes_max: int) -> Problem | None:
    headers = scope["headers"]
    if len(headers) > HEADERS_COUNT_MAX or sum(len(name) + len(value) for name, value in headers) > HEADERS_BYTES_MAX:
        return Problem("headers_too_large", f"At most {HEADERS_COUNT_MAX} headers with {HEADERS_BYTES_MAX} bytes together.")
    if len(scope["query_string"]) > QUERY_BYTES_MAX:
        return Problem("query_too_long", f"The query may have at most {QUERY_BYTES_MAX} bytes.")
    length = header_value(scope, b"content-length")
    if length is not None and length.isdigit() and int(length) > body_bytes_max:
        return Problem("body_too_large", _too_large(body_bytes_max), hint="Send it in several calls.")
    return None


def _counted(receive: Receive, body_bytes_max: int) -> Receive:
    """Count the bytes as they come: a body sent in chunks states no length."""
    received_bytes = 0

    async def receive_counted() -> Message:
        nonlocal received_bytes
        message = await receive()
        received_bytes += len(message.get("body", b""))
        if received_bytes > body_bytes_max:
            if message.get("more_body", False):
                await _discard(receive)
            # An HTTPException, because FastAPI passes only these through its own reading of the body.
            raise HTTPException(413, _too_large(body_bytes_max), headers={"Connection": "close"})
        return message

    return receive_counted


async def _discard(receive: Receive) -> None:
    """Read on for a while: a caller that is still sending when the connection closes never sees the answer."""
    discarded_bytes = 0
    while discarded_bytes < DISCARDED_BYTES_MAX:
        message = await receive()
        discarded_bytes += len(message.get("body", b""))
        if not message.get("more_body", False):
            return


def _too_large(body_bytes_max: int) -> str:
    return f"The body may have at most {body_bytes_max} bytes here."
