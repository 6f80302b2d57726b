"""Single events over HTTP at 32 connections, beside an endpoint of the same process that does nothing.

The server leaves sweeps, webhooks and tags to a worker of its own (`--no-worker`), as one under load does.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from statistics import mean, median
from typing import Any

import msgspec

from bench.base import order_events
from bench.embedded import Embedded
from bench.server import serving
from regulars.features.access.facade import create_key

CONNECTIONS = 32
ROUNDS = 5
REQUESTS = 6_000
WARM_REQUESTS = 3_000


def measure(base: Embedded, name: str = "http") -> dict[str, Any]:
    """Requests per second and latencies of both, one server process, the load from another process.

    By turns, since the machine drifts; of each the median, and of the ratios of neighbours.
    """
    base.rest()
    bearer = create_key(base.database, "bench", ("events:write",)).bearer
    with serving(base) as port:
        noop = _get("/v1/health/live", bearer)
        _load(port, [noop] * WARM_REQUESTS)
        _load(port, [_post(raw, bearer) for raw in order_events(base.member_ids, WARM_REQUESTS, "http-warm", seed=7)])
        nothing = [_load(port, [noop] * REQUESTS)[0]]
        rates: list[float] = []
        ratios: list[float] = []
        latencies: list[float] = []
        for turn in range(ROUNDS):
            events = order_events(base.member_ids, REQUESTS, f"http-{turn}", seed=8 + turn)
            rate, waited = _load(port, [_post(raw, bearer) for raw in events])
            nothing.append(_load(port, [noop] * REQUESTS)[0])
            rates.append(rate)
            ratios.append(rate / mean(nothing[-2:]))
            latencies += waited
    return {
        f"{name}_single_vs_noop": round(median(ratios), 2),
        f"{name}_single_requests_per_second": round(median(rates)),
        f"{name}_noop_requests_per_second": round(median(nothing)),
        **{f"{name}_single_ms_p{share}": round(_percentile(latencies, share) * 1000, 2) for share in (50, 95, 99)},
        name: base.about() | {
            "connections": CONNECTIONS, "requests": REQUESTS * ROUNDS, "ratios": [round(ratio, 2) for ratio in ratios],
            "noop": "/v1/health/live", "repeat": f"python -m bench {name}",
        },
    }  # fmt: skip


def _load(port: int, requests: list[bytes]) -> tuple[float, list[float]]:
    shares = [requests[number::CONNECTIONS] for number in range(CONNECTIONS)]
    with tempfile.NamedTemporaryFile() as file:
        file.write(msgspec.msgpack.encode(shares))
        file.flush()
        said = subprocess.run([sys.executable, "-m", "bench.load", str(port), file.name], capture_output=True, check=True)
    seconds, latencies = msgspec.json.decode(said.stdout, type=tuple[float, list[float]])
    return len(requests) / seconds, latencies


def _post(body: bytes, bearer: str) -> bytes:
    head = f"POST /v1/events HTTP/1.1\r\nHost: bench\r\nAuthorization: Bearer {bearer}\r\nContent-Type: application/json\r\n"
    return head.encode() + b"Content-Length: %d\r\n\r\n" % len(body) + body


def _get(path: str, bearer: str) -> bytes:
    return f"GET {path} HTTP/1.1\r\nHost: bench\r\nAuthorization: Bearer {bearer}\r\n\r\n".encode()


def _percentile(values: list[float], share: int) -> float:
    return sorted(values)[min(len(values) * share // 100, len(values) - 1)]
