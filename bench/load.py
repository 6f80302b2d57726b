"""A load generator: raw sockets kept open, one request after the other on each, as fast as the answers come."""

from __future__ import annotations

import asyncio
import sys
import time
from pathlib import Path

import msgspec
import uvloop


async def _connection(port: int, requests: list[bytes], latencies: list[float]) -> None:
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    for request in requests:
        began = time.perf_counter()
        writer.write(request)
        head = await reader.readuntil(b"\r\n\r\n")
        length = int(head.lower().split(b"content-length:")[1].split(b"\r\n")[0])
        await reader.readexactly(length)
        latencies.append(time.perf_counter() - began)
        assert head.startswith(b"HTTP/1.1 200"), head
    writer.close()


async def _run(port: int, shares: list[list[bytes]]) -> tuple[float, list[float]]:
    latencies: list[float] = []
    began = time.perf_counter()
    await asyncio.gather(*(_connection(port, share, latencies) for share in shares))
    return time.perf_counter() - began, latencies


def main() -> None:
    """`python -m bench.load PORT FILE`: FILE holds a list of lists of whole requests; prints seconds and latencies as JSON."""
    shares = msgspec.msgpack.decode(Path(sys.argv[2]).read_bytes(), type=list[list[bytes]])
    seconds, latencies = uvloop.run(_run(int(sys.argv[1]), shares))
    sys.stdout.write(msgspec.json.encode([seconds, latencies]).decode())


if __name__ == "__main__":
    main()
