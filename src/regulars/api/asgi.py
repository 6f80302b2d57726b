"""The three ASGI types, and the one small step all our middlewares share: adding headers to a response."""

from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
ASGIApp = Callable[[Scope, Receive, Send], Awaitable[None]]

Header = tuple[bytes, bytes]


def header_value(scope: Scope, name: bytes) -> bytes | None:
    """The first value of a request header; `name` in lower case, as ASGI servers hand them over."""
    for key, value in scope["headers"]:
        if key == name:
            found: bytes = value
            return found
    return None
