"""One log line per request worth reading, an id for every request, and the last net under every exception.

A request that fails (status ≥ 400) or takes longer than a second is logged at `info`, any other at `debug`: what went
well is counted by `metrics`. The line names the route's template, never the address itself, which may hold a name.
"""

import itertools
import re
import secrets
import time

import structlog

from regulars.api.asgi import ASGIApp, Message, Receive, Scope, Send, header_value
from regulars.api.errors import problem_response, unexpected_problem
from regulars.kit.logs import request_id
from regulars.store.reach import begin_request

SLOW_SECONDS = 1.0
FAILED_STATUS_MIN = 400
ACCEPTABLE_ID = re.compile(rb"[A-Za-z0-9._-]{8,64}")


class RequestLog:
    """Gives each request an id (the caller's own X-Request-Id when it is plain text) and logs how it ended."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        # Bound here and once: the lazy logger that get_logger gives would bind itself anew for every line.
        self._log = structlog.get_logger().bind()
        # A counter behind a random start is as unique as a random number per request, and costs no system call.
        self._prefix = secrets.token_hex(6)
        self._numbers = itertools.count(1)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve the request; an exception that nobody took becomes a problem that gives nothing away."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        given = header_value(scope, b"x-request-id")
        own = given.decode() if given and ACCEPTABLE_ID.fullmatch(given) else f"{self._prefix}-{next(self._numbers):x}"
        request_id.set(own)
        begin_request()
        header = (b"x-request-id", own.encode())
        started_seconds = time.perf_counter()
        status = 0

        async def send_with_id(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                message["headers"] = [*message["headers"], header]
            await send(message)

        try:
            await self.app(scope, receive, send_with_id)
        except Exception:
            self._log.exception("request_failed", method=scope["method"], route=route_template(scope))
            if status:
                raise  # The answer has begun: only closing the connection tells the caller that it is not whole.
            await problem_response(unexpected_problem(own))(scope, receive, send_with_id)
        seconds = time.perf_counter() - started_seconds
        if status >= FAILED_STATUS_MIN or seconds > SLOW_SECONDS:
            self._write(self._log.info, scope, status, seconds)
        else:
            self._write(self._log.debug, scope, status, seconds)

    def _write(self, write: structlog.typing.WrappedLogger, scope: Scope, status: int, seconds: float) -> None:
        milliseconds = round(seconds * 1000, 2)
        write("request", method=scope["method"], route=route_template(scope), status=status, milliseconds=milliseconds)


def route_template(scope: Scope) -> str:
    """The template of the route that served a request, such as `/v1/members/{member_id}`."""
    path: str = getattr(scope.get("route"), "path", "(none)")
    return path
