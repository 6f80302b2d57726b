"""`/metrics` for Prometheus: how many requests by route, method and status, and how long they took.

One histogram holds both: its `_count` is the number of requests. Labels are routes' templates, so that no caller can
make new series by asking for new addresses.
"""

import time

from fastapi import APIRouter
from prometheus_client import CollectorRegistry, Histogram
from prometheus_client.exposition import CONTENT_TYPE_LATEST, generate_latest
from starlette.requests import Request
from starlette.responses import Response

from regulars.api.asgi import ASGIApp, Message, Receive, Scope, Send
from regulars.api.request_log import route_template

BUCKETS_SECONDS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 10.0)
METHODS = frozenset({"GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS"})

EXAMPLE = """# HELP regulars_http_request_seconds Time to answer an HTTP request.
# TYPE regulars_http_request_seconds histogram
regulars_http_request_seconds_count{method="POST",route="/v1/events",status="200"} 1024.0
"""

router = APIRouter(tags=["health"])


class RequestMetrics:
    """What is counted for one application; each has its own registry."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        self._seconds = Histogram(
            "regulars_http_request_seconds",
            "Time to answer an HTTP request.",
            ("method", "route", "status"),
            registry=self.registry,
            buckets=BUCKETS_SECONDS,
        )
        self._children: dict[tuple[str, str, int], Histogram] = {}

    def observe(self, method: str, route: str, status: int, seconds: float) -> None:
        """Count one request. The labelled child is kept, because looking it up costs more than counting."""
        key = (method if method in METHODS else "other", route, status)
        child = self._children.get(key)
        if child is None:
            child = self._children[key] = self._seconds.labels(key[0], route, str(status))
        child.observe(seconds)


class Metrics:
    """Times each request from outside of every other step."""

    def __init__(self, app: ASGIApp, *, metrics: RequestMetrics) -> None:
        self.app = app
        self.metrics = metrics

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve the request and count it, whatever became of it."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        started_seconds = time.perf_counter()
        status = 500

        async def send_and_note(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
            await send(message)

        try:
            await self.app(scope, receive, send_and_note)
        finally:
            self.metrics.observe(scope["method"], route_template(scope), status, time.perf_counter() - started_seconds)


@router.get(
    "/metrics",
    operation_id="read_metrics",
    summary="Figures of this process for Prometheus",
    response_class=Response,
    responses={200: {"description": "Prometheus text format.", "content": {"text/plain": {"example": EXAMPLE}}}},
)
async def read_metrics(request: Request) -> Response:
    """Requests by route, method and status, and their latency. No figure of the business is among them."""
    metrics: RequestMetrics = request.app.state.metrics
    return Response(generate_latest(metrics.registry), media_type=CONTENT_TYPE_LATEST)
