"""A guard over the network: tests may talk to this machine and to nothing else.

An audit hook sees every connection that Python opens, whichever library opens it. Hooks cannot be removed, so the guard
has a switch of its own.
"""

import ipaddress
import sys
from typing import Any


class NetworkRefusedError(RuntimeError):
    """A test tried to reach another machine."""


class NetworkGuard:
    """Refuses connections and name lookups beyond loopback while it is on."""

    def __init__(self) -> None:
        self.is_on = False
        sys.addaudithook(self._watch)

    def _watch(self, event: str, arguments: tuple[Any, ...]) -> None:
        if not self.is_on:
            return
        if event in {"socket.connect", "socket.sendto", "socket.sendmsg"}:
            address = arguments[1]
            if isinstance(address, tuple) and not is_local(str(address[0])):
                raise NetworkRefusedError(f"tests may not connect to {address[0]}")
        elif event in {"socket.getaddrinfo", "socket.gethostbyname"}:
            host = arguments[0]
            if host is not None and not is_local(host.decode() if isinstance(host, bytes) else str(host)):
                raise NetworkRefusedError(f"tests may not look up {host}")


def is_local(host: str) -> bool:
    """Tell whether a host name or address is this machine; an empty one means every address of this machine."""
    if host in {"", "localhost"}:
        return True
    try:
        address = ipaddress.ip_address(host.partition("%")[0])
    except ValueError:
        return False
    return address.is_loopback or address.is_unspecified
