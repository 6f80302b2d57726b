"""The process's log: one JSON object a line on standard error, with the id of the request it belongs to.

Never logged: bodies, queries, secrets, names, phone numbers or addresses. Ids of our own are fine.
"""

import logging
import sys
from contextvars import ContextVar
from typing import Any

import msgspec
import structlog

request_id: ContextVar[str] = ContextVar("request_id", default="")
"""The id of the request being served; empty outside of one."""


def configure_logs(level: str = "info") -> None:
    """Set the process's log up; `debug` adds a line for every request that succeeds."""
    structlog.configure(
        processors=[
            _add_request_id,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.dict_tracebacks,
            structlog.processors.JSONRenderer(serializer=_as_json),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.getLevelNamesMapping()[level.upper()]),
        logger_factory=structlog.BytesLoggerFactory(sys.stderr.buffer),
        cache_logger_on_first_use=True,
    )


def _add_request_id(_logger: Any, _method: str, event: structlog.typing.EventDict) -> structlog.typing.EventDict:
    found = request_id.get()
    if found:
        event["request_id"] = found
    return event


def _as_json(event: Any, **_: Any) -> bytes:
    return msgspec.json.encode(event, enc_hook=str)
