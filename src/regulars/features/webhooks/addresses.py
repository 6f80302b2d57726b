"""Where a webhook may go: public addresses only, unless the operator allows some networks of their own.

Otherwise whoever may enter an endpoint could make the server knock on doors inside (server-side request forgery). A name is
resolved once and the connection goes to the very address that was checked, so it cannot answer differently the second time.
"""

from __future__ import annotations

import socket
from collections.abc import Sequence
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address

from regulars.kit.problems import FieldError, Problem

Address = IPv4Address | IPv6Address
Networks = Sequence[IPv4Network | IPv6Network]


def is_permitted(address: Address, allowed: Networks) -> bool:
    """Whether an address is public, or lies in a network that was allowed.

    >>> from ipaddress import ip_network
    >>> is_permitted(ip_address("10.1.2.3"), ()), is_permitted(ip_address("10.1.2.3"), [ip_network("10.0.0.0/8")])
    (False, True)
    """
    inner = getattr(address, "ipv4_mapped", None) or address
    if any(inner.version == network.version and inner in network for network in allowed):
        return True
    return bool(inner.is_global) and not inner.is_multicast


def resolve(host: str, port: int, allowed: Networks) -> str:
    """The address to connect to. Problem `webhook_address_refused` when any address of the name is not permitted."""
    literal = _literal(host)
    addresses = [literal] if literal else _looked_up(host, port)
    for address in addresses:
        if not is_permitted(address, allowed):
            raise _refused("the address is not public")
    return str(addresses[0])


def _literal(host: str) -> Address | None:
    """An address written out, also in the short forms of old (`127.1`, `0x7f000001`) that connecting would understand."""
    try:
        return ip_address(host)
    except ValueError:
        pass
    try:
        return ip_address(socket.inet_aton(host))
    except OSError:
        return None


def _looked_up(host: str, port: int) -> list[Address]:
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise _refused("the name is not known") from error
    return [ip_address(str(each[4][0]).partition("%")[0]) for each in found]


def _refused(message: str) -> Problem:
    field = FieldError("url", message, "a host on the internet", "REGULARS_WEBHOOK_NETWORKS allows networks of your own.")
    return Problem("webhook_address_refused", f"The endpoint cannot be reached: {message}.", errors=(field,))
