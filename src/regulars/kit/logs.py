"""The process's log: one JSON object a line on standard error, with the id of the request it belongs to.

Never logged: bodies, queries, secrets, names, phone numbers or addresses. Ids of our own are fine.
"""

import logging
import sys
import traceback
from contextvars import ContextVar
from typing import Any, BinaryIO

import msgspec
import structlog

CAUSES_MAX = 5
FRAMES_MAX = 40

request_id: ContextVar[str] = ContextVar("request_id", default="")
"""The id of the request being served; empty outside of one."""


def configure_logs(level: str = "info", stream: BinaryIO | None = None) -> None:
    """Set the process's log up, on standard error by default; `debug` adds a line for every request that succeeds."""
    structlog.configure(
        processors=[
            _add_request_id,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            _tell_exception,
            structlog.processors.JSONRenderer(serializer=_as_json),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.getLevelNamesMapping()[level.upper()]),
        logger_factory=structlog.BytesLoggerFactory(stream or sys.stderr.buffer),
        cache_logger_on_first_use=True,
    )


def _add_request_id(_logger: Any, _method: str, event: structlog.typing.EventDict) -> structlog.typing.EventDict:
    found = request_id.get()
    if found:
        event["request_id"] = found
    return event


def _tell_exception(_logger: Any, _method: str, event: structlog.typing.EventDict) -> structlog.typing.EventDict:
    """Say where an exception came from: types and places, without messages and values, which may hold personal data."""
    info = event.pop("exc_info", None)
    error = sys.exc_info()[1] if info is True else info
    causes: list[dict[str, Any]] = []
    while isinstance(error, BaseException) and len(causes) < CAUSES_MAX:
        frames = traceback.extract_tb(error.__traceback__)[-FRAMES_MAX:]
        places = [f"{frame.filename}:{frame.lineno} {frame.name}" for frame in frames]
        # A database's error is told by its five-letter state, such as 23505.
        causes.append({"type": type(error).__qualname__, "sqlstate": getattr(error, "sqlstate", None), "places": places})
        error = error.__cause__ or error.__context__
    if causes:
        event["exception"] = causes
    return event


def _as_json(event: Any, **_: Any) -> bytes:
    return msgspec.json.encode(event, enc_hook=str)
